package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.identity.Caller;
import io.rollcall.application.port.AccountViews;
import io.rollcall.application.port.FixedServerInfo;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.SessionId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Organization;
import io.rollcall.domain.organization.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrganizationUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);

  private static Caller browser(UserId user, @Nullable OrganizationId boundTo) {
    return new Caller(user, null, boundTo, new Caller.Credential.BySession(new SessionId(1)));
  }

  private Organization organization() {
    return world.organizations().find(here).orElseThrow();
  }

  @Nested
  class Create {
    private CreateOrganization create(Plan newOnes) {
      var server = FixedServerInfo.plan(newOnes);
      return new CreateOrganization(
          world.accountViews(), FoundOrganizationFixture.in(world, server), server);
    }

    @Test
    void ownerOfAPermittingPlanFoundsAnother() {
      var founded = create(Plan.UNLIMITED).execute(browser(owner, null), "  Second  ");

      assertThat(world.organizations().find(founded).orElseThrow().title()).isEqualTo("Second");
      assertThat(role(founded, owner)).isEqualTo(Role.OWNER);
    }

    @Test
    void planThatForbidsItForbidsIt() {
      var user = person("small");
      found(organization(user, new Plan(null, false, true, true, true, true)));

      assertThat(refusal(() -> create(Plan.UNLIMITED).execute(browser(user, null), "Second")))
          .isInstanceOf(Violation.PlanForbids.class);
    }

    @Test
    void whoOwnsNoneIsJudgedByThePlanOfNewOnes() {
      var ann = member(here, owner, "ann", Role.ADMINISTRATOR);
      var closed = new Plan(null, false, true, true, true, true);

      assertThat(refusal(() -> create(closed).execute(browser(ann, null), "Mine")))
          .isInstanceOf(Violation.PlanForbids.class);
      assertThat(create(Plan.UNLIMITED).execute(browser(ann, null), "Mine")).isNotNull();
    }

    @Test
    void boundCredentialFoundsNone() {
      assertThat(refusal(() -> create(Plan.UNLIMITED).execute(browser(owner, here), "Second")))
          .isEqualTo(new Violation.CredentialOpensOneOrganization());
    }

    @Test
    void titleIsNeeded() {
      for (var title : List.of("", " ", "x".repeat(1001))) {
        assertThat(refusal(() -> create(Plan.UNLIMITED).execute(browser(owner, null), title)))
            .isInstanceOfSatisfying(
                Violation.Invalid.class,
                invalid -> assertThat(invalid.fields()).containsOnlyKeys("title"));
      }
    }
  }

  @Nested
  class ListAndRead {
    private final ListOrganizations list = new ListOrganizations(world.accountViews());
    private final ReadOrganization read = new ReadOrganization(world.organizations());

    @Test
    void ownOrganizationsAreListedByTitle() {
      var there = found(owner);
      found(person("stranger"));

      assertThat(list.execute(browser(owner, null)))
          .extracting(AccountViews.OrganizationRow::id)
          .containsExactlyInAnyOrder(here.value(), there.value());
      assertThat(list.execute(browser(owner, null)))
          .isSortedAccordingTo(java.util.Comparator.comparing(AccountViews.OrganizationRow::title));
    }

    @Test
    void boundCredentialListsItsOwn() {
      found(owner);

      assertThat(list.execute(browser(owner, here)))
          .extracting(AccountViews.OrganizationRow::id)
          .containsExactly(here.value());
    }

    @Test
    void memberReads() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);

      var acting = read.execute(here, ann);

      assertThat(acting.organization().id()).isEqualTo(here);
      assertThat(acting.standing().role()).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void strangerDoesNotLearnThatItExists() {
      var stranger = person("stranger");

      assertThat(refusal(() -> read.execute(here, stranger)))
          .isEqualTo(refusal(() -> read.execute(new OrganizationId(999_999), stranger)))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void whoMayDoNothingSeesWhereTheyStandAndNoMore() {
      var ann = member(here, owner, "ann", Role.NOT_ACTIVATED);

      assertThat(refusal(() -> read.execute(here, ann))).isInstanceOf(Violation.NotPermitted.class);
      assertThat(read.acting(here, ann).standing().role()).isEqualTo(Role.NOT_ACTIVATED);
    }
  }

  @Nested
  class Update {
    private final UpdateOrganization update =
        new UpdateOrganization(world.organizations(), world.clock());

    private Organization execute(
        UserId actor, @Nullable String title, @Nullable String contact, @Nullable Role role) {
      return update.execute(
          new UpdateOrganization.Command(here, actor, title, contact, role, null, null, null));
    }

    private void policy(@Nullable Boolean roles, @Nullable Boolean workspaces) {
      update.execute(
          new UpdateOrganization.Command(here, owner, null, null, null, roles, workspaces, null));
    }

    @Test
    void ownerChangesEverySetting() {
      var changed = execute(owner, " New title ", "Help@Example.com", Role.REVIEWER);

      assertThat(changed.title()).isEqualTo("New title");
      assertThat(changed.contactInfo()).isEqualTo("help@example.com");
      assertThat(changed.defaultRole()).isEqualTo(Role.REVIEWER);
      assertThat(organization().title()).isEqualTo("New title");
      assertThat(organization().version()).isEqualTo(1);
    }

    @Test
    void whatIsNotNamedStays() {
      var before = organization();

      execute(owner, null, null, null);

      assertThat(organization()).isEqualTo(before);
    }

    @Test
    void contactCanBeTakenAway() {
      execute(owner, null, "help@example.com", null);

      assertThat(execute(owner, null, " ", null).contactInfo()).isNull();
    }

    @Test
    void administratorMayNot() {
      var admin = member(here, owner, "admin", Role.ADMINISTRATOR);

      assertThat(refusal(() -> execute(admin, "Mine", null, null)))
          .isEqualTo(new Violation.NotPermitted("own_organization"));
    }

    @Test
    void strangerDoesNotLearnThatItExists() {
      var stranger = person("stranger");

      assertThat(refusal(() -> execute(stranger, "Mine", null, null)))
          .isEqualTo(new Violation.NotFound("organization"));
      assertThat(
              refusal(
                  () ->
                      update.execute(
                          new UpdateOrganization.Command(
                              here, stranger, null, null, null, false, null, null))))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void wrongValuesAreRefusedByField() {
      assertThat(refusal(() -> execute(owner, "", null, null)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("title"));
      assertThat(refusal(() -> execute(owner, null, "nowhere", null)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("contact_info"));
      assertThat(refusal(() -> execute(owner, null, null, Role.ADMINISTRATOR)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("default_role"));
    }

    @Test
    void rolesSetByHandCountNoMoreWhenThePolicySaysSo() {
      var ann = member(here, owner, "ann", Role.MANAGER);

      policy(false, null);

      assertThat(organization().policy()).isEqualTo(new AccessPolicy(false, true, true));
      assertThat(role(here, ann)).isEqualTo(Role.NOT_ACTIVATED);
      assertThat(member(here, ann).rule()).isEqualTo(Rule.DEFAULT);
      assertThat(role(here, owner)).isEqualTo(Role.OWNER);
    }

    @Test
    void andCountAgainWhenItIsTakenBack() {
      var ann = member(here, owner, "ann", Role.MANAGER);
      policy(false, null);

      policy(true, null);

      assertThat(role(here, ann)).isEqualTo(Role.MANAGER);
    }

    @Test
    void workspacesJoinedByHandAreLeft() {
      var ann = member(here, owner, "ann", Role.MANAGER);
      var radiology = workspace(here, owner, "Radiology");
      change(
          here,
          List.of(owner, ann),
          occasion(owner, 1),
          slice -> slice.places().setWorkspaceMember(owner, ann, radiology, true));
      assertThat(member(here, ann).entitled().workspaces()).containsExactly(radiology);

      policy(null, false);

      assertThat(member(here, ann).entitled().workspaces()).isEmpty();
      assertThat(role(here, ann)).as("the role is another policy's").isEqualTo(Role.MANAGER);
    }

    @Test
    void seatsThatAChangedPolicyFreesGoToWhoeverWaits() {
      var small = found(organization(owner, seats(2)));
      var pinned = member(small, owner, "pinned", Role.MANAGER);
      var waiting = person("waiting");
      join(
          small,
          owner,
          waiting,
          List.of(
              grant(
                  new Target.OrganizationRole(Role.ANNOTATOR),
                  new Source.Invited(new InvitationId(1)),
                  2)),
          2);
      assertThat(member(small, waiting).rule()).isEqualTo(Rule.SEAT_LIMIT);

      update.execute(
          new UpdateOrganization.Command(small, owner, null, null, null, false, null, null));

      assertThat(role(small, pinned)).isEqualTo(Role.NOT_ACTIVATED);
      assertThat(role(small, waiting)).isEqualTo(Role.ANNOTATOR);
    }

    @Test
    void newDefaultRoleIsForThoseWhoJoinLater() {
      var ann = person("ann");
      join(here, owner, ann, List.of(), 0);

      execute(owner, null, null, Role.ANNOTATOR);
      var bob = person("bob");
      join(here, owner, bob, List.of(), 1);

      assertThat(role(here, ann)).isEqualTo(Role.NOT_ACTIVATED);
      assertThat(role(here, bob)).isEqualTo(Role.ANNOTATOR);
    }
  }

  @Nested
  class Transfer {
    private final TransferOwnership transfer =
        new TransferOwnership(world.organizations(), world.clock());

    private Organization execute(UserId actor, UserId successor) {
      return transfer.execute(new TransferOwnership.Command(here, actor, successor));
    }

    @Test
    void successorOwnsAndTheOldOwnerAdministrates() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);

      assertThat(execute(owner, ann).owner()).isEqualTo(ann);

      assertThat(organization().owner()).isEqualTo(ann);
      assertThat(role(here, ann)).isEqualTo(Role.OWNER);
      assertThat(role(here, owner)).isEqualTo(Role.ADMINISTRATOR);
      assertThat(member(here, owner).rule()).isEqualTo(Rule.MANUAL_PIN);
    }

    @Test
    void oldOwnerCannotTakeItBack() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      execute(owner, ann);

      assertThat(refusal(() -> execute(owner, owner)))
          .isEqualTo(new Violation.NotPermitted("own_organization"));
    }

    @Test
    void administratorMayNot() {
      var admin = member(here, owner, "admin", Role.ADMINISTRATOR);

      assertThat(refusal(() -> execute(admin, admin)))
          .isEqualTo(new Violation.NotPermitted("own_organization"));
    }

    @Test
    void successorMustBeAnActiveMember() {
      var waiting = member(here, owner, "waiting", Role.NOT_ACTIVATED);
      var stranger = person("stranger");

      assertThat(refusal(() -> execute(owner, waiting))).isInstanceOf(Violation.WrongState.class);
      assertThat(refusal(() -> execute(owner, stranger)))
          .isEqualTo(new Violation.NotFound("member"));
      assertThat(refusal(() -> execute(owner, owner))).isEqualTo(new Violation.ActsOnOneself());
      assertThat(organization().owner()).isEqualTo(owner);
    }

    @Test
    void strangerDoesNotLearnThatItExists() {
      var stranger = person("stranger");

      assertThat(refusal(() -> execute(stranger, stranger)))
          .isEqualTo(new Violation.NotFound("organization"));
    }
  }
}
