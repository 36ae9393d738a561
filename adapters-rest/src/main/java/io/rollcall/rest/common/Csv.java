package io.rollcall.rest.common;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas. */
public final class Csv {
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  public static String line(Object... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** An apostrophe before what a spreadsheet would run shows it as text. */
  private static String cell(Object value) {
    var text = String.valueOf(value);
    var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
