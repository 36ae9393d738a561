package io.rollcall.server.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts what goes through, and digests it. */
final class Digest extends FilterOutputStream {
  private final MessageDigest digest;
  private long bytes;

  Digest(OutputStream out) {
    super(out);
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
  }

  long bytes() {
    return bytes;
  }

  /** Of all that went through; once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
