package io.rollcall.application.port;

/**
 * Writes letters. A letter is written in the caller's transaction, with what it tells: with a
 * rollback it never existed, and once committed it survives whatever happens to this process. It
 * leaves in the background; the caller neither waits for a mail server nor fails with it.
 */
public interface Mailer {
  void send(Mail mail);
}
