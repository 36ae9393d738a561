package io.rollcall.server.backup;

import io.rollcall.server.backup.Manifest.Migration;
import io.rollcall.server.backup.Manifest.Sequence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables and sequences of a database, as its own catalog has them: a table that a later
 * migration adds is in the next backup without anybody's doing.
 */
final class Catalog {
  /** Flyway's own; a schema is made by migrations, never restored. */
  private static final String MIGRATIONS = "flyway_schema_history";

  /** Made from other tables, and made again when those are restored. */
  static final List<String> DERIVED = List.of("search_text", "search_pending");

  private final Connection connection;

  Catalog(Connection connection) {
    this.connection = connection;
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Tables with their columns, a table after those that its foreign keys refer to. */
  Map<String, List<String>> tables() throws SQLException {
    var columns = new LinkedHashMap<String, List<String>>();
    query(
        """
        select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by c.relname, a.attnum""",
        row ->
            columns
                .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                .add(row.getString(2)));
    columns.remove(MIGRATIONS);
    columns.keySet().removeAll(DERIVED);
    var refersTo = new HashMap<String, List<String>>();
    query(
        """
        select k.conrelid::regclass::text, k.confrelid::regclass::text from pg_constraint k
        where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conrelid <> k.confrelid""",
        row ->
            refersTo
                .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                .add(row.getString(2)));
    var ordered = new LinkedHashMap<String, List<String>>();
    for (var table : columns.keySet()) {
      add(table, columns, refersTo, ordered, new ArrayList<>());
    }
    return ordered;
  }

  private static void add(
      String table,
      Map<String, List<String>> columns,
      Map<String, List<String>> refersTo,
      Map<String, List<String>> ordered,
      List<String> path) {
    if (ordered.containsKey(table)) {
      return;
    }
    if (path.contains(table)) {
      throw new IllegalStateException("foreign keys go round in a circle: " + path);
    }
    path.add(table);
    for (var other : refersTo.getOrDefault(table, List.of())) {
      add(other, columns, refersTo, ordered, path);
    }
    path.removeLast();
    ordered.put(table, columns.getOrDefault(table, List.of()));
  }

  List<Sequence> sequences() throws SQLException {
    var sequences = new ArrayList<Sequence>();
    for (var name :
        query(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' order by 1""",
            row -> row.getString(1))) {
      sequences.addAll(
          query(
              "select last_value, is_called from " + quoted(name),
              row -> new Sequence(name, row.getLong(1), row.getBoolean(2))));
    }
    return sequences;
  }

  List<Migration> migrations() throws SQLException {
    if (query("select to_regclass('public." + MIGRATIONS + "')", row -> row.getString(1))
        .contains(null)) {
      return List.of();
    }
    return query(
        "select version, checksum from "
            + MIGRATIONS
            + " where success and version is not null order by installed_rank",
        row -> new Migration(row.getString(1), row.getInt(2)));
  }

  String release() throws SQLException {
    return query("show server_version", row -> row.getString(1)).getFirst();
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(Catalog::quoted).toList());
  }

  private <T> List<T> query(String sql, Row<T> read) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(read.read(rows));
      }
      return found;
    }
  }
}
