package io.rollcall.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.PasswordHasherContract;
import io.rollcall.domain.identity.Secret;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest extends PasswordHasherContract {
  private static final PasswordHasher HASHER = new Argon2PasswordHasher();

  @Override
  protected PasswordHasher hasher() {
    return HASHER;
  }

  @Test
  void hashNamesItsParameters() {
    assertThat(HASHER.hash(Secret.of("correct horse")).encoded().reveal())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }
}
