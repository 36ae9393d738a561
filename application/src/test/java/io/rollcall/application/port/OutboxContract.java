package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.membership.InvitationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a port whose clock stands at {@link PortContract#T0}. */
public abstract class OutboxContract extends PortContract {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final EmailAddress OTHER = new EmailAddress("old@example.com");
  private static final Secret TOKEN = Secret.of("a-token");

  protected Outbox outbox() {
    return ports().outbox();
  }

  protected void send(Mail mail) {
    ports().transaction(() -> outbox().send(mail));
  }

  protected Optional<Outbox.Waiting> claim(Instant at) {
    return ports().transaction(() -> outbox().claim(at, LEASE));
  }

  private void remove(Outbox.Waiting letter) {
    ports().transaction(() -> outbox().remove(letter));
  }

  @BeforeEach
  void emptyOutbox() {
    for (var left = claim(at(100_000)); left.isPresent(); left = claim(at(100_000))) {
      remove(left.get());
    }
  }

  @Test
  void everyLetterComesBackWhole() {
    var letters =
        List.of(
            new Mail.Invitation(
                email("ann"), new OrganizationId(4), new InvitationId(7), "Acme", TOKEN, at(9)),
            new Mail.Welcome(email("ann"), "Äcme \u2028 \"x\"", TOKEN, at(9)),
            new Mail.PasswordReset(email("ann"), TOKEN, at(9)),
            new Mail.AddressVerification(email("ann"), TOKEN, at(9)),
            new Mail.AddressChanged(email("ann"), OTHER),
            new Mail.OrganizationDeleted(email("ann"), "Acme", at(9)),
            new Mail.AccountExists(email("ann")));
    for (var mail : letters) {
      send(mail);
      var letter = claim(T0).orElseThrow();
      assertThat(letter.mail()).isEqualTo(mail);
      assertThat(letter.kind()).isEqualTo(mail.kind());
      assertThat(letter.to()).isEqualTo(mail.to());
      assertThat(letter.attempt()).isEqualTo(1);
      assertThat(letter.writtenAt()).isEqualTo(T0);
      remove(letter);
    }
    assertThat(ports().transaction(() -> outbox().waiting())).isZero();
  }

  @Test
  void letterOfATransactionThatFailsNeverExisted() {
    assertThatThrownBy(
            () ->
                ports()
                    .transaction(
                        () -> {
                          outbox().send(new Mail.AccountExists(OTHER));
                          throw new IllegalStateException("fails");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(claim(T0)).isEmpty();
  }

  @Test
  void claimedLetterIsNobodyElsesUntilTheLeaseEnds() {
    send(new Mail.AccountExists(OTHER));

    var first = claim(T0).orElseThrow();
    assertThat(claim(T0.plus(LEASE).minusSeconds(1))).isEmpty();
    var again = claim(T0.plus(LEASE)).orElseThrow();

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.writtenAt()).isEqualTo(T0);
  }

  @Test
  void postponedLetterIsDueThen() {
    send(new Mail.AccountExists(OTHER));
    var letter = claim(T0).orElseThrow();
    ports().transaction(() -> outbox().postpone(letter, at(10)));

    assertThat(claim(at(10).minusSeconds(1))).isEmpty();
    assertThat(claim(at(10)).orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void whoLostTheLeaseDoesNotPostpone() {
    send(new Mail.AccountExists(OTHER));
    var slow = claim(T0).orElseThrow();
    assertThat(claim(at(5))).isPresent();

    ports().transaction(() -> outbox().postpone(slow, T0));

    assertThat(claim(at(6))).isEmpty();
  }

  @Test
  void whatIsDueLongestLeavesFirst() {
    send(new Mail.AccountExists(OTHER));
    var postponed = claim(T0).orElseThrow();
    ports().transaction(() -> outbox().postpone(postponed, at(1)));
    send(new Mail.AddressChanged(OTHER, email("new")));

    assertThat(claim(at(2)).orElseThrow().kind()).isEqualTo("address-changed");
    assertThat(claim(at(2)).orElseThrow().kind()).isEqualTo("account-exists");
  }

  @Test
  void lettersToSomebodyWhoIsErasedGo() {
    var user = newUser("ann");
    ports().transaction(() -> ports().users().add(user, null));
    send(new Mail.AccountExists(user.email()));
    send(new Mail.AccountExists(OTHER));

    ports().transaction(() -> ports().users().erase(List.of(user.id())));

    assertThat(claim(T0).orElseThrow().to()).isEqualTo(OTHER);
    assertThat(claim(T0)).isEmpty();
  }
}
