package io.rollcall.rest.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvFileTest {
  private final List<String> asked = new ArrayList<>();

  private static List<Integer> rows(int from, int count) {
    return IntStream.range(from, from + count).boxed().toList();
  }

  private List<String> lines(int rows) throws IOException {
    var out = new ByteArrayOutputStream();
    new CsvFile<>(
            "é\r\n",
            rows(0, Math.min(rows, CsvFile.PAGE)),
            (number, last) -> {
              asked.add(number + " after " + last);
              return rows(last + 1, Math.min(rows - last - 1, CsvFile.PAGE));
            },
            row -> row + "\r\n")
        .write(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyPageIsWrittenOnce() throws IOException {
    assertThat(lines(2_500)).hasSize(2_501).startsWith("é", "0", "1").endsWith("2499");
    assertThat(asked).containsExactly("2 after 999", "3 after 1999");
  }

  @Test
  void fullLastPageIsFollowedByAnEmptyOne() throws IOException {
    assertThat(lines(1_000)).hasSize(1_001);
    assertThat(asked).containsExactly("2 after 999");
  }

  @Test
  void emptyListIsAHeader() throws IOException {
    assertThat(lines(0)).containsExactly("é");
    assertThat(asked).isEmpty();
  }
}
