package io.rollcall.rest.common;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Failures that may be over in a moment: the database is away, or all connections are in use. */
final class Overload {
  private static final int DEEPEST = 20;

  private Overload() {}

  static boolean isCauseOf(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException sql && isPassing(sql.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /**
   * The database names a state with everything it says (classes 08, connection; 53, resources; 57P,
   * an operator at work); who waits for a connection in vain hears from the pool, which names none.
   */
  private static boolean isPassing(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
