package io.rollcall.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "' Example.COM ', example.com",
    "bücher.example, xn--bcher-kva.example",
    "mail.example.co.uk, mail.example.co.uk",
    "example.co.uk, example.co.uk",
    "co.example.uk, co.example.uk",
    "com.example, com.example"
  })
  void normalFormIsLowerCaseAscii(String text, String normal) {
    assertThat(DomainName.parse(text)).map(DomainName::value).contains(normal);
  }

  /** Whoever had one of these would speak for strangers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com",
        "localhost",
        "co.uk",
        "com.au",
        "Ne.JP",
        "127.0.0.1",
        "ann@example.com",
        "*.example.com",
        "example..com",
        "-example.com",
        ".example.com",
        "example.com.",
        "exa mple.com",
        "http://example.com"
      })
  void whatNobodyCanSpeakForIsNoDomain(String text) {
    assertThat(DomainName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Example.com", "com", " example.com"})
  void onlyTheNormalFormIsAValue(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new DomainName(text));
  }
}
