package io.rollcall.server;

import io.rollcall.server.postgres.OwnerOnlyFile;
import io.rollcall.server.postgres.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secret key of the embedded start, in the data folder, and the one it replaced for as long as
 * anything may be encrypted under that. Whenever a renewal is cut off, both are there.
 */
final class SecretKeyFiles {
  private static final int BYTES = 32;

  private SecretKeyFiles() {}

  static Path current(Path home) {
    return home.resolve("secrets/secret-key");
  }

  private static Path previous(Path home) {
    return home.resolve("secrets/previous-secret-keys");
  }

  /** The key; made when there is none. */
  static String read(Path home) {
    return OwnerOnlyFile.secret(current(home), BYTES);
  }

  /** The keys it replaced, the latest last. */
  static List<String> readPrevious(Path home) {
    try {
      Path file = previous(home);
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(key -> !key.isEmpty())
              .toList()
          : List.of();
    } catch (IOException e) {
      throw refused(home, e);
    }
  }

  /** Several keys as one setting: separated by commas, of which a key may have some itself. */
  static String asSetting(List<String> keys) {
    return String.join(
        ",", keys.stream().map(key -> key.replace("\\", "\\\\").replace(",", "\\,")).toList());
  }

  /** The key and those it replaced. */
  static List<String> all(Path home) {
    return plus(List.of(read(home)), readPrevious(home));
  }

  /** Whether this folder is where the server has its key from. */
  static boolean isOf(Path home, Optional<String> configured) {
    return Files.exists(current(home)) && configured.filter(read(home)::equals).isPresent();
  }

  /** Reads with another key, too, until {@link #forgetPrevious}. */
  static void addPrevious(Path home, String key) {
    try {
      replace(previous(home), String.join("\n", plus(readPrevious(home), List.of(key))));
    } catch (IOException e) {
      throw refused(home, e);
    }
  }

  private static List<String> plus(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** A new key; the old one is kept beside it until {@link #forgetPrevious}. */
  static void renew(Path home) {
    try {
      addPrevious(home, read(home));
      Path fresh = current(home).resolveSibling("secret-key.new");
      Files.deleteIfExists(fresh);
      OwnerOnlyFile.secret(fresh, BYTES);
      Files.move(fresh, current(home), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw refused(home, e);
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    OwnerOnlyFile.write(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Once nothing is encrypted under them any more; nothing when the key is another's to keep. */
  static void forgetPrevious(Path home, Optional<String> configured) {
    try {
      if (isOf(home, configured)) {
        Files.deleteIfExists(previous(home));
      }
    } catch (IOException e) {
      throw refused(home, e);
    }
  }

  private static StartRefused refused(Path home, IOException e) {
    return new StartRefused(
        "The secret key in "
            + home.resolve("secrets")
            + " can be neither read nor written: "
            + e
            + ".",
        e);
  }
}
