package io.rollcall.domain.federation;

/** A directory could not be read whole. The message is for an administrator and holds no secret. */
public final class ReadFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ReadFailure failure;

  public ReadFailed(ReadFailure failure, String message) {
    super(message, null, false, false);
    this.failure = failure;
  }

  public ReadFailure failure() {
    return failure;
  }
}
