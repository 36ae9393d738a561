package io.rollcall.server.backup;

import io.rollcall.server.backup.Manifest.Table;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/** A backup to read from: whole, undamaged and of a known form, or it is not opened. */
public final class Archive implements AutoCloseable {
  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Reads all of the file once, to compare it with its checksums.
   *
   * @throws BackupRefused when it is no backup, damaged, cut off, or of a newer form
   */
  public static Archive open(Path file) {
    if (!Files.isReadable(file)) {
      throw new BackupRefused("There is no file " + file + " that can be read.");
    }
    try {
      var archive = of(file, new ZipFile(file.toFile(), StandardCharsets.UTF_8));
      for (var table : archive.manifest.tables()) {
        archive.check(table);
      }
      return archive;
    } catch (IOException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Archive of(Path file, ZipFile zip) throws IOException {
    var entry = zip.getEntry(Backup.MANIFEST);
    if (entry == null) {
      throw new BackupRefused("The file " + file + " is no backup of Rollcall's.");
    }
    var tree = Backup.JSON.readTree(zip.getInputStream(entry));
    int format = tree.path("format").asInt();
    if (format > Manifest.FORMAT) {
      throw new BackupRefused(
          "The backup "
              + file
              + " was made by a newer Rollcall ("
              + tree.path("rollcall").asText()
              + "): restore it with that one.");
    }
    return new Archive(file, zip, Backup.JSON.treeToValue(tree, Manifest.class));
  }

  private void check(Table table) throws IOException {
    var digest = new Digest(OutputStream.nullOutputStream());
    try (var rows = rows(table)) {
      rows.transferTo(digest);
    }
    if (digest.bytes() != table.bytes() || !digest.sha256().equals(table.sha256())) {
      throw damaged(file, "the rows of " + table.name() + " are not those that were saved", null);
    }
  }

  private static BackupRefused damaged(
      Path file, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new BackupRefused(
        "The backup "
            + file
            + " is damaged or cut off ("
            + why.lines().findFirst().orElse("")
            + "): use another copy of it.",
        cause);
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The secret key, when the backup holds it. */
  public Optional<String> secretKey() {
    var entry = zip.getEntry(Backup.KEY);
    if (entry == null) {
      return Optional.empty();
    }
    try (var text = zip.getInputStream(entry)) {
      return Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  InputStream rows(Table table) throws IOException {
    var entry = zip.getEntry(Backup.entry(table.name()));
    if (entry == null) {
      throw damaged(file, "the rows of " + table.name() + " are missing", null);
    }
    return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }
}
