package io.rollcall.crypto;

import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * AES-256 in Galois/Counter Mode (NIST SP 800-38D) under a key derived from the master key by
 * HKDF-SHA-256 (RFC 5869). The place where a secret is stored is authenticated with it, so that
 * nobody with access to the database can move one row's secret to another row. Layout: version
 * byte, 12-byte nonce, ciphertext with a 16-byte tag. Which key fits is found by trying: there are
 * few, and a wrong one never passes the tag.
 */
@ApplicationScoped
class AesSecretVault implements SecretVault {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;
  private final List<SecretKey> previous;

  AesSecretVault(MasterKeys masters) {
    this.key = derive(masters.current());
    this.previous = masters.previous().stream().map(AesSecretVault::derive).toList();
  }

  @Override
  public byte[] encrypt(Secret secret, String context) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(bytes(secret.reveal()));
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM is not available", impossible);
    }
  }

  @Override
  public Secret decrypt(byte[] encrypted, String context) {
    if (encrypted.length <= 1 + NONCE_BYTES || encrypted[0] != VERSION) {
      throw new IllegalStateException("not a secret of this server");
    }
    var nonce = new byte[NONCE_BYTES];
    System.arraycopy(encrypted, 1, nonce, 0, NONCE_BYTES);
    return Stream.concat(Stream.of(key), previous.stream())
        .flatMap(candidate -> opened(candidate, nonce, encrypted, context).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a stored secret cannot be decrypted: rollcall.secret-key is not the one it was encrypted with"));
  }

  private static Optional<Secret> opened(
      SecretKey candidate, byte[] nonce, byte[] encrypted, String context) {
    try {
      var plain =
          cipher(Cipher.DECRYPT_MODE, candidate, nonce, context)
              .doFinal(encrypted, 1 + NONCE_BYTES, encrypted.length - 1 - NONCE_BYTES);
      return Optional.of(Secret.of(new String(plain, StandardCharsets.UTF_8)));
    } catch (AEADBadTagException otherKeyOrPlace) {
      return Optional.empty();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM is not available", impossible);
    }
  }

  @Override
  public Secret newToken() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public TokenHash hash(Secret token) {
    try {
      return new TokenHash(
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(token.reveal()))));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("SHA-256 is not available", impossible);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bytes(context));
    return cipher;
  }

  private static SecretKey derive(MasterKey master) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(bytes(master.value().reveal()))
              .thenExpand(bytes("rollcall secrets at rest"), 32);
      return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("HKDF is not available", impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
