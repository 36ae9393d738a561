package io.rollcall.server.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.server.backup.Manifest.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes everything in a database into one file, as of one moment, while others go on working with
 * it. Needs little memory, whatever the size: rows go from the server into the file as they come.
 */
public final class Backup {
  static final String MANIFEST = "manifest.json";
  static final String KEY = "secret-key";

  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final Connection owner;
  private final Consumer<String> progress;

  /**
   * @param owner of the tables; row-level security would hide nearly all from anybody else
   * @param progress told of what was done, in words for a terminal
   */
  public Backup(Connection owner, Consumer<String> progress) {
    this.owner = owner;
    this.progress = progress;
  }

  /**
   * What the database does not know.
   *
   * @param secretKey under which stored secrets are encrypted
   * @param keepsKey whether the key goes into the file: where nobody else keeps it
   */
  public record Origin(
      String version, String commit, String secretKey, boolean keepsKey, Instant at) {}

  static String entry(String table) {
    return "tables/" + table;
  }

  /**
   * The file appears when it is whole, and only its owner may read it.
   *
   * @throws BackupRefused when there is such a file, or it cannot be written
   */
  public Manifest write(Path file, Origin origin) throws SQLException {
    if (Files.exists(file)) {
      throw new BackupRefused("The file " + file + " exists already: choose another name.");
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      var manifest = writeAll(unfinished, origin);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return manifest;
    } catch (FileAlreadyExistsException e) {
      throw new BackupRefused(
          "The file "
              + unfinished
              + " is there: another backup is under way, or was cut off; remove it then.",
          e);
    } catch (IOException e) {
      remove(unfinished);
      throw new BackupRefused(
          "The backup " + file + " cannot be written: " + e.getMessage() + ".", e);
    } catch (SQLException | RuntimeException e) {
      remove(unfinished);
      throw e;
    }
  }

  private static void remove(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new BackupRefused(
          "The unfinished backup " + unfinished + " cannot be removed: " + e.getMessage() + ".", e);
    }
  }

  private Manifest writeAll(Path file, Origin origin) throws IOException, SQLException {
    var onlyOurs =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
            FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOurs);
        var zip =
            new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16),
                StandardCharsets.UTF_8)) {
      owner.setAutoCommit(false);
      execute("set transaction isolation level repeatable read, read only");
      try {
        var manifest = snapshot(zip, origin);
        if (origin.keepsKey()) {
          put(zip, KEY, origin.secretKey().getBytes(StandardCharsets.UTF_8));
        }
        put(zip, MANIFEST, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.finish();
        zip.flush();
        channel.force(true); // before the file gets its name
        return manifest;
      } finally {
        owner.rollback();
        owner.setAutoCommit(true);
      }
    }
  }

  private Manifest snapshot(ZipOutputStream zip, Origin origin) throws IOException, SQLException {
    var catalog = new Catalog(owner);
    var columns = catalog.tables(); // the first query: here the snapshot is taken
    var migrations = catalog.migrations();
    if (migrations.isEmpty()) {
      throw new BackupRefused("The database holds nothing of Rollcall's yet.");
    }
    var tables = new ArrayList<Table>();
    for (var table : columns.entrySet()) {
      tables.add(copy(zip, table));
    }
    return new Manifest(
        Manifest.FORMAT,
        origin.version(),
        origin.commit(),
        catalog.release(),
        origin.at(),
        KeyMark.of(origin.secretKey()),
        origin.keepsKey(),
        migrations,
        tables,
        catalog.sequences());
  }

  private Table copy(ZipOutputStream zip, Map.Entry<String, List<String>> table)
      throws IOException, SQLException {
    var name = table.getKey();
    zip.putNextEntry(new ZipEntry(entry(name)));
    var counted =
        new Digest(
            zip,
            megabytes -> progress.accept("  %-20s %,12d MiB so far".formatted(name, megabytes)));
    long rows =
        copyManager()
            .copyOut(
                "copy %s (%s) to stdout"
                    .formatted(Catalog.quoted(name), Catalog.quoted(table.getValue())),
                counted);
    zip.closeEntry();
    if (rows > 0) {
      progress.accept("  %-20s %,12d rows".formatted(name, rows));
    }
    return new Table(name, table.getValue(), rows, counted.bytes(), counted.sha256());
  }

  private CopyManager copyManager() throws SQLException {
    return owner.unwrap(PGConnection.class).getCopyAPI();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
