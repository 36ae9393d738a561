package io.rollcall.crypto;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.application.port.SecretVault;
import io.rollcall.application.port.SecretVaultContract;
import io.rollcall.domain.identity.Secret;
import org.junit.jupiter.api.Test;

class AesSecretVaultTest extends SecretVaultContract {
  private final SecretVault vault =
      new AesSecretVault(new MasterKey(Secret.of("0123456789abcdef0123456789abcdef")));

  @Override
  protected SecretVault vault() {
    return vault;
  }

  @Test
  void anotherMasterKeyDoesNotDecrypt() {
    var other = new AesSecretVault(new MasterKey(Secret.of("another key, also of 32 characters")));
    var encrypted = other.encrypt(Secret.of("secret"), "a");
    assertThatThrownBy(() -> vault.decrypt(encrypted, "a"))
        .hasMessageContaining("rollcall.secret-key");
  }

  @Test
  void shortMasterKeyIsRefused() {
    assertThatThrownBy(() -> new MasterKey(Secret.of("short")))
        .hasMessageContaining("32 characters");
  }
}
