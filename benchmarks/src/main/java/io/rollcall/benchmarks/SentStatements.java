package io.rollcall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server asks its database for one request, as PostgreSQL logs it ({@code log_statement}),
 * made into a script for pgbench that asks the same.
 */
final class SentStatements {
  private static final Pattern EXECUTED = Pattern.compile("LOG: +execute [^:]*: ?(.*)");
  private static final Pattern DETAIL = Pattern.compile("DETAIL: +[Pp]arameters: (.*)");
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\d+) = (?:'((?:[^']|'')*)'|(NULL))");

  private final List<Sent> sent = new ArrayList<>();

  private SentStatements() {}

  private record Sent(String sql, List<String> values) {}

  /**
   * Reads what was logged since.
   *
   * @param from where the log ended before, in bytes
   */
  static SentStatements read(Path log, long from) throws IOException {
    var bytes = Files.readAllBytes(log);
    var text =
        new String(
            Arrays.copyOfRange(bytes, Math.toIntExact(from), bytes.length), StandardCharsets.UTF_8);
    var found = new SentStatements();
    var sql = new StringBuilder();
    for (var line : text.lines().toList()) {
      var executed = EXECUTED.matcher(line);
      var detail = DETAIL.matcher(line);
      if (line.startsWith("\t")) {
        sql.append('\n').append(line);
      } else if (detail.find()) {
        found.add(sql, values(detail.group(1)));
      } else {
        found.add(sql, List.of());
        if (executed.find()) {
          sql.append(executed.group(1));
        }
      }
    }
    found.add(sql, List.of());
    return found;
  }

  private void add(StringBuilder sql, List<String> values) {
    if (!sql.toString().isBlank()) {
      sent.add(new Sent(sql.toString().strip(), values));
    }
    sql.setLength(0);
  }

  private static List<String> values(String detail) {
    var values = new ArrayList<String>();
    var parameter = PARAMETER.matcher(detail);
    while (parameter.find()) {
      if (parameter.group(3) != null) {
        throw new IllegalStateException("pgbench has no null: " + detail);
      }
      values.add(parameter.group(2).replace("''", "'"));
    }
    return values;
  }

  int count() {
    return sent.size();
  }

  /**
   * The first statement by itself, since it says who asks, and the others together, in one implicit
   * transaction.
   */
  String script() {
    var script = new StringBuilder();
    for (int i = 0; i < sent.size(); i++) {
      var sql = sent.get(i).sql();
      for (int p = sent.get(i).values().size(); p > 0; p--) {
        sql = sql.replace("$" + p, ":" + variable(i, p));
      }
      script.append(i == 1 ? "\\startpipeline\n" : "").append(sql).append(";\n");
    }
    return script.append(sent.size() > 1 ? "\\endpipeline\n" : "").toString();
  }

  /** The arguments by which pgbench knows the parameters. */
  List<String> definitions() {
    var definitions = new ArrayList<String>();
    for (int i = 0; i < sent.size(); i++) {
      var values = sent.get(i).values();
      for (int p = 1; p <= values.size(); p++) {
        definitions.add("--define=" + variable(i, p) + "=" + values.get(p - 1));
      }
    }
    return definitions;
  }

  private static String variable(int statement, int parameter) {
    return "s%dp%d".formatted(statement, parameter);
  }
}
