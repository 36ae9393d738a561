package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.Outbox;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.Postman.Outcome;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.organization.Invitation;
import io.rollcall.domain.organization.Invitation.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliverLetterTest extends UseCaseTest {
  private static final EmailAddress ANN = new EmailAddress("ann@example.com");
  private static final Outcome TAKEN = new Outcome.Taken();
  private static final Outcome LATER = new Outcome.NotNow("451 Try again later");

  private final List<Mail> carried = new ArrayList<>();
  private Outcome next = TAKEN;

  private final DeliverLetter deliver = deliver(world.outbox());
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);

  private DeliverLetter deliver(Outbox outbox) {
    return new DeliverLetter(
        outbox,
        mail -> {
          carried.add(mail);
          return next;
        },
        world.invitations(),
        world.vault(),
        world.atomically(),
        world.clock());
  }

  private void invite() {
    world.transaction(
        () -> {
          new SendInvitations(
                  world.organizations(),
                  world.invitations(),
                  new ManagedPlaces(world.workspaces(), world.projects()),
                  world.outbox(),
                  world.vault(),
                  FixedServerInfo.DEFAULT,
                  world.ids(),
                  world.clock(),
                  world.notes())
              .execute(
                  new SendInvitations.Command(
                      here, owner, List.of(ANN.value()), null, Set.of(), Set.of()));
          return "";
        });
  }

  private Invitation invitation() {
    return world.invitations().open(here, new Page.Request(1, 10)).items().getFirst();
  }

  @Test
  void letterIsCarriedOnceAndSaidToBeSent() {
    invite();
    assertThat(invitation().delivery()).isEqualTo(Delivery.QUEUED);

    var attempt = deliver.execute().orElseThrow();

    assertThat(attempt.outcome()).isEqualTo(TAKEN);
    assertThat(attempt.kind()).isEqualTo("invitation");
    assertThat(invitation().delivery()).isEqualTo(Delivery.SENT);
    assertThat(invitation().deliveryProblem()).isNull();
    later(DeliverLetter.LEASE);
    assertThat(deliver.execute()).isEmpty();
    assertThat(carried).hasSize(1);
  }

  @Test
  void letterOfANodeThatDiedIsCarriedByAnother() {
    invite();
    world.outbox().claim(world.clock().instant(), DeliverLetter.LEASE);
    assertThat(deliver.execute()).isEmpty();

    later(DeliverLetter.LEASE);

    assertThat(deliver.execute().orElseThrow().number()).isEqualTo(2);
    assertThat(invitation().delivery()).isEqualTo(Delivery.SENT);
  }

  @Test
  void letterThatIsNotTakenIsTriedAgainLaterAndLater() {
    next = LATER;
    invite();
    var waits = new ArrayList<Duration>();
    for (int attempt = 1; attempt <= 4; attempt++) {
      assertThat(deliver.execute().orElseThrow().outcome()).isEqualTo(LATER);
      assertThat(invitation().delivery()).isEqualTo(Delivery.QUEUED);
      assertThat(invitation().deliveryProblem()).isEqualTo("451 Try again later");
      var wait = Duration.ZERO;
      while (world.outbox().claim(world.clock().instant(), Duration.ZERO).isEmpty()) {
        later(Duration.ofSeconds(1));
        wait = wait.plusSeconds(1);
      }
      waits.add(wait);
    }

    assertThat(waits.getFirst()).isEqualTo(Duration.ofSeconds(2));
    assertThat(waits).isSorted().doesNotHaveDuplicates();
    next = TAKEN;
    deliver.execute();
    assertThat(invitation().deliveryProblem()).isNull();
  }

  @Test
  void letterThatNobodyTakesIsGivenUpAfterADay() {
    next = LATER;
    invite();
    var begin = world.clock().instant();
    Outcome last = LATER;
    while (last.equals(LATER)) {
      last = deliver.execute().map(DeliverLetter.Attempt::outcome).orElse(last);
      later(Duration.ofMinutes(1));
    }

    assertThat(last).isEqualTo(new Outcome.Never("451 Try again later"));
    assertThat(Duration.between(begin, world.clock().instant()))
        .isBetween(Duration.ofHours(22), Duration.ofHours(25));
    assertThat(carried).hasSizeBetween(20, 40);
    assertThat(invitation().delivery()).isEqualTo(Delivery.FAILED);
    assertThat(invitation().deliveryProblem()).isEqualTo("451 Try again later");
    assertThat(world.outbox().waiting()).isZero();
  }

  @Test
  void letterThatNobodyEverTakesIsGivenUpAtOnce() {
    next = new Outcome.Never("No mail server is configured.");
    invite();

    deliver.execute();

    assertThat(invitation().delivery()).isEqualTo(Delivery.FAILED);
    assertThat(invitation().deliveryProblem()).isEqualTo("No mail server is configured.");
    assertThat(world.outbox().waiting()).isZero();
  }

  @Test
  void letterWhoseLinkIsOutOfDateIsNotCarried() {
    world
        .outbox()
        .send(
            new Mail.PasswordReset(
                ANN, Secret.of("token"), world.clock().instant().plus(Duration.ofHours(1))));
    later(Duration.ofHours(1));

    assertThat(deliver.execute().orElseThrow().outcome()).isInstanceOf(Outcome.Never.class);
    assertThat(carried).isEmpty();
  }

  @Test
  void letterThatThisNodeCannotReadIsLeftForOneThatCan() {
    world.outbox().send(new Mail.AccountExists(ANN));

    assertThat(deliver(new Unreadable(world.outbox())).execute().orElseThrow().outcome())
        .isInstanceOf(Outcome.NotNow.class);
    assertThat(carried).isEmpty();
    later(Duration.ofSeconds(2));

    assertThat(deliver.execute().orElseThrow().outcome()).isEqualTo(TAKEN);
  }

  /** As after a restore of an old backup. */
  @Test
  void letterOfTheDayBeforeYesterdayIsNotCarried() {
    world.outbox().send(new Mail.AccountExists(ANN));
    later(Duration.ofDays(2));

    assertThat(deliver.execute().orElseThrow().outcome()).isInstanceOf(Outcome.Never.class);
    assertThat(carried).isEmpty();
    assertThat(world.outbox().waiting()).isZero();
  }

  /** The outbox as a node sees it whose key is another. */
  private record Unreadable(Outbox outbox) implements Outbox {
    @Override
    public void send(Mail mail) {
      outbox.send(mail);
    }

    @Override
    public Optional<Waiting> claim(Instant at, Duration lease) {
      return outbox
          .claim(at, lease)
          .map(
              letter ->
                  new Waiting(
                      letter.id(),
                      letter.attempt(),
                      letter.writtenAt(),
                      letter.kind(),
                      letter.to(),
                      null));
    }

    @Override
    public void remove(Waiting letter) {
      outbox.remove(letter);
    }

    @Override
    public void postpone(Waiting letter, Instant due) {
      outbox.postpone(letter, due);
    }

    @Override
    public long waiting() {
      return outbox.waiting();
    }
  }
}
