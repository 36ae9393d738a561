package io.rollcall.server.backup;

import io.rollcall.server.backup.Manifest.Migration;
import io.rollcall.server.backup.Manifest.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Puts a backup into a database whose schema is there already. One transaction: whatever goes
 * wrong, the database is as it was.
 */
public final class Restore {
  private final Connection owner;
  private final Consumer<String> progress;

  /**
   * @param owner of the tables
   * @param progress told of what was done, in words for a terminal
   */
  public Restore(Connection owner, Consumer<String> progress) {
    this.owner = owner;
    this.progress = progress;
  }

  /**
   * @param replace whether to remove what the database holds; without it, it has to be empty
   * @throws BackupRefused when the database holds something else, is in use, or has another schema
   */
  public void from(Archive archive, boolean replace) throws SQLException {
    owner.setAutoCommit(false);
    try {
      load(archive, replace);
      owner.commit();
    } catch (IOException e) {
      throw new BackupRefused(
          "The backup could not be read to its end: " + e.getMessage() + ". Nothing was changed.",
          e);
    } finally {
      owner.rollback();
      owner.setAutoCommit(true);
    }
    execute("analyze");
  }

  private void load(Archive archive, boolean replace) throws IOException, SQLException {
    var catalog = new Catalog(owner);
    var tables = catalog.tables();
    var manifest = archive.manifest();
    refuseOtherSchema(manifest, catalog.migrations(), tables);
    lock(tables.keySet().stream().toList());
    if (replace) {
      execute(
          "truncate "
              + Catalog.quoted(
                  Stream.concat(tables.keySet().stream(), Catalog.DERIVED.stream()).toList()));
    } else {
      refuseWhatIsNotEmpty(tables.keySet());
    }
    var saved = new java.util.HashMap<String, Table>();
    manifest.tables().forEach(table -> saved.put(table.name(), table));
    for (var name : tables.keySet()) {
      copy(archive, java.util.Objects.requireNonNull(saved.get(name)));
    }
    for (var sequence : manifest.sequences()) {
      execute(
          "select setval('public.%s', %d, %b)"
              .formatted(Catalog.quoted(sequence.name()), sequence.last(), sequence.used()));
    }
  }

  private static void refuseOtherSchema(
      Manifest manifest, List<Migration> here, Map<String, List<String>> tables) {
    var there = manifest.migrations();
    if (!there.equals(here)) {
      boolean newer = there.size() > here.size();
      throw new BackupRefused(
          "The backup was made by %s Rollcall (%s), whose tables are others: restore it with that one%s."
              .formatted(
                  newer ? "a newer" : "another",
                  manifest.rollcall() + ", commit " + manifest.commit(),
                  newer ? "" : ", then start this one"));
    }
    var names = new HashSet<String>();
    for (var table : manifest.tables()) {
      names.add(table.name());
      if (!table.columns().equals(tables.get(table.name()))) {
        throw new BackupRefused(
            "The table %s has other columns in the backup than in this database."
                .formatted(table.name()));
      }
    }
    if (!names.equals(tables.keySet())) {
      throw new BackupRefused("The backup does not hold the tables that this database has.");
    }
  }

  /** Nobody reads or writes until the end; who is at work already is not waited for long. */
  private void lock(List<String> tables) throws SQLException {
    execute("set local lock_timeout = '10s'");
    try {
      execute("lock table " + Catalog.quoted(tables) + " in access exclusive mode");
    } catch (SQLException e) {
      throw new BackupRefused(
          "Somebody is working with the database: stop every Rollcall server first.", e);
    }
  }

  private void refuseWhatIsNotEmpty(Iterable<String> tables) throws SQLException {
    for (var table : tables) {
      try (var statement = owner.createStatement();
          var rows = statement.executeQuery("select from " + Catalog.quoted(table) + " limit 1")) {
        if (rows.next()) {
          throw new BackupRefused(
              "The database is not empty (%s has rows): use --replace to remove all that it holds."
                  .formatted(table));
        }
      }
    }
  }

  private void copy(Archive archive, Table table) throws IOException, SQLException {
    try (var rows = archive.rows(table)) {
      long loaded =
          owner
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "copy %s (%s) from stdin"
                      .formatted(Catalog.quoted(table.name()), Catalog.quoted(table.columns())),
                  rows);
      if (loaded != table.rows()) {
        throw new BackupRefused(
            "%d rows of %s were loaded where %d were saved; nothing was changed."
                .formatted(loaded, table.name(), table.rows()));
      }
    }
    if (table.rows() > 0) {
      progress.accept("  %-20s %,12d rows".formatted(table.name(), table.rows()));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
