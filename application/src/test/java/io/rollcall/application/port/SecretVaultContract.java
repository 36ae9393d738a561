package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.domain.identity.Secret;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SecretVault} does. */
public abstract class SecretVaultContract {
  protected abstract SecretVault vault();

  @Test
  void encryptedSecretComesBack() {
    var secret = Secret.of("Zürich → 東京");
    assertThat(vault().decrypt(vault().encrypt(secret, "a"), "a")).isEqualTo(secret);
  }

  @Test
  void sameSecretLooksDifferentEachTime() {
    var secret = Secret.of("secret");
    assertThat(vault().encrypt(secret, "a")).isNotEqualTo(vault().encrypt(secret, "a"));
  }

  @Test
  void secretMovedToAnotherPlaceIsRefused() {
    var encrypted = vault().encrypt(Secret.of("secret"), "directory 1");
    assertThatThrownBy(() -> vault().decrypt(encrypted, "directory 2"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void changedSecretIsRefused() {
    var encrypted = vault().encrypt(Secret.of("secret"), "a");
    encrypted[encrypted.length - 1] ^= 1;
    assertThatThrownBy(() -> vault().decrypt(encrypted, "a"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault().decrypt(new byte[0], "a"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tokensAreLongPlainAndNeverRepeat() {
    Set<Secret> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      var token = vault().newToken();
      assertThat(token.reveal()).matches("[A-Za-z0-9_-]{27,}");
      assertThat(tokens.add(token)).isTrue();
    }
  }

  @Test
  void hashOfTokenIsItsDigest() {
    assertThat(vault().hash(Secret.of("abc")).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
