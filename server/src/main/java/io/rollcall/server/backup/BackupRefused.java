package io.rollcall.server.backup;

import org.jspecify.annotations.Nullable;

/**
 * A backup cannot be made or restored. The message is one sentence for the operator and says what
 * to do; it is printed without a stack trace. Nothing was changed.
 */
public final class BackupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackupRefused(String sentence) {
    this(sentence, null);
  }

  public BackupRefused(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
