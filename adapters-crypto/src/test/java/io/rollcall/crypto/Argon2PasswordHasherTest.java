package io.rollcall.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.PasswordHasher;
import io.rollcall.application.port.PasswordHasherContract;
import io.rollcall.domain.identity.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest extends PasswordHasherContract {
  private static final PasswordHasher HASHER = new Argon2PasswordHasher();

  @Override
  protected PasswordHasher hasher() {
    return HASHER;
  }

  @Test
  void hashOfOtherParametersStillMatchesAndIsOutdated() {
    var weaker = new Argon2PasswordHasher(1024, 1).hash(Secret.of("correct horse"));
    var longer = new Argon2PasswordHasher(19 * 1024, 3).hash(Secret.of("correct horse"));

    for (var hash : List.of(weaker, longer)) {
      assertThat(HASHER.matches(Secret.of("correct horse"), hash)).isTrue();
      assertThat(HASHER.isOutdated(hash)).isTrue();
    }
  }

  @Test
  void hashNamesItsParameters() {
    assertThat(HASHER.hash(Secret.of("correct horse")).encoded().reveal())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }
}
