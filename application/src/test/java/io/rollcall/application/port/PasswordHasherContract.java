package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.Secret;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordHasher} does. */
public abstract class PasswordHasherContract {
  protected abstract PasswordHasher hasher();

  @Test
  void rightPasswordMatches() {
    var hash = hasher().hash(Secret.of("correct horse"));
    assertThat(hasher().matches(Secret.of("correct horse"), hash)).isTrue();
  }

  @Test
  void otherPasswordDoesNot() {
    var hash = hasher().hash(Secret.of("correct horse"));
    assertThat(hasher().matches(Secret.of("Correct horse"), hash)).isFalse();
    assertThat(hasher().matches(Secret.of(""), hash)).isFalse();
  }

  @Test
  void nothingMatchesWithoutHash() {
    assertThat(hasher().matches(Secret.of("nobody's password"), null)).isFalse();
  }

  @Test
  void freshHashIsUpToDate() {
    assertThat(hasher().isOutdated(hasher().hash(Secret.of("correct horse")))).isFalse();
  }

  @Test
  void hashHoldsNeitherPasswordNorRepetition() {
    var hash = hasher().hash(Secret.of("correct horse"));
    assertThat(hash.encoded().reveal()).doesNotContain("correct horse");
    assertThat(hasher().hash(Secret.of("correct horse"))).isNotEqualTo(hash);
    assertThat(hash.toString()).doesNotContain(hash.encoded().reveal());
  }
}
