package io.rollcall.server.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Secrets that Rollcall makes for itself: one file each, mode 0600, in a folder of mode 0700. */
public final class OwnerOnlyFile {
  private static final SecureRandom RANDOM = new SecureRandom();

  private OwnerOnlyFile() {}

  /**
   * Returns the secret that the file holds, having made it from {@code bytes} random bytes
   * (base64url) if missing.
   */
  public static String secret(Path file, int bytes) {
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StartRefused(
          "The secret in "
              + file
              + " can be neither read nor written: "
              + PostgresBinaries.reason(e),
          e);
    }
  }

  /**
   * Writes the text to a file that did not exist and that, from its first byte on, only its owner
   * can read. It is on the disk when this returns: a database may commit what needs it.
   */
  public static void write(Path file, String text) throws IOException {
    Files.createDirectories(
        file.toAbsolutePath().getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
  }
}
