package io.rollcall.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as the class path carries them, unpacked once into a folder. */
final class PostgresBinaries {
  /**
   * The version of the archives that the pom names; part of the folder's name, so that a new one is
   * unpacked anew.
   */
  static final String VERSION = "17.6";

  /** Data of one major release is unreadable for another. */
  static final String MAJOR = "17";

  private PostgresBinaries() {}

  /**
   * Returns the folder that holds {@code bin}, {@code lib} and {@code share}, unpacking it first if
   * need be.
   */
  static Path unpackInto(Path parent, Consumer<String> progress) {
    Path home = parent.resolve("postgresql-" + VERSION);
    if (Files.isExecutable(home.resolve("bin/postgres"))) {
      return home;
    }
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw unsupported(archive);
      }
      progress.accept("Unpacking PostgreSQL " + VERSION + " into " + parent);
      Files.createDirectories(parent);
      Path unpacking = Files.createTempDirectory(parent, "unpacking-");
      Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpack(packed, unpacking);
      publish(unpacking, home);
      return home;
    } catch (IOException e) {
      throw new StartRefused(
          "PostgreSQL could not be unpacked into " + parent + ": " + reason(e) + ".", e);
    }
  }

  static String archiveName(String os, String architecture) {
    String system =
        os.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
    String processor =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> architecture;
        };
    return "postgres-" + system + "-" + processor + ".txz";
  }

  private static StartRefused unsupported(String archive) {
    return new StartRefused(
        "Rollcall carries no PostgreSQL for this machine ("
            + archive
            + "): give it one by QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and"
            + " QUARKUS_DATASOURCE_PASSWORD.");
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive names a path outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  /** Another process may have been quicker; either result is the same. */
  private static void publish(Path unpacked, Path home) throws IOException {
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      deleteTree(unpacked);
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        throw e;
      }
    }
  }

  static void deleteTree(Path root) {
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What to tell a person of a failed file operation; the exceptions' own messages are often a bare
   * path.
   */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "no access to " + denied.getFile();
    }
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getFile() + ": " + failed.getReason();
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is not a folder";
    }
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
