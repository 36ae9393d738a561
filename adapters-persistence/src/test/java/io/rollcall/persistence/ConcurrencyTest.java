package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.PortContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.RuleViolated;
import io.rollcall.domain.membership.Violation;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two decisions at once, with real threads on real connections. */
@PostgresTest
@Timeout(120)
class ConcurrencyTest extends PortContract {
  private static final int PAIRS = 50;

  @Inject PanachePorts ports;
  @Inject Superuser superuser;

  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @Override
  protected Ports ports() {
    return ports;
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Runs all at once; the refusals, in order. */
  private List<Optional<Violation>> race(Runnable... rivals) throws Exception {
    var barrier = new CyclicBarrier(rivals.length);
    var work = new ArrayList<Callable<Optional<Violation>>>();
    for (var rival : rivals) {
      work.add(
          () -> {
            barrier.await(10, TimeUnit.SECONDS);
            try {
              rival.run();
              return Optional.empty();
            } catch (RuleViolated refused) {
              return Optional.of(refused.violation());
            }
          });
    }
    var outcomes = new ArrayList<Optional<Violation>>();
    for (var done : threads.invokeAll(work)) {
      outcomes.add(done.get());
    }
    return outcomes;
  }

  private void setRole(OrganizationId here, UserId actor, UserId member, Role role) {
    change(
        here,
        List.of(actor, member),
        occasion(actor, 5),
        slice -> slice.changeRole(actor, member, role));
  }

  @Test
  void lastSeatIsTakenOnce() throws Exception {
    var owner = person("owner");
    for (int i = 0; i < PAIRS; i++) {
      var here = found(organization(owner, seats(2)));
      var ann = person("ann");
      var bob = person("bob");
      join(here, owner, ann, List.of(), 1);
      join(here, owner, bob, List.of(), 1);

      var outcomes =
          race(
              () -> setRole(here, owner, ann, Role.ANNOTATOR),
              () -> setRole(here, owner, bob, Role.ANNOTATOR));

      assertThat(outcomes)
          .containsExactlyInAnyOrder(
              Optional.empty(), Optional.of(new Violation.SeatLimitReached(2)));
      assertThat(seated(here)).isEqualTo(2);
      assertThat(kept(here)).isEqualTo(2);
    }
  }

  @Test
  void seatsAreNeverOversoldWhenManyJoinAtOnce() throws Exception {
    var owner = person("owner");
    var here = found(organization(owner, seats(4)));
    var newcomers = new ArrayList<Runnable>();
    for (int i = 0; i < 8; i++) {
      var user = person("newcomer");
      newcomers.add(() -> join(here, owner, user, Role.ANNOTATOR, 1));
    }

    race(newcomers.toArray(Runnable[]::new));

    assertThat(seated(here)).isEqualTo(4);
    assertThat(kept(here)).isEqualTo(4);
    assertThat(superuser.number("select member_count from organization where id = ?", here.value()))
        .isEqualTo(9);
  }

  @Test
  void twoAdministratorsNeverDemoteEachOther() throws Exception {
    var owner = person("owner");
    for (int i = 0; i < PAIRS; i++) {
      var here = found(owner);
      var ann = person("ann");
      var bob = person("bob");
      join(here, owner, ann, Role.ADMINISTRATOR, 1);
      join(here, owner, bob, Role.ADMINISTRATOR, 1);

      var outcomes =
          race(
              () -> setRole(here, ann, bob, Role.ANNOTATOR),
              () -> setRole(here, bob, ann, Role.ANNOTATOR));

      assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
      assertThat(outcomes).contains(Optional.of(new Violation.NotPermitted("manage_members")));
      assertThat(List.of(member(here, ann).role(), member(here, bob).role()))
          .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.ANNOTATOR);
    }
  }

  @Test
  void ownershipHasOneHeir() throws Exception {
    for (int i = 0; i < PAIRS; i++) {
      var owner = person("owner");
      var here = found(owner);
      var ann = person("ann");
      var bob = person("bob");
      join(here, owner, ann, Role.MANAGER, 1);
      join(here, owner, bob, Role.MANAGER, 1);

      var outcomes = race(() -> transfer(here, owner, ann), () -> transfer(here, owner, bob));

      assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
      assertThat(
              superuser.list(
                  "select user_id from membership where organization_id = ? and role = 'OW'",
                  row -> row.getLong(1),
                  here.value()))
          .containsExactlyElementsOf(
              superuser.list(
                  "select owner_id from organization where id = ?",
                  row -> row.getLong(1),
                  here.value()));
    }
  }

  private void transfer(OrganizationId here, UserId owner, UserId heir) {
    change(
        here,
        List.of(owner, heir),
        occasion(owner, 5),
        slice -> slice.transferOwnership(owner, heir));
  }

  /** Whoever joins by two routes at once is one member. */
  @Test
  void somebodyWhoJoinsTwiceAtOnceIsOneMember() throws Exception {
    var owner = person("owner");
    for (int i = 0; i < PAIRS; i++) {
      var here = found(owner);
      var ann = person("ann");

      var outcomes =
          race(
              () -> join(here, owner, ann, Role.ANNOTATOR, 1),
              () -> join(here, owner, ann, Role.REVIEWER, 1));

      assertThat(outcomes).containsOnly(Optional.empty());
      assertThat(member(here, ann).version()).isEqualTo(1);
      assertThat(kept(here)).isEqualTo(2);
    }
  }

  /** Each names the others first and locks in another order; the locks are taken in one. */
  @Test
  void locksInAnyOrderNeverDeadlock() throws Exception {
    var owner = person("owner");
    var here = found(owner);
    var ann = person("ann");
    var bob = person("bob");
    var eve = person("eve");
    for (var user : List.of(ann, bob, eve)) {
      join(here, owner, user, Role.ADMINISTRATOR, 1);
    }
    for (int i = 0; i < PAIRS; i++) {
      var role = i % 2 == 0 ? Role.ANNOTATOR : Role.ADMINISTRATOR;
      var outcomes =
          race(
              () -> lockAndSet(here, List.of(ann, bob, eve), ann, role),
              () -> lockAndSet(here, List.of(eve, bob, ann), bob, role),
              () -> lockAndSet(here, List.of(bob, eve, owner), eve, role),
              () -> manageAndSet(here, owner));

      assertThat(outcomes).containsOnly(Optional.empty());
    }
    assertThat(List.of(ann, bob, eve))
        .extracting(user -> member(here, user))
        .extracting(Membership::role)
        .containsOnly(Role.ADMINISTRATOR);
  }

  private void lockAndSet(OrganizationId here, List<UserId> people, UserId member, Role role) {
    change(
        here,
        people,
        occasion(people.getLast(), 5),
        slice -> slice.changeRole(slice.organization().owner(), member, role));
  }

  private void manageAndSet(OrganizationId here, UserId owner) {
    ports.transaction(
        () -> {
          var slice = ports.organizations().lockManaged(here, owner, occasion(owner, 6));
          slice.update(slice.organization().withContactInfo(unique("contact")));
          slice.recompute("policy");
          ports.organizations().save(slice);
        });
  }

  private int seated(OrganizationId here) {
    return superuser.number(
        "select count(*) from membership where organization_id = ? and seated", here.value());
  }

  private int kept(OrganizationId here) {
    return superuser.one(
        "select seats_taken from organization where id = ?", row -> row.getInt(1), here.value());
  }
}
