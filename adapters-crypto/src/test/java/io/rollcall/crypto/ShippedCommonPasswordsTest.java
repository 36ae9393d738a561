package io.rollcall.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.CommonPasswords;
import io.rollcall.domain.identity.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCommonPasswordsTest {
  private static final CommonPasswords COMMON = new ShippedCommonPasswords();

  @ParameterizedTest
  @ValueSource(strings = {"password", "PassWord", "12345678", "qwertyuiop", "iloveyou", "trustno1"})
  void whatIsGuessedFirstIsCommon(String password) {
    assertThat(COMMON.contains(Secret.of(password))).isTrue();
  }

  @Test
  void passphraseIsNot() {
    assertThat(COMMON.contains(Secret.of("correct horse battery"))).isFalse();
    assertThat(COMMON.contains(Secret.of(""))).isFalse();
  }
}
