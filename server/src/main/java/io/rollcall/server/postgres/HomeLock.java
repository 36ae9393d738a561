package io.rollcall.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One Rollcall a data folder: a lock that the operating system frees however the process ends. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  static HomeLock take(Path home) {
    Path file = home.resolve("rollcall.lock");
    FileChannel channel;
    try {
      Files.createDirectories(home);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder " + home + " cannot be used: " + PostgresBinaries.reason(e) + ".", e);
    }
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new StartRefused(
            "Another Rollcall already runs on the data folder "
                + home
                + (holder.isEmpty() ? "" : " (process " + holder + ")")
                + ": stop it first, or set ROLLCALL_HOME to another folder.");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder " + home + " cannot be locked: " + PostgresBinaries.reason(e) + ".", e);
    }
  }

  /** Whether a process holds the folder now. */
  static boolean isTaken(Path home) {
    Path file = home.resolve("rollcall.lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return tryLock(channel) == null; // closing the channel gives the lock back
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder " + home + " cannot be used: " + PostgresBinaries.reason(e) + ".", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // This very process holds it.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
