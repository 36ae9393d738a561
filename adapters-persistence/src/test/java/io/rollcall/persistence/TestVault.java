package io.rollcall.persistence;

import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** No secret is safe here; but one that is read in another context than written is noticed. */
@ApplicationScoped
class TestVault implements SecretVault {
  @Override
  public byte[] encrypt(Secret secret, String context) {
    var text = context + "\n" + new StringBuilder(secret.reveal()).reverse();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Secret decrypt(byte[] encrypted, String context) {
    var parts = new String(encrypted, StandardCharsets.UTF_8).split("\n", 2);
    if (!parts[0].equals(context)) {
      throw new IllegalStateException("encrypted as %s, read as %s".formatted(parts[0], context));
    }
    return Secret.of(new StringBuilder(parts[1]).reverse().toString());
  }

  @Override
  public Secret newToken() {
    return Secret.of(UUID.randomUUID().toString());
  }

  @Override
  public TokenHash hash(Secret token) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(token.reveal().getBytes(StandardCharsets.UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
