package io.rollcall.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL carries statements out for the application: with the plan that it keeps for all
 * parameters, and with what it really did.
 */
@ApplicationScoped
class Plans {
  private static final Pattern ACTUAL = Pattern.compile("rows=(\\d+) loops=(\\d+)");

  private final Superuser superuser;

  Plans(Superuser superuser) {
    this.superuser = superuser;
  }

  /** Of a statement of the application; what it changes is taken back. */
  List<String> of(long organization, String sql, @Nullable Object... parameters)
      throws SQLException {
    int count = 0;
    var numbered = new StringBuilder();
    for (var part : sql.split("\\?", -1)) {
      numbered.append(count == 0 ? "" : "$" + count).append(part);
      count++;
    }
    var types = String.join(", ", Stream.of(parameters).map(Plans::type).toList());
    var values = String.join(", ", Stream.of(parameters).map(value -> "'" + value + "'").toList());
    try (var connection = superuser.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set role rollcall_app");
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute(
          "select set_config('rollcall.organization', '%d', true)".formatted(organization));
      statement.execute("prepare asked (%s) as %s".formatted(types, numbered));
      var lines = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "explain (analyze, costs off, timing off) execute asked (%s)".formatted(values))) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      connection.rollback();
      return lines;
    }
  }

  private static String type(@Nullable Object value) {
    return switch (value) {
      case Long ignored -> "bigint";
      case Instant ignored -> "timestamptz";
      case null, default -> "text";
    };
  }

  /** The rows of each step, each time that it was taken. */
  static List<Long> rows(List<String> plan) {
    return numbers(plan, 1);
  }

  /** The rows of each step, all times together. */
  static List<Long> allRows(List<String> plan) {
    var rows = numbers(plan, 1);
    var loops = numbers(plan, 2);
    var all = new ArrayList<Long>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(rows.get(i) * loops.get(i));
    }
    return all;
  }

  private static List<Long> numbers(List<String> plan, int group) {
    return plan.stream()
        .flatMap(line -> ACTUAL.matcher(line).results())
        .map(match -> Long.valueOf(match.group(group)))
        .toList();
  }
}
