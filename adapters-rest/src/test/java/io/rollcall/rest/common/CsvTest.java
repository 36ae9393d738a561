package io.rollcall.rest.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\tx", "\rx"})
  void formulasAreShownAsText(String text) {
    assertThat(Csv.line(text).replace("\"", "")).isEqualTo("'" + text + "\r\n");
  }

  @Test
  void separatorsAndQuotesAreQuoted() {
    assertThat(Csv.line("a,b", "c\"d", "e\nf", "plain", 7))
        .isEqualTo("\"a,b\",\"c\"\"d\",\"e\nf\",plain,7\r\n");
  }
}
