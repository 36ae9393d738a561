package io.rollcall.server.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Rollcall cannot start, for a reason that the operator can mend. The message is one sentence for a
 * person and says what to do; it is printed without a stack trace, and the process exits with 1.
 */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartRefused(String sentence) {
    this(sentence, null);
  }

  public StartRefused(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
