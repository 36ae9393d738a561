package io.rollcall.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * The least that any sync has to do: read everything with {@code ldapsearch} into a file, and COPY
 * as many rows into PostgreSQL.
 */
final class Floor {
  private static final int MEMBERSHIPS_PER_PERSON = 4;

  private final String url;
  private final String bindDn;
  private final String password;
  private final Path folder;
  private final Connection database;
  private final int people;

  Floor(String url, String bindDn, String password, Path folder, Connection database, int people) {
    this.url = url;
    this.bindDn = bindDn;
    this.password = password;
    this.folder = folder;
    this.database = database;
    this.people = people;
  }

  /** Seconds. */
  double measure() throws IOException, InterruptedException, SQLException {
    var persons = new StringBuilder();
    var memberships = new StringBuilder();
    for (int i = 0; i < people; i++) {
      persons.append("user%05d\tuser%05d@example.org\tGiven%d\tFamily%d\n".formatted(i, i, i, i));
      for (int g = 0; g < MEMBERSHIPS_PER_PERSON; g++) {
        memberships.append(i).append('\t').append(g).append('\n');
      }
    }
    long began = System.nanoTime();
    search("(objectClass=inetOrgPerson)", "uid", "mail", "givenName", "sn", "entryUUID");
    search("(objectClass=groupOfNames)", "cn", "member", "entryUUID");
    try (var statement = database.createStatement()) {
      statement.execute("create table floor_person (uid text, mail text, given text, family text)");
      statement.execute("create table floor_membership (person integer, \"group\" integer)");
      copy("floor_person", persons);
      copy("floor_membership", memberships);
      double seconds = (System.nanoTime() - began) / 1e9;
      statement.execute("drop table floor_person, floor_membership");
      return seconds;
    }
  }

  private void search(String filter, String... attributes)
      throws IOException, InterruptedException {
    var command =
        new java.util.ArrayList<>(
            java.util.List.of(
                "ldapsearch",
                "-x",
                "-LLL",
                "-o",
                "ldif-wrap=no",
                "-H",
                url,
                "-D",
                bindDn,
                "-w",
                password,
                "-b",
                "dc=example,dc=org",
                "-E",
                "pr=500/noprompt",
                filter));
    command.addAll(java.util.List.of(attributes));
    var output = folder.resolve("floor.ldif");
    var process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("floor.err").toFile())
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "ldapsearch: " + Files.readString(folder.resolve("floor.err")));
    }
  }

  private void copy(String table, StringBuilder rows) throws SQLException, IOException {
    database
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " from stdin", new StringReader(rows.toString()));
  }
}
