package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.Mail;
import io.rollcall.application.port.RecordingMailer;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.identity.VerifiedDomain.Proof;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the operator may and no role does. */
class OperatorUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");

  private UserId invited(OrganizationId organization, String name, Role role, int minutes) {
    var user = person(name);
    join(
        organization,
        owner,
        user,
        List.of(
            grant(
                new Target.OrganizationRole(role),
                new Source.Invited(new InvitationId(1)),
                minutes)),
        minutes);
    return user;
  }

  @Nested
  class PlanOfAnOrganization {
    private final ChangePlan change = new ChangePlan(world.organizations(), world.clock());

    private Plan limit(OrganizationId organization, int seats) {
      return change
          .execute(
              new ChangePlan.Command(
                  organization,
                  plan ->
                      new Plan(seats, plan.moreOrganizations(), plan.sso(), false, false, false)))
          .plan();
    }

    @Test
    void isReplacedAndKept() {
      var here = found(owner);

      assertThat(limit(here, 5)).isEqualTo(new Plan(5, true, true, false, false, false));

      assertThat(world.organizations().find(here).orElseThrow().plan())
          .isEqualTo(new Plan(5, true, true, false, false, false));
    }

    @Test
    void lowerLimitTakesNobodysSeat() {
      var here = found(owner);
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      var bob = member(here, owner, "bob", Role.ANNOTATOR);

      limit(here, 1);

      assertThat(role(here, ann)).isEqualTo(Role.ANNOTATOR);
      assertThat(role(here, bob)).isEqualTo(Role.ANNOTATOR);
      assertThat(role(here, invited(here, "late", Role.ANNOTATOR, 2)))
          .as("but nobody new gets one")
          .isEqualTo(Role.NOT_ACTIVATED);
    }

    @Test
    void higherLimitSeatsThoseWhoWaitInTheirOrder() {
      var here = found(organization(owner, seats(1)));
      var annotator = invited(here, "annotator", Role.ANNOTATOR, 1);
      var manager = invited(here, "manager", Role.MANAGER, 2);
      assertThat(member(here, manager).rule()).isEqualTo(Rule.SEAT_LIMIT);

      limit(here, 2);

      assertThat(role(here, manager)).as("the more elevated first").isEqualTo(Role.MANAGER);
      assertThat(role(here, annotator)).isEqualTo(Role.NOT_ACTIVATED);
    }

    @Test
    void withoutALimitEverybodyIsSeated() {
      var here = found(organization(owner, seats(1)));
      var waiting =
          List.of(invited(here, "a", Role.ANNOTATOR, 1), invited(here, "b", Role.REVIEWER, 2));

      change.execute(new ChangePlan.Command(here, plan -> Plan.UNLIMITED));

      assertThat(waiting)
          .extracting(user -> role(here, user))
          .containsExactly(Role.ANNOTATOR, Role.REVIEWER);
    }

    @Test
    void unknownOrganizationIsNotFound() {
      assertThat(refusal(() -> limit(new OrganizationId(4711), 5)))
          .isEqualTo(new Violation.NotFound("organization"));
    }
  }

  @Nested
  class LostOwner {
    private final MoveOwnership move =
        new MoveOwnership(world.organizations(), world.users(), world.clock());
    private final OrganizationId here = found(owner);

    private void execute(String email) {
      move.execute(new MoveOwnership.Command(here, email));
    }

    private String address(UserId user) {
      return world.users().find(user).orElseThrow().email().value();
    }

    @Test
    void isReplacedByAMemberAndAdministratesFromThenOn() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);

      execute(address(ann).toUpperCase(java.util.Locale.ROOT));

      assertThat(world.organizations().find(here).orElseThrow().owner()).isEqualTo(ann);
      assertThat(role(here, ann)).isEqualTo(Role.OWNER);
      assertThat(role(here, owner)).isEqualTo(Role.ADMINISTRATOR);
      assertThat(world.history(here, ann).getLast().occasion().by())
          .isEqualTo(new Recorder.BySystem());
    }

    @Test
    void canBeTakenOutByTheNewOwnerAfterwards() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      execute(address(ann));
      var slice = world.organizations().lock(here, List.of(ann, owner), occasion(ann, 5));

      slice.remove(ann, owner);

      assertThat(slice.member(owner)).isEmpty();
    }

    @Test
    void onlyAnActiveMemberFollows() {
      var waiting = member(here, owner, "waiting", Role.NOT_ACTIVATED);
      var stranger = person("stranger");

      assertThat(refusal(() -> execute(address(waiting)))).isInstanceOf(Violation.WrongState.class);
      assertThat(refusal(() -> execute(address(stranger))))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> execute("nobody@example.com")))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> execute("nobody"))).isInstanceOf(Violation.Invalid.class);
      assertThat(refusal(() -> execute(address(owner)))).isEqualTo(new Violation.ActsOnOneself());
      assertThat(role(here, owner)).isEqualTo(Role.OWNER);
    }
  }

  @Nested
  class DeletedOrganization {
    private final RecordingMailer mailer = new RecordingMailer();
    private final DeleteOrganization delete =
        new DeleteOrganization(
            world.organizations(),
            world.deletions(),
            world.users(),
            mailer,
            FixedServerInfo.DEFAULT,
            world.clock(),
            world.notes());
    private final RestoreOrganization restore =
        new RestoreOrganization(
            world.deletions(), world.organizations(), world.users(), world.clock());
    private final PurgeOrganization purge =
        new PurgeOrganization(world.deletions(), world.users(), world.atomically());
    private final PurgeDeletedOrganizations purgeDue =
        new PurgeDeletedOrganizations(world.deletions(), purge, world.atomically(), world.clock());
    private final OrganizationId here = found(owner);
    private final String title = world.organizations().find(here).orElseThrow().title();

    private void delete(UserId actor, String typed) {
      delete.execute(new DeleteOrganization.Command(here, actor, typed));
    }

    private Organization restore(@Nullable String successor) {
      return restore.execute(new RestoreOrganization.Command(here, successor));
    }

    private String address(UserId user) {
      return world.users().find(user).orElseThrow().email().value();
    }

    @Test
    void ownerAloneDeletesAndTypesTheTitle() {
      var administrator = member(here, owner, "admin", Role.ADMINISTRATOR);
      var stranger = person("stranger");

      assertThat(refusal(() -> delete(administrator, title)))
          .isInstanceOf(Violation.NotPermitted.class);
      assertThat(refusal(() -> delete(stranger, title)))
          .isEqualTo(new Violation.NotFound("organization"));
      assertThat(refusal(() -> delete(owner, title.toUpperCase(java.util.Locale.ROOT))))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("title"));
      assertThat(world.organizations().find(here)).isPresent();

      delete(owner, " " + title + " ");

      assertThat(world.organizations().find(here)).isEmpty();
      assertThat(refusal(() -> delete(owner, title)))
          .as("once")
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void ownerIsToldHowLongItCanBeUndone() {
      delete(owner, title);

      assertThat(mailer.sent())
          .containsExactly(
              new Mail.OrganizationDeleted(
                  world.users().find(owner).orElseThrow().email(),
                  title,
                  world.clock().instant().plus(Duration.ofDays(30))));
    }

    @Test
    void isInNobodysListUntilItIsRestored() {
      var ann = member(here, owner, "ann", Role.REVIEWER);
      delete(owner, title);

      assertThat(world.accountViews().organizations(ann, null)).isEmpty();
      assertThat(world.accountViews().account(owner, null).orElseThrow().memberships()).isEmpty();

      restore(null);

      assertThat(world.accountViews().organizations(ann, null)).hasSize(1);
      assertThat(role(here, ann)).isEqualTo(Role.REVIEWER);
      assertThat(role(here, owner)).isEqualTo(Role.OWNER);
    }

    @Test
    void onlyWhatIsDeletedIsRestored() {
      assertThat(refusal(() -> restore(null)))
          .isEqualTo(new Violation.NotFound("deleted organization"));
    }

    @Test
    void whoWasErasedMeanwhileHasLeft() {
      var ann = member(here, owner, "ann", Role.REVIEWER);
      delete(owner, title);
      world.users().erase(List.of(ann));

      restore(null);

      assertThat(member(here, ann).isDeleted()).isTrue();
    }

    @Test
    void erasedOwnerHasASuccessor() {
      var ann = member(here, owner, "ann", Role.REVIEWER);
      delete(owner, title);
      world.users().erase(List.of(owner));

      assertThat(refusal(() -> restore(null)))
          .isEqualTo(new Violation.WrongState("account of its owner", "erased"));
      assertThat(world.organizations().find(here)).as("nothing happened").isEmpty();

      assertThat(restore(address(ann)).owner()).isEqualTo(ann);
      assertThat(role(here, ann)).isEqualTo(Role.OWNER);
      assertThat(member(here, owner).isDeleted()).isTrue();
    }

    @Test
    void isPurgedWhenItsTimeIsUpAndNotBefore() {
      delete(owner, title);
      later(Duration.ofDays(29));
      purgeDue.execute();
      assertThat(world.deletions().lock(here)).isPresent();

      later(Duration.ofDays(1));
      purgeDue.execute();

      assertThat(world.deletions().lock(here)).isEmpty();
      assertThat(refusal(() -> restore(null)))
          .isEqualTo(new Violation.NotFound("deleted organization"));
      assertThat(world.users().find(owner)).as("whoever signed up stays").isPresent();
    }

    @Test
    void accountsThatItsDirectoryMadeGoWithIt() {
      var user = newUser("ann");
      world
          .users()
          .add(
              new User(user.id(), user.email(), user.profile(), here, null, user.joinedAt()), null);
      join(here, owner, user.id(), Role.ANNOTATOR, 1);
      delete(owner, title);

      var outcome = purge.execute(new PurgeOrganization.Command(here, deletion -> true));

      assertThat(outcome.finished()).isTrue();
      assertThat(outcome.accounts()).isEqualTo(1);
      assertThat(world.users().find(user.id())).contains(User.erased(user.id(), user.joinedAt()));
    }

    @Test
    void unconfirmedPurgeLeavesItRestorable() {
      delete(owner, title);

      var outcome =
          purge.execute(
              new PurgeOrganization.Command(
                  here,
                  deletion -> {
                    assertThat(deletion.title()).isEqualTo(title);
                    return false;
                  }));

      assertThat(outcome.finished()).isFalse();
      assertThat(restore(null).title()).isEqualTo(title);
    }

    @Test
    void onlyWhatIsDeletedIsPurged() {
      assertThat(
              refusal(() -> purge.execute(new PurgeOrganization.Command(here, deletion -> true))))
          .isEqualTo(new Violation.NotFound("deleted organization"));
      assertThat(world.organizations().find(here)).isPresent();
    }

    @Test
    void whatIsBeingPurgedCannotBeRestored() {
      delete(owner, title);
      world.deletions().beginPurge(here);

      assertThat(refusal(() -> restore(null)))
          .isEqualTo(new Violation.WrongState("organization", "being purged"));
    }
  }

  @Nested
  class DomainOfAnOrganization {
    private final DeclareDomain declare =
        new DeclareDomain(world.domains(), world.organizations(), world.clock());
    private final WithdrawDomain withdraw = new WithdrawDomain(world.domains());
    private final ApplyConfiguredDomains configure =
        new ApplyConfiguredDomains(world.domains(), declare, world.atomically());
    private final OrganizationId here = found(owner);
    private final OrganizationId there = found(owner);
    private final DomainName name = new DomainName("example.com");
    private final DomainName other = new DomainName("example.org");

    private void declare(DomainName domain, OrganizationId organization) {
      declare.execute(new DeclareDomain.Command(domain, organization, Proof.DECLARED));
    }

    private Map<DomainName, OrganizationId> holders() {
      return new SurveyDomains(world.domains())
          .execute().stream()
              .collect(Collectors.toMap(VerifiedDomain::name, VerifiedDomain::organization));
    }

    @Test
    void isOnesAlone() {
      declare(name, here);
      declare(name, here);

      assertThat(refusal(() -> declare(name, there)))
          .isEqualTo(new Violation.DomainTaken("example.com"));
      assertThat(refusal(() -> declare(other, new OrganizationId(4711))))
          .isEqualTo(new Violation.NotFound("organization"));
      assertThat(holders()).isEqualTo(Map.of(name, here));
    }

    @Test
    void isWithdrawnAndFreeForOthers() {
      declare(name, here);
      withdraw.execute(name);

      assertThat(holders()).isEmpty();
      assertThat(refusal(() -> withdraw.execute(name)))
          .isEqualTo(new Violation.NotFound("verified domain"));
      declare(name, there);
      assertThat(holders()).isEqualTo(Map.of(name, there));
    }

    @Test
    void configurationIsFollowedBothWays() {
      declare(other, here);
      assertThat(configure.execute(Map.of(name, here))).isEmpty();
      assertThat(configure.execute(Map.of(name, there))).isEmpty();

      assertThat(holders()).isEqualTo(Map.of(name, there, other, here));
      assertThat(refusal(() -> withdraw.execute(name))).isInstanceOf(Violation.WrongState.class);

      assertThat(configure.execute(Map.of())).isEmpty();
      assertThat(holders()).as("what a command declared stays").isEqualTo(Map.of(other, here));
    }

    @Test
    void configurationTakesNothingFromAnotherAndSaysSo() {
      declare(name, here);

      var problems =
          configure.execute(
              Map.of(
                  name,
                  there,
                  other,
                  there,
                  new DomainName("a.example"),
                  new OrganizationId(4711)));

      assertThat(problems)
          .hasSize(2)
          .anyMatch(it -> it.contains("belongs to another organization"));
      assertThat(holders()).isEqualTo(Map.of(name, here, other, there));
    }
  }
}
