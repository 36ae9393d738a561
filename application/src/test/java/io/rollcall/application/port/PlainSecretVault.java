package io.rollcall.application.port;

import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hides nothing, but notices a changed or moved secret as a real vault does. */
public final class PlainSecretVault implements SecretVault {
  private static final int DIGEST = 32;

  private long last;

  @Override
  public byte[] encrypt(Secret secret, String context) {
    var text = secret.reveal().getBytes(StandardCharsets.UTF_8);
    long salt = ++last;
    return ByteBuffer.allocate(Long.BYTES + DIGEST + text.length)
        .putLong(salt)
        .put(seal(salt, context, text))
        .put(text)
        .array();
  }

  @Override
  public Secret decrypt(byte[] encrypted, String context) {
    try {
      var bytes = ByteBuffer.wrap(encrypted);
      long salt = bytes.getLong();
      var seal = new byte[DIGEST];
      bytes.get(seal);
      var text = new byte[bytes.remaining()];
      bytes.get(text);
      if (!MessageDigest.isEqual(seal, seal(salt, context, text))) {
        throw new IllegalStateException("not encrypted here");
      }
      return Secret.of(new String(text, StandardCharsets.UTF_8));
    } catch (BufferUnderflowException tooShort) {
      throw new IllegalStateException("not encrypted here", tooShort);
    }
  }

  @Override
  public Secret newToken() {
    return Secret.of("token-%032d".formatted(++last));
  }

  @Override
  public TokenHash hash(Secret token) {
    return new TokenHash(
        HexFormat.of().formatHex(sha256().digest(token.reveal().getBytes(StandardCharsets.UTF_8))));
  }

  private static byte[] seal(long salt, String context, byte[] text) {
    var digest = sha256();
    digest.update((salt + "/" + context + "/").getBytes(StandardCharsets.UTF_8));
    return digest.digest(text);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
