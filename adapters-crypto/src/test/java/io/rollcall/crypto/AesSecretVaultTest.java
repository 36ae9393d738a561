package io.rollcall.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SecretVaultContract;
import io.rollcall.domain.identity.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesSecretVaultTest extends SecretVaultContract {
  private static final MasterKey OLD = new MasterKey(Secret.of("0123456789abcdef0123456789abcdef"));
  private static final MasterKey NEW =
      new MasterKey(Secret.of("another key, also of 32 characters"));

  private final SecretVault vault = new AesSecretVault(new MasterKeys(OLD));

  @Override
  protected SecretVault vault() {
    return vault;
  }

  @Test
  void anotherMasterKeyDoesNotDecrypt() {
    var other = new AesSecretVault(new MasterKeys(NEW));
    var encrypted = other.encrypt(Secret.of("secret"), "a");
    assertThatThrownBy(() -> vault.decrypt(encrypted, "a"))
        .hasMessageContaining("rollcall.secret-key");
  }

  @Test
  void previousKeyReadsAndNeverWrites() {
    var renewed = new AesSecretVault(new MasterKeys(NEW, List.of(OLD)));
    var secret = Secret.of("secret");

    assertThat(renewed.decrypt(vault.encrypt(secret, "a"), "a")).isEqualTo(secret);
    var written = renewed.encrypt(secret, "a");
    assertThat(renewed.decrypt(written, "a")).isEqualTo(secret);
    assertThat(new AesSecretVault(new MasterKeys(NEW)).decrypt(written, "a")).isEqualTo(secret);
    assertThatThrownBy(() -> vault.decrypt(written, "a"))
        .hasMessageContaining("rollcall.secret-key");
    assertThatThrownBy(() -> renewed.decrypt(vault.encrypt(secret, "a"), "b"))
        .as("nor elsewhere")
        .hasMessageContaining("rollcall.secret-key");
  }

  @Test
  void shortMasterKeyIsRefused() {
    assertThatThrownBy(() -> new MasterKey(Secret.of("short")))
        .hasMessageContaining("32 characters");
  }
}
