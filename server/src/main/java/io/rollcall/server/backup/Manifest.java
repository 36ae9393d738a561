package io.rollcall.server.backup;

import java.time.Instant;
import java.util.List;

/**
 * What is in a backup, and what it was made from.
 *
 * @param format of the file; grows when an older Rollcall could not read it
 * @param keyMark {@link KeyMark} of the secret key under which stored secrets are encrypted
 * @param holdsKey whether that key is in the file, too
 * @param migrations that the schema was made by, in order
 */
public record Manifest(
    int format,
    String rollcall,
    String commit,
    String postgres,
    Instant createdAt,
    String keyMark,
    boolean holdsKey,
    List<Migration> migrations,
    List<Table> tables,
    List<Sequence> sequences) {
  public static final int FORMAT = 1;

  public Manifest {
    migrations = List.copyOf(migrations);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
  }

  /** A version of Flyway's, and the checksum of its script. */
  public record Migration(String version, int checksum) {}

  /**
   * @param sha256 of the rows as they are in the file, uncompressed
   */
  public record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  public record Sequence(String name, long last, boolean used) {}

  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
