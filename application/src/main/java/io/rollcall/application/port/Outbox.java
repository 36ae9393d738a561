package io.rollcall.application.port;

import io.rollcall.domain.identity.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Letters that wait to leave, for all nodes together. What is in them is kept encrypted: most hold
 * a link that opens something.
 */
public interface Outbox extends Mailer {
  /**
   * Takes the letter that has been due longest. No node takes it again within the lease, so that
   * one that dies with it keeps it no longer than that: such a letter may arrive twice.
   */
  Optional<Waiting> claim(Instant at, Duration lease);

  /** It left, or was given up. */
  void remove(Waiting letter);

  /** It is due again then; changes nothing when somebody has claimed it since. */
  void postpone(Waiting letter, Instant due);

  /** How many there are, due or not. */
  long waiting();

  /**
   * @param attempt which one this is, from 1
   * @param mail null when this node cannot read it: written under another key, or by another
   *     version
   */
  record Waiting(
      long id, int attempt, Instant writtenAt, String kind, EmailAddress to, @Nullable Mail mail) {}
}
