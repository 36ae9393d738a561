package io.rollcall.server.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Counts what goes through, digests it, and tells of much. */
final class Digest extends FilterOutputStream {
  private static final long TELL_EVERY = 256L << 20;

  private final MessageDigest digest;
  private final LongConsumer told;
  private long bytes;
  private long tellAt = TELL_EVERY;

  Digest(OutputStream out) {
    this(out, megabytes -> {});
  }

  /**
   * @param told how many MiB went through so far, now and then
   */
  Digest(OutputStream out, LongConsumer told) {
    super(out);
    this.told = told;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
    digest.update((byte) one);
    bytes++;
  }

  @Override
  public void write(byte[] some, int offset, int length) throws IOException {
    out.write(some, offset, length);
    digest.update(some, offset, length);
    bytes += length;
    if (bytes >= tellAt) {
      told.accept(bytes >> 20);
      tellAt = bytes + TELL_EVERY;
    }
  }

  long bytes() {
    return bytes;
  }

  /** Of all that went through; once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
