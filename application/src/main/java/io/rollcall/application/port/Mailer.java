package io.rollcall.application.port;

import java.util.function.Consumer;

/**
 * Sends letters, in the background: the caller neither waits for a mail server nor fails with it.
 *
 * <p>A letter leaves once the caller's transaction has committed; with a rollback it never existed.
 * Outside a transaction it leaves at once. A letter that cannot be delivered is tried again some
 * times over about a minute, then given up and named in the operator's log.
 */
public interface Mailer {
  /** What became of a letter. */
  enum Delivery {
    /** A mail server took it, or it is kept where the operator said that letters be kept. */
    SENT,
    /** It was given up. */
    FAILED
  }

  default void send(Mail mail) {
    send(mail, delivery -> {});
  }

  /**
   * @param told once, in the background and outside any transaction, when the outcome is known;
   *     never after a rollback, nor when the server ends before
   */
  void send(Mail mail, Consumer<Delivery> told);
}
