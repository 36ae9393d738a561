package io.rollcall.application.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.MappingLists;
import io.rollcall.domain.federation.PlannedChange;
import io.rollcall.domain.federation.ReadFailure;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.federation.SyncCounts;
import io.rollcall.domain.federation.SyncProblem;
import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.federation.SyncRun.Status;
import io.rollcall.domain.identity.DomainName;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.User;
import io.rollcall.domain.identity.VerifiedDomain;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Project;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyncDirectoryTest extends DirectoryUseCaseTest {

  /** Ann and Bob annotate, Cleo reviews, Dan is in no mapped group. */
  private Directory company() {
    reader.people("ann", "bob", "cleo", "dan");
    reader.group("annotators", "ann", "bob");
    reader.group("reviewers", "cleo");
    reader.group("others", "dan");
    return connect("annotators", "Annotator", "reviewers", "Reviewer");
  }

  @Nested
  class FirstRun {
    @Test
    void peopleInMappedGroupsJoinWithTheRoleOfTheGroup() {
      isDone(sync(company()));

      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(role("cleo")).isEqualTo(Role.REVIEWER);
      assertThat(member("cleo").rule()).isEqualTo(Rule.HIGHEST_MAPPED);
      assertThat(member("cleo").entitled().source()).isEqualTo(SourceKind.LDAP);
    }

    @Test
    void peopleInNoMappedGroupStayOut() {
      sync(company());

      assertThat(account("dan")).isEmpty();
    }

    @Test
    void everybodyJoinsWhenTheDirectorySaysSo() {
      reader.people("ann", "dan");
      reader.group("annotators", "ann");

      isDone(sync(connect(Directory.People.ALL, roles("annotators", "Annotator"))));

      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(role("dan")).isEqualTo(Role.NOT_ACTIVATED);
    }

    @Test
    void newAccountsAreTheOrganizationsAndHaveNoPassword() {
      sync(company());

      var ann =
          world
              .users()
              .credentials(EmailAddress.parse("ann@corp.example.com").orElseThrow())
              .orElseThrow();
      assertThat(ann.user().provisionedBy()).isEqualTo(here);
      assertThat(ann.user().emailVerifiedAt()).isNull();
      assertThat(ann.user().profile()).isEqualTo(new User.Profile("ann", "Ann", "Example", ""));
      assertThat(ann.password()).isNull();
    }

    @Test
    void countsTellWhatWasReadAndDone() {
      var counts = sync(company()).counts();

      assertThat(counts.peopleRead()).isEqualTo(4);
      assertThat(counts.groupsRead()).isEqualTo(3);
      assertThat(counts.peopleAdded()).isEqualTo(3);
      assertThat(counts.unchanged()).isZero();
      assertThat(counts.problems()).isZero();
    }

    @Test
    void disabledPersonJoinsDeactivated() {
      reader.person("ann", List.of("ann@corp.example.com"), true);
      reader.group("annotators", "ann");

      isDone(sync(connect("annotators", "Annotator")));

      assertThat(role("ann")).isEqualTo(Role.DEACTIVATED);
      assertThat(member("ann").rule()).isEqualTo(Rule.SUSPENSION);
    }

    @Test
    void mostElevatedOfSeveralGroupsWins() {
      reader.people("ann");
      reader.group("annotators", "ann");
      reader.group("managers", "ann");

      sync(connect("annotators", "Annotator", "managers", "Manager"));

      assertThat(role("ann")).isEqualTo(Role.MANAGER);
    }

    @Test
    void chainOfNestedGroupsIsRecorded() {
      reader.people("ann");
      reader.group("berlin", "ann");
      reader.group("germany", "berlin");
      reader.group("everyone", "germany");

      sync(connect("everyone", "Annotator"));

      assertThat(member("ann").facts().grants())
          .extracting(grant -> grant.source())
          .filteredOn(Source.Provider.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              Source.Provider.class,
              by -> assertThat(by.group().path()).containsExactly("berlin", "germany", "everyone"));
    }

    @Test
    void groupsOpenWorkspacesAndProjects() {
      var project = new ProjectId(4711);
      world
          .projects()
          .add(new Project(project, here, null, "Scans", "", "", true, false, owner, T0));
      reader.people("ann");
      reader.group("staff", "ann");
      var directory =
          connect(
              Directory.People.MAPPED,
              new MappingLists(
                  List.of(new MappingLists.Named("Annotator", "staff")),
                  List.of(new MappingLists.Named("Radiology", "staff")),
                  List.of(new MappingLists.OfProject(4711, "staff", "Reviewer"))));

      isDone(sync(directory));

      var radiology = world.workspaces().findByTitles(here, List.of("Radiology")).get("Radiology");
      assertThat(member("ann").entitled().workspaces()).containsExactly(radiology);
      assertThat(member("ann").entitled().projects())
          .isEqualTo(Map.of(project, ProjectRole.REVIEWER));
    }

    @Test
    void groupMappedToDeactivatedSuspends() {
      reader.people("ann");
      reader.group("annotators", "ann");
      reader.group("leavers", "ann");

      sync(connect("annotators", "Annotator", "leavers", "Deactivated"));

      assertThat(role("ann")).isEqualTo(Role.DEACTIVATED);
    }

    @Test
    void whoeverFindsNoSeatWaits() {
      var small = found(organization(owner, seats(2)));
      reader.people("ann", "bob");
      reader.group("reviewers", "bob");
      reader.group("annotators", "ann");
      var directory =
          save.create(
              small,
              owner,
              description(
                  Directory.People.MAPPED,
                  roles("annotators", "Annotator", "reviewers", "Reviewer")));

      request.run(new RequestSync.Command(small, owner, directory.id()), false);

      assertThat(role(small, imported("bob"))).isEqualTo(Role.REVIEWER);
      assertThat(member(small, imported("ann")).rule()).isEqualTo(Rule.SEAT_LIMIT);
    }

    @Test
    void groupThatMappingsNameAndTheDirectoryLacksIsReported() {
      reader.people("ann");
      reader.group("annotators", "ann");

      var run = sync(connect("annotators", "Annotator", "anotators", "Reviewer"));

      isDone(run);
      assertThat(problems(run))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.GROUP_NOT_FOUND);
                assertThat(problem.name()).isEqualTo("anotators");
              });
      assertThat(run.counts().problems()).isEqualTo(1);
    }

    @Test
    void groupIsFollowedThroughARename() {
      reader.people("ann");
      reader.group("annotators", "ann");
      var directory = connect("annotators", "Annotator");
      sync(directory);
      reader.rename("annotators", "labelers");

      var run = sync(directory);

      isDone(run);
      assertThat(problems(run)).isEmpty();
      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
    }
  }

  @Nested
  class SecondRun {
    @Test
    void nothingChangesWhenTheDirectoryDidNot() {
      var directory = company();
      sync(directory);
      var before = everybody();
      int history = world.history(here, imported("ann")).size();

      var run = sync(directory);

      isDone(run);
      assertThat(run.counts().changesNothing()).isTrue();
      assertThat(run.counts().unchanged()).isEqualTo(3);
      assertThat(everybody()).isEqualTo(before);
      assertThat(world.history(here, imported("ann"))).hasSize(history);
    }

    @Test
    void unchangedCountsOnlyThoseWhoBelong() {
      var directory = company();
      sync(directory);
      reader.group("annotators", "ann");
      reader.group("reviewers", "cleo", "bob");
      reader.people("eve");
      reader.group("new", "eve");
      reader.remove("ann");

      var counts = sync(directory).counts();

      assertThat(counts.unchanged()).as("cleo alone; bob changed, ann went").isEqualTo(1);
    }

    @Test
    void anotherGroupIsAnotherRole() {
      var directory = company();
      sync(directory);
      reader.group("annotators", "ann");
      reader.group("reviewers", "cleo", "bob");

      var run = sync(directory);

      isDone(run);
      assertThat(role("bob")).isEqualTo(Role.REVIEWER);
      assertThat(run.counts().rolesChanged()).isEqualTo(1);
      assertThat(run.counts().grantsAdded()).isEqualTo(1);
      assertThat(run.counts().grantsEnded()).isEqualTo(1);
      assertThat(run.counts().unchanged()).isEqualTo(2);
    }

    @Test
    void lastGroupLostIsAccessLost() {
      var directory = company();
      sync(directory);
      reader.group("annotators", "ann");

      var run = sync(directory);

      assertThat(role("bob")).isEqualTo(Role.DEACTIVATED);
      assertThat(member("bob").rule()).isEqualTo(Rule.LOST_LAST_GROUP);
      assertThat(run.counts().losingAccess()).isEqualTo(1);
    }

    @Test
    void somebodyGoneIsSuspendedAndTheirSessionsEnd() {
      var directory = company();
      sync(directory);
      var token = session(imported("bob"), here, here);
      reader.remove("bob");

      var run = sync(directory);

      assertThat(role("bob")).isEqualTo(Role.DEACTIVATED);
      assertThat(member("bob").rule()).isEqualTo(Rule.SUSPENSION);
      assertThat(run.counts().suspended()).isEqualTo(1);
      assertThat(find(token)).isEmpty();
    }

    @Test
    void somebodyGoneAndBackWorksAgain() {
      var directory = company();
      sync(directory);
      reader.remove("bob");
      sync(directory);
      assertThat(sync(directory).counts().changesNothing()).as("gone already").isTrue();
      reader.person("bob");

      var run = sync(directory);

      assertThat(role("bob")).isEqualTo(Role.ANNOTATOR);
      assertThat(run.counts().resumed()).isEqualTo(1);
    }

    @Test
    void disabledPersonIsSuspendedAndEnabledOneResumes() {
      var directory = company();
      sync(directory);
      reader.person("bob", List.of("bob@corp.example.com"), true);
      sync(directory);
      assertThat(role("bob")).isEqualTo(Role.DEACTIVATED);
      reader.person("bob");

      sync(directory);

      assertThat(role("bob")).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void personIsFollowedThroughARename() {
      var directory = company();
      sync(directory);
      var bob = imported("bob");
      reader.move("bob", "uid=robert,ou=berlin,dc=example,dc=com");

      isDone(sync(directory));

      assertThat(world.staging().dn(directory.id(), "id-bob"))
          .contains("uid=robert,ou=berlin,dc=example,dc=com");
      assertThat(imported("bob")).isEqualTo(bob);
    }

    @Test
    void removedMemberReturnsOnlyWhileAGroupStillGivesSomething() {
      reader.people("ann", "dan");
      reader.group("annotators", "ann");
      var directory = connect(Directory.People.ALL, roles("annotators", "Annotator"));
      sync(directory);
      later(Duration.ofMinutes(1));
      for (var name : List.of("ann", "dan")) {
        change(
            here,
            List.of(imported(name)),
            occasion(owner, 90),
            slice -> slice.remove(owner, imported(name)));
      }

      isDone(sync(directory));

      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(member("ann").isDeleted()).isFalse();
      assertThat(member("dan").isDeleted()).isTrue();
    }

    @Test
    void mappingTakenAwayTakesItsRole() {
      var directory = company();
      sync(directory);
      save.update(
          here,
          owner,
          directory.id(),
          description(Directory.People.MAPPED, roles("annotators", "Annotator")),
          true);
      assertThat(role("cleo")).as("editing changes nobody by itself").isEqualTo(Role.REVIEWER);

      isDone(sync(directory));

      assertThat(role("cleo")).isEqualTo(Role.DEACTIVATED);
    }
  }

  @Nested
  class AddressesOfPeople {
    @Test
    void personWithoutAddressIsReportedByName() {
      reader.people("ann");
      reader.person("bob", List.of(), false);
      reader.person("eve", List.of("not an address"), false);
      reader.person("dan", List.of(), false);
      reader.group("annotators", "ann", "bob", "eve");

      var run = sync(connect("annotators", "Annotator"));

      isDone(run);
      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(problems(run))
          .as("dan is in no group and none of our business")
          .allMatch(problem -> problem.kind() == SyncProblem.Kind.MISSING_EMAIL)
          .extracting(SyncProblem::name)
          .containsExactlyInAnyOrder("Bob Example", "Eve Example");
    }

    @Test
    void nobodyIsMergedWhenTwoEntriesHaveOneAddress() {
      reader.person("ann", List.of("shared@corp.example.com"), false);
      reader.person("bob", List.of("Shared@corp.example.com"), false);
      reader.person("cleo");
      reader.group("annotators", "ann", "bob", "cleo");

      var run = sync(connect("annotators", "Annotator"));

      isDone(run);
      assertThat(account("shared")).isEmpty();
      assertThat(role("cleo")).isEqualTo(Role.ANNOTATOR);
      assertThat(problems(run))
          .allMatch(problem -> problem.kind() == SyncProblem.Kind.DUPLICATE_EMAIL)
          .extracting(SyncProblem::name)
          .containsExactlyInAnyOrder("Ann Example", "Bob Example");
    }

    @Test
    void whoeverIsFollowedKeepsTheAddressThatANewEntryClaims() {
      var directory = company();
      sync(directory);
      reader.person("eve", List.of("ann@corp.example.com"), false);
      reader.group("annotators", "ann", "bob", "eve");

      var run = sync(directory);

      isDone(run);
      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(problems(run))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.DUPLICATE_EMAIL);
                assertThat(problem.name()).isEqualTo("Eve Example");
              });
    }

    @Test
    void recordedAddressStaysWhileItIsStillListed() {
      reader.person("ann", List.of("ann@corp.example.com", "lee@corp.example.com"), false);
      reader.group("annotators", "ann");
      var directory = connect("annotators", "Annotator");
      sync(directory);
      var ann = imported("ann");
      reader.person("ann", List.of("lee@corp.example.com", "ann@corp.example.com"), false);

      isDone(sync(directory));

      assertThat(imported("ann")).isEqualTo(ann);
      assertThat(account("lee")).isEmpty();
    }

    @Test
    void changedAddressIsTakenOver() {
      var directory = company();
      sync(directory);
      var ann = imported("ann");
      reader.person("ann", List.of("lee@corp.example.com"), false);

      isDone(sync(directory));

      assertThat(imported("lee")).isEqualTo(ann);
      assertThat(account("ann")).isEmpty();
    }

    @Test
    void followedPersonWithoutAddressKeepsTheRecordedOne() {
      var directory = company();
      sync(directory);
      reader.person("ann", List.of(), false);

      var run = sync(directory);

      isDone(run);
      assertThat(problems(run)).isEmpty();
      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void changedAddressOfAnotherAccountIsReportedAndTheOldOneKept() {
      var directory = company();
      sync(directory);
      reader.person("bob", List.of("cleo@corp.example.com"), false);

      var run = sync(directory);

      isDone(run);
      assertThat(role("bob")).isEqualTo(Role.ANNOTATOR);
      assertThat(problems(run))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.EMAIL_TAKEN);
                assertThat(problem.email()).isEqualTo("cleo@corp.example.com");
              });
      assertThat(run.counts().problems()).isEqualTo(1);
    }
  }

  @Nested
  class AccountsThatExist {
    private void account(String address) {
      var user =
          new User(
              world.ids().nextUser(),
              EmailAddress.parse(address).orElseThrow(),
              new User.Profile("old", "Old", "Name", "123"),
              null,
              T0,
              T0);
      world.users().add(user, null);
    }

    @Test
    void accountOfAStrangerIsNeverLinked() {
      account("ann@corp.example.com");
      var ann = imported("ann");
      reader.people("ann");
      reader.group("annotators", "ann");

      var run = sync(connect("annotators", "Annotator"));

      isDone(run);
      assertThat(world.organizations().member(here, ann)).isEmpty();
      assertThat(problems(run))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.ACCOUNT_EXISTS);
                assertThat(problem.name()).isEqualTo("Ann Example");
              });
    }

    @Test
    void memberOfThisOrganizationAloneIsLinkedAndKeepsTheirName() {
      account("ann@corp.example.com");
      var ann = imported("ann");
      join(here, owner, ann, List.of(), 0);
      reader.people("ann");
      reader.group("annotators", "ann");

      var run = sync(connect("annotators", "Annotator"));

      isDone(run);
      assertThat(problems(run)).isEmpty();
      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(world.users().find(ann).orElseThrow().profile().firstName()).isEqualTo("Old");
    }

    @Test
    void memberOfAnotherOrganizationIsNotLinked() {
      account("ann@corp.example.com");
      var ann = imported("ann");
      join(here, owner, ann, List.of(), 0);
      join(found(owner), owner, ann, List.of(), 0);
      reader.people("ann");
      reader.group("annotators", "ann");

      var run = sync(connect("annotators", "Annotator"));

      assertThat(problems(run))
          .extracting(SyncProblem::kind)
          .containsExactly(SyncProblem.Kind.ACCOUNT_EXISTS);
      assertThat(role("ann")).isEqualTo(Role.NOT_ACTIVATED);
    }

    /** But only somebody who belongs here already, and never the owner. */
    @Test
    void memberOfAnotherOrganizationIsLinkedWhenTheDomainIsVerifiedHere() {
      account("ann@corp.example.com");
      account("bob@corp.example.com");
      var ann = imported("ann");
      var there = found(owner);
      join(here, owner, ann, List.of(), 0);
      join(there, owner, ann, List.of(), 0);
      world
          .domains()
          .add(
              new VerifiedDomain(
                  new DomainName("corp.example.com"), here, VerifiedDomain.Proof.DECLARED, T0));
      reader.people("ann", "bob");
      reader.group("annotators", "ann", "bob");

      var run = sync(connect("annotators", "Annotator"));

      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
      assertThat(problems(run))
          .as("a stranger, whatever the domain")
          .extracting(SyncProblem::kind)
          .containsExactly(SyncProblem.Kind.ACCOUNT_EXISTS);
    }

    @Test
    void ownerIsNeverTouched() {
      var address = world.users().find(owner).orElseThrow().email().value();
      reader.person("boss", List.of(address), false);
      reader.group("annotators", "boss");
      var before = member(here, owner);

      var run = sync(connect("annotators", "Annotator"));

      isDone(run);
      assertThat(member(here, owner)).isEqualTo(before);
      assertThat(problems(run))
          .extracting(SyncProblem::kind)
          .containsExactly(SyncProblem.Kind.ACCOUNT_EXISTS);
    }

    @Test
    void followedPersonWhoBecameOwnerStaysOwnerWhenTheDirectoryDropsThem() {
      var directory = company();
      sync(directory);
      later(Duration.ofMinutes(1));
      change(
          here,
          List.of(owner, imported("ann")),
          occasion(owner, 61),
          slice -> slice.transferOwnership(owner, imported("ann")));
      reader.remove("ann");
      later(Duration.ofHours(1));

      var run =
          run(
              request
                  .run(new RequestSync.Command(here, imported("ann"), directory.id()), false)
                  .id());

      isDone(run);
      assertThat(role("ann")).isEqualTo(Role.OWNER);
    }
  }

  @Nested
  class TooManyWouldLoseAccess {
    private final Directory directory = crowd();

    private Directory crowd() {
      var names = IntStream.range(0, 20).mapToObj(i -> "p" + i).toArray(String[]::new);
      reader.people(names);
      reader.group("annotators", names);
      return connect("annotators", "Annotator");
    }

    private void leaveOnly(int count) {
      reader.group(
          "annotators", IntStream.range(0, count).mapToObj(i -> "p" + i).toArray(String[]::new));
    }

    @Test
    void runStopsForReviewAndNothingChanges() {
      sync(directory);
      leaveOnly(20 - RemovalBudget.FLOOR - 1);
      var before = everybody();

      var run = sync(directory);

      assertThat(run.status()).isEqualTo(Status.NEEDS_REVIEW);
      assertThat(run.reason().code()).isEqualTo("removal-budget");
      assertThat(run.reason().text()).contains("6 of 21 members");
      assertThat(run.counts().losingAccess()).isEqualTo(6);
      assertThat(everybody()).isEqualTo(before);
    }

    @Test
    void planTellsWhoWouldLoseWhat() {
      sync(directory);
      leaveOnly(10);

      var run = sync(directory);

      var changes = world.runs().changes(here, run.id(), Set.of(PlannedChange.Kind.REMOVED), ALL);
      assertThat(changes.total()).isEqualTo(10);
      assertThat(changes.items().getFirst().before().role()).isEqualTo(Role.ANNOTATOR);
      assertThat(changes.items().getFirst().after().role()).isEqualTo(Role.DEACTIVATED);
    }

    @Test
    void asManyAsTheBudgetAllowsMayGo() {
      sync(directory);
      leaveOnly(20 - RemovalBudget.FLOOR);

      isDone(sync(directory));

      assertThat(role("p19")).isEqualTo(Role.DEACTIVATED);
    }

    @Test
    void dryRunOverTheBudgetSaysSoAndCannotBeApproved() {
      sync(directory);
      leaveOnly(5);

      var run = run(request.run(command(directory), true).id());

      assertThat(run.status()).isEqualTo(Status.DONE);
      assertThat(run.reason().code()).isEqualTo("dry-run");
      assertThat(run.reason().text()).contains("would wait for review", "15 of 21 members");
      assertThat(refusal(() -> review.approve(here, owner, run.id())))
          .isInstanceOf(Violation.WrongState.class);
    }

    @Test
    void groupsThatAreAllGoneAtOnceAreNoReasonToTakeAccess() {
      sync(directory);
      reader.removeGroup("annotators");

      var run = sync(directory);

      assertThat(run.status()).isEqualTo(Status.FAILED);
      assertThat(run.reason().code()).isEqualTo("empty-base");
      assertThat(run.reason().text()).contains("groups below " + ScriptedDirectory.GROUP_BASE);
      assertThat(role("p19")).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void nextRunTakesThePlaceOfAWaitingPlan() {
      sync(directory);
      leaveOnly(5);
      var waiting = sync(directory);
      leaveOnly(20);

      isDone(sync(directory));

      assertThat(run(waiting.id()).status()).isEqualTo(Status.DISCARDED);
      assertThat(run(waiting.id()).reason().code()).isEqualTo("superseded");
    }
  }

  @Nested
  class DryRun {
    @Test
    void changesNothingAndTellsWhatItWould() {
      var directory = company();
      var before = everybody();

      var run = run(request.run(command(directory), true).id());

      assertThat(run.status()).isEqualTo(Status.DONE);
      assertThat(run.reason().code()).isEqualTo("dry-run");
      assertThat(run.counts().peopleAdded()).isEqualTo(3);
      assertThat(everybody()).isEqualTo(before);
      assertThat(account("ann")).isEmpty();
      assertThat(world.runs().changes(here, run.id(), Set.of(), ALL).items())
          .hasSize(3)
          .allSatisfy(row -> assertThat(row.userId()).isNull());
    }

    @Test
    void bindsNoMappingToAGroup() {
      reader.people("ann");
      reader.group("annotators", "ann");
      var directory = connect("annotators", "Annotator");
      request.run(command(directory), true);
      reader.rename("annotators", "labelers");

      var run = sync(directory);

      assertThat(problems(run))
          .singleElement()
          .satisfies(
              problem -> assertThat(problem.kind()).isEqualTo(SyncProblem.Kind.GROUP_NOT_FOUND));
    }

    @Test
    void realRunAfterwardsDoesIt() {
      var directory = company();
      request.run(command(directory), true);

      isDone(sync(directory));

      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
    }
  }

  @Nested
  class DirectoryThatCannotBeReadWhole {
    @ParameterizedTest
    @EnumSource
    void runFailsWithTheReasonAndNothingChanges(ReadFailure kind) {
      var directory = company();
      sync(directory);
      var before = everybody();
      reader.empty();
      reader.failWith(kind);

      var run = sync(directory);

      assertThat(run.status()).isEqualTo(Status.FAILED);
      assertThat(run.reason().code()).isEqualTo(kind.code());
      assertThat(run.reason().text()).contains("The directory said no");
      assertThat(run.finishedAt()).isNotNull();
      assertThat(everybody()).isEqualTo(before);
    }

    @Test
    void nextRunGoesOnAsIfNothingHadHappened() {
      var directory = company();
      reader.failWith(ReadFailure.CONNECTION_LOST);
      sync(directory);
      reader.recover();

      isDone(sync(directory));

      assertThat(role("ann")).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void baseThatListedPeopleAndListsNobodyFailsTheRun() {
      var directory = company();
      sync(directory);
      var before = everybody();
      reader.empty();
      reader.group("annotators");
      reader.group("reviewers");
      reader.group("others");

      var run = sync(directory);

      assertThat(run.status()).isEqualTo(Status.FAILED);
      assertThat(run.reason().code()).isEqualTo("empty-base");
      assertThat(everybody()).isEqualTo(before);
      assertThat(sync(directory).status()).as("and the next one, too").isEqualTo(Status.FAILED);
    }

    @Test
    void emptyDirectoryOfANewConnectionIsNoFailure() {
      isDone(sync(connect("annotators", "Annotator")));
    }

    @Test
    void ambiguousGroupNameFailsTheRun() {
      reader.people("ann");
      reader.group("staff", "ann");
      reader.twin("staff");
      var directory = connect("staff", "Annotator");

      var run = sync(directory);

      assertThat(run.reason().code()).isEqualTo("ambiguous-group");
      assertThat(account("ann")).isEmpty();
    }

    @Test
    void anythingUnexpectedIsAnInternalErrorAndNothingChanges() {
      var directory = company();
      reader.failWith(new IllegalStateException("a bug with secret details"));

      var run = sync(directory);

      assertThat(run.status()).isEqualTo(Status.FAILED);
      assertThat(run.reason().code()).isEqualTo("internal-error");
      assertThat(run.reason().text()).doesNotContain("secret details");
      assertThat(account("ann")).isEmpty();
    }

    @Test
    void lockIsGivenBackAfterAFailure() {
      var directory = company();
      reader.failWith(new IllegalStateException("a bug"));
      sync(directory);
      reader.recover();

      isDone(sync(directory));
    }
  }

  @Nested
  class SomebodyChangesMembersMeanwhile {
    private final Directory directory = company();
    private int changes;

    /** Changes bob once his plan is made, as often as wanted. */
    private void interfere(int times) {
      sync(directory);
      reader.group("annotators", "ann");
      reader.group("reviewers", "cleo", "bob");
      meanwhile =
          () -> {
            if (written.getLast().status() == Status.APPLYING && changes < times) {
              changes++;
              change(
                  here,
                  List.of(owner, imported("bob")),
                  occasion(owner, 100 + changes),
                  slice -> slice.changeRole(owner, imported("bob"), Role.MANAGER));
            }
          };
    }

    @Test
    void planIsMadeAnew() {
      interfere(1);
      int reads = reader.reads();

      isDone(sync(directory));

      assertThat(reader.reads()).isEqualTo(reads + 2);
      assertThat(role("bob")).as("the pin stays").isEqualTo(Role.MANAGER);
      assertThat(member("bob").facts().grants())
          .filteredOn(grant -> grant.isActive() && grant.source() instanceof Source.Provider)
          .hasSize(1);
    }

    @Test
    void butNotForEver() {
      interfere(Integer.MAX_VALUE);

      var run = sync(directory);

      assertThat(run.status()).isEqualTo(Status.FAILED);
      assertThat(run.reason().code()).isEqualTo("plan-is-stale");
      assertThat(changes).isEqualTo(3);
    }

    @Test
    void changedSettingsArePlannedAnew() {
      sync(directory);
      meanwhile =
          () -> {
            if (written.getLast().status() == Status.APPLYING && changes++ == 0) {
              save.update(
                  here,
                  owner,
                  directory.id(),
                  description(Directory.People.MAPPED, roles("annotators", "Manager")),
                  true);
            }
          };

      isDone(sync(directory));

      assertThat(role("ann")).isEqualTo(Role.MANAGER);
      assertThat(role("cleo")).isEqualTo(Role.DEACTIVATED);
    }

    @Test
    void runOfTheSameDirectoryOnAnotherNodeIsNotDisturbed() {
      sync(directory);
      later(Duration.ofHours(1));
      var queued = new ArrayList<SyncRun>();
      try (var stage = world.staging().open(runOf(directory), directory).orElseThrow()) {
        assertThat(stage).isNotNull();
        queued.add(request.run(command(directory), false));
      }

      var run = run(queued.getFirst().id());
      assertThat(run.status()).isEqualTo(Status.FAILED);
      assertThat(run.reason().code()).isEqualTo("run-in-progress");
    }

    private SyncRun runOf(Directory of) {
      return world.runs().runs(here, of.id(), ALL).items().getFirst();
    }
  }

  @Nested
  class DirectoryBeingRemoved {
    @Test
    void lastRunEndsWhatItGaveAndTheDirectoryGoes() {
      var directory = company();
      sync(directory);
      later(Duration.ofHours(1));

      var run = run(request.remove(command(directory)).id());

      isDone(run);
      assertThat(world.directories().find(here, directory.id())).isEmpty();
      assertThat(role("ann")).isEqualTo(Role.DEACTIVATED);
      assertThat(member("ann").rule()).isEqualTo(Rule.LOST_LAST_GROUP);
      assertThat(member("ann").facts().listedBy()).isEmpty();
      assertThat(everybody())
          .flatExtracting(member -> member.facts().grants())
          .filteredOn(g -> g.isActive() && g.source() instanceof Source.Provider)
          .isEmpty();
    }

    @Test
    void whomItSuspendedIsItsNoMore() {
      reader.people("ann");
      reader.person("bob", List.of("bob@corp.example.com"), true);
      reader.group("annotators", "ann", "bob");
      var directory = connect("annotators", "Annotator");
      sync(directory);
      reader.remove("ann");
      sync(directory);
      later(Duration.ofHours(1));

      isDone(run(request.remove(command(directory)).id()));

      assertThat(everybody())
          .flatExtracting(member -> member.facts().suspensions())
          .filteredOn(suspension -> suspension.isActive())
          .isEmpty();
    }

    @Test
    void pinsOfAdministratorsStay() {
      var directory = company();
      sync(directory);
      change(
          here,
          List.of(owner, imported("ann")),
          occasion(owner, 61),
          slice -> slice.changeRole(owner, imported("ann"), Role.MANAGER));
      later(Duration.ofHours(1));

      request.remove(command(directory));

      assertThat(role("ann")).isEqualTo(Role.MANAGER);
    }

    @Test
    void nobodyIsReadForIt() {
      var directory = company();
      sync(directory);
      int reads = reader.reads();
      reader.failWith(ReadFailure.UNREACHABLE);
      later(Duration.ofHours(1));

      isDone(run(request.remove(command(directory)).id()));

      assertThat(reader.reads()).isEqualTo(reads);
    }

    @Test
    void directoryThatGaveNothingGoesToo() {
      var directory = connect("annotators", "Annotator");

      isDone(run(request.remove(command(directory)).id()));

      assertThat(world.directories().all(here)).isEmpty();
    }
  }

  @Nested
  class ProgressOfARun {
    @Test
    void everyPhaseIsWrittenDown() {
      var directory = company();

      sync(directory);

      assertThat(written)
          .extracting(run -> run.progress().phase())
          .containsSubsequence("read", "resolve", "plan", "planned", "apply", "done");
      assertThat(written)
          .extracting(SyncRun::status)
          .containsSubsequence(Status.READING, Status.PLANNING, Status.APPLYING, Status.DONE);
    }

    @Test
    void durationsAreTold() {
      var directory = company();
      meanwhile = () -> later(Duration.ofSeconds(2));

      var seconds = sync(directory).seconds();

      assertThat(seconds.read()).isPositive();
      assertThat(seconds.resolve()).isPositive();
      assertThat(seconds.plan()).isPositive();
    }

    @Test
    void endedRunTellsWhen() {
      var run = sync(company());

      assertThat(run.finishedAt()).isEqualTo(world.clock().instant());
      assertThat(run.progress().done()).isEqualTo(4);
    }
  }

  @Nested
  class DirectoryThatIsGone {
    @Test
    void runFailsAndSaysSo() {
      var directory = company();
      world.directories().remove(here, directory.id());

      sync.execute(queued(directory));

      assertThat(written.getLast().status()).isEqualTo(Status.FAILED);
      assertThat(written.getLast().reason().code()).isEqualTo("not-found");
    }

    private SyncRun queued(Directory directory) {
      var run =
          new SyncRun(
              world.ids().nextRun(),
              here,
              directory.id(),
              Status.QUEUED,
              false,
              SyncRun.Purpose.SYNC,
              owner,
              SyncRun.Progress.WAITING,
              SyncCounts.NONE,
              null,
              SyncRun.Seconds.NONE,
              world.clock().instant(),
              null);
      world.runs().start(run);
      return run;
    }
  }

  @Test
  void historyTellsWhoWhenAndWhy() {
    var directory = company();
    var run = sync(directory);

    var bob = member("bob");
    assertThat(world.history(here, bob.user()))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.occasion().by()).isEqualTo(new Recorder.BySync(run.id()));
              assertThat(change.reason()).isEqualTo("Annotator as a member of annotators.");
            });
  }
}
