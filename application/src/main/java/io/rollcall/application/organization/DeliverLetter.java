package io.rollcall.application.organization;

import io.rollcall.application.port.Atomically;
import io.rollcall.application.port.InvitationRepository;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Outbox;
import io.rollcall.application.port.Postman;
import io.rollcall.application.port.Postman.Outcome;
import io.rollcall.application.port.SecretVault;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.organization.Invitation.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries one letter of the outbox, and notes at its invitation what became of it. No transaction
 * is open while the mail server is spoken to.
 */
@ApplicationScoped
public class DeliverLetter {
  /** Longer than an attempt takes; a letter of a node that died is everybody's again after it. */
  static final Duration LEASE = Duration.ofMinutes(2);

  /** How long a letter is good for; none is carried once it, or its link, is out of date. */
  static final Duration LIFE = Duration.ofDays(1);

  /** How long to wait after the first attempts, and after every further one as after the last. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(12),
          Duration.ofSeconds(50),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private final Outbox outbox;
  private final Postman postman;
  private final InvitationRepository invitations;
  private final SecretVault vault;
  private final Atomically atomically;
  private final InstantSource clock;

  DeliverLetter(
      Outbox outbox,
      Postman postman,
      InvitationRepository invitations,
      SecretVault vault,
      Atomically atomically,
      InstantSource clock) {
    this.outbox = outbox;
    this.postman = postman;
    this.invitations = invitations;
    this.vault = vault;
    this.atomically = atomically;
    this.clock = clock;
  }

  /**
   * @param outcome {@code Never} also for a letter that was tried long enough
   */
  public record Attempt(String kind, EmailAddress to, int number, Outcome outcome) {}

  /** What became of the letter that was due longest; nothing when none was due. */
  public Optional<Attempt> execute() {
    return atomically.get(() -> outbox.claim(clock.instant(), LEASE)).map(this::carry);
  }

  private Attempt carry(Outbox.Waiting letter) {
    var outcome = carried(letter);
    return atomically.get(() -> settle(letter, outcome));
  }

  private Outcome carried(Outbox.Waiting letter) {
    var mail = letter.mail();
    if (mail == null) {
      // Perhaps another node can, while keys are exchanged or a newer version takes over.
      return new Outcome.NotNow("This node cannot read it.");
    }
    return clock.instant().isBefore(end(letter))
        ? postman.deliver(mail)
        : new Outcome.Never("It is out of date.");
  }

  private Attempt settle(Outbox.Waiting letter, Outcome outcome) {
    var lasting =
        switch (outcome) {
          case Outcome.Taken taken -> {
            outbox.remove(letter);
            note(letter, Delivery.SENT, null);
            yield taken;
          }
          case Outcome.Never never -> giveUp(letter, never);
          case Outcome.NotNow later -> tryAgain(letter, later);
        };
    return new Attempt(letter.kind(), letter.to(), letter.attempt(), lasting);
  }

  private Outcome giveUp(Outbox.Waiting letter, Outcome.Never never) {
    outbox.remove(letter);
    note(letter, Delivery.FAILED, never.reason());
    return never;
  }

  private Outcome tryAgain(Outbox.Waiting letter, Outcome.NotNow later) {
    var due = clock.instant().plus(WAITS.get(Math.min(letter.attempt(), WAITS.size()) - 1));
    if (due.isAfter(end(letter))) {
      return giveUp(letter, new Outcome.Never(later.reason()));
    }
    outbox.postpone(letter, due);
    note(letter, Delivery.QUEUED, later.reason());
    return later;
  }

  private static Instant end(Outbox.Waiting letter) {
    var end = letter.writtenAt().plus(LIFE);
    var mail = letter.mail();
    return mail == null ? end : mail.until().filter(end::isAfter).orElse(end);
  }

  private void note(Outbox.Waiting letter, Delivery delivery, @Nullable String problem) {
    if (letter.mail() instanceof Mail.Invitation sent) {
      invitations.delivered(
          sent.from(), sent.invitation(), vault.hash(sent.token()), delivery, problem);
    }
  }
}
