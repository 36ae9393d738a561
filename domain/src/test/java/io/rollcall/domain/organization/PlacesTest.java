package io.rollcall.domain.organization;

import static io.rollcall.domain.membership.Role.ADMINISTRATOR;
import static io.rollcall.domain.membership.Role.ANNOTATOR;
import static io.rollcall.domain.membership.Role.MANAGER;
import static io.rollcall.domain.membership.Role.OWNER;
import static io.rollcall.domain.membership.Role.REVIEWER;
import static io.rollcall.domain.organization.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Facts;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees and manages workspaces and projects: rules, section 4. */
class PlacesTest {
  private static final UserId ME = new UserId(5);
  private static final UserId OTHER = new UserId(6);
  private static final WorkspaceId WORKSPACE = new WorkspaceId(71);
  private static final ProjectId PROJECT = new ProjectId(81);

  private static Standing me(Role role) {
    return new Standing(ME, role, Set.of(), Map.of());
  }

  private static Standing joinedWorkspace(Role role) {
    return new Standing(ME, role, Set.of(WORKSPACE), Map.of());
  }

  private static Standing inProject(Role role, ProjectRole projectRole) {
    return new Standing(ME, role, Set.of(), Map.of(PROJECT, projectRole));
  }

  private static Workspace workspace(UserId creator, boolean personal) {
    return workspace("Team", null, creator, personal);
  }

  private static Workspace workspace(
      String title, @Nullable String color, UserId creator, boolean personal) {
    return new Workspace(
        WORKSPACE, Team.ORGANIZATION, title, null, color, false, personal, creator, Facts.START);
  }

  private static Project project(@Nullable WorkspaceId workspace, boolean published, UserId by) {
    return new Project(
        PROJECT, Team.ORGANIZATION, workspace, "Cats", "", "", published, false, by, Facts.START);
  }

  private static boolean sees(Standing member, Workspace workspace) {
    return workspace.isVisibleTo(member, Permissions.DEFAULT);
  }

  private static boolean manages(Standing member, Workspace workspace) {
    return workspace.isManageableBy(member, Permissions.DEFAULT);
  }

  @Nested
  class AWorkspace {
    @ParameterizedTest
    @CsvSource({
      "OWNER, true, true, true, true",
      "ADMINISTRATOR, true, true, true, true",
      "MANAGER, true, false, true, true",
      "REVIEWER, false, false, false, false",
      "ANNOTATOR, false, false, false, false",
      "NOT_ACTIVATED, false, false, false, false",
      "DEACTIVATED, false, false, false, false"
    })
    void isSeenAndManagedByRole(
        Role role, boolean seen, boolean anyManaged, boolean ownManaged, boolean joinedManaged) {
      var others = workspace(OTHER, false);

      assertThat(sees(me(role), others)).isEqualTo(seen);
      assertThat(manages(me(role), others)).isEqualTo(anyManaged);
      assertThat(manages(me(role), workspace(ME, false))).isEqualTo(ownManaged);
      assertThat(manages(joinedWorkspace(role), others)).isEqualTo(joinedManaged);
    }

    @Test
    void isNotManagedByAManagerWhoJoinedAnother() {
      var elsewhere = new Standing(ME, MANAGER, Set.of(new WorkspaceId(72)), Map.of());

      assertThat(manages(elsewhere, workspace(OTHER, false))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
      "OWNER, false,",
      "ADMINISTRATOR, false,",
      "MANAGER, true,",
      "MANAGER, false, manage_all_workspaces",
      "REVIEWER, true, view_workspaces",
      "ANNOTATOR, true, view_workspaces",
      "NOT_ACTIVATED, true, view_workspaces"
    })
    void isChangedOnlyByWhoeverManagesIt(Role role, boolean joined, @Nullable String refused) {
      var member = joined ? joinedWorkspace(role) : me(role);
      var workspace = workspace(OTHER, false);

      if (refused == null) {
        workspace.requireManageableBy(member, Permissions.DEFAULT);
      } else {
        assertThat(refusalOf(() -> workspace.requireManageableBy(member, Permissions.DEFAULT)))
            .isEqualTo(new Violation.NotPermitted(refused));
      }
    }

    @Test
    void changesOneThingAtATime() {
      var before = workspace("Team", "#FFAA00", ME, false);

      assertThat(before.with(null, null, null, null)).isEqualTo(before);
      assertThat(before.with(" B ", null, null, null).title()).isEqualTo("B");
      assertThat(before.with(null, "Us", null, null).description()).isEqualTo("Us");
      assertThat(before.with(null, "Us", null, null).with(null, "", null, null)).isEqualTo(before);
      assertThat(before.with(null, null, "", null).color()).isNull();
      assertThat(before.with(null, null, null, true).archived()).isTrue();
    }

    @Test
    void hasATitleWithoutSpaceAround() {
      assertThat(workspace("  Team ", null, ME, false).title()).isEqualTo("Team");
    }

    @Test
    void needsATitleOfAtMostAThousandCharacters() {
      assertThat(workspace("x".repeat(1000), null, ME, false).title()).hasSize(1000);
      for (var title : new String[] {"", "   ", "x".repeat(1001)}) {
        assertThat(refusalOf(() -> workspace(title, null, ME, false)))
            .isInstanceOfSatisfying(
                Violation.Invalid.class,
                invalid -> assertThat(invalid.fields()).containsOnlyKeys("title"));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#FFAA00", "#fa0", "#FFAA0080", "teal", ""})
    void mayHaveACssColor(String color) {
      assertThat(workspace("Team", color, ME, false).color()).isEqualTo(color);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "#",
          "#12",
          "#GGGGGG",
          "#123456789",
          "red; x",
          "url(x)",
          "averyveryverylongcolor"
        })
    void hasNoOtherColor(String color) {
      assertThat(refusalOf(() -> workspace("Team", color, ME, false)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("color"));
    }
  }

  @Nested
  class ASandbox {
    @ParameterizedTest
    @EnumSource(names = {"OWNER", "ADMINISTRATOR", "MANAGER"})
    void isSeenAndManagedByItsCreator(Role role) {
      assertThat(sees(me(role), workspace(ME, true))).isTrue();
      assertThat(manages(me(role), workspace(ME, true))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isHiddenFromEverybodyElse(Role role) {
      assertThat(sees(me(role), workspace(OTHER, true))).isFalse();
      assertThat(manages(me(role), workspace(OTHER, true))).isFalse();
      assertThat(manages(joinedWorkspace(role), workspace(OTHER, true))).isFalse();
    }

    @Test
    void isNotThereForWhoeverWouldChangeIt() {
      assertThat(
              refusalOf(
                  () -> workspace(OTHER, true).requireManageableBy(me(OWNER), Permissions.DEFAULT)))
          .isEqualTo(new Violation.NotFound("workspace"));
    }

    @Test
    void takesNobodyIn() {
      workspace(ME, false).requireShared();
      assertThat(refusalOf(() -> workspace(ME, true).requireShared()))
          .isEqualTo(new Violation.WrongState("workspace", "a sandbox"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REVIEWER", "ANNOTATOR", "NOT_ACTIVATED", "DEACTIVATED"})
    void isHiddenFromACreatorWhoSeesNoWorkspaces(Role role) {
      assertThat(sees(me(role), workspace(ME, true))).isFalse();
    }
  }

  @Nested
  class AProject {
    private final Project draft = project(WORKSPACE, false, OTHER);
    private final Project published = project(WORKSPACE, true, OTHER);

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "ADMINISTRATOR"})
    void isSeenAndManagedByOwnerAndAdministrators(Role role) {
      assertThat(draft.isVisibleTo(me(role))).isTrue();
      assertThat(draft.isManageableBy(me(role))).isTrue();
      assertThat(draft.roleOf(me(role))).contains(role);
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGER", "REVIEWER", "ANNOTATOR"})
    void isHiddenFromThoseWhoAreNotIn(Role role) {
      assertThat(published.isVisibleTo(me(role))).isFalse();
      assertThat(published.isManageableBy(me(role))).isFalse();
      assertThat(published.roleOf(me(role))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REVIEWER", "ANNOTATOR"})
    void isSeenByMembersOnceItIsPublished(Role role) {
      for (var member :
          new Standing[] {joinedWorkspace(role), inProject(role, ProjectRole.INHERIT)}) {
        assertThat(draft.isVisibleTo(member)).isFalse();
        assertThat(published.isVisibleTo(member)).isTrue();
        assertThat(published.isManageableBy(member)).isFalse();
        assertThat(published.roleOf(member)).contains(role);
      }
    }

    @Test
    void isSeenAndManagedByManagersWhoAreIn() {
      for (var member :
          new Standing[] {joinedWorkspace(MANAGER), inProject(MANAGER, ProjectRole.INHERIT)}) {
        assertThat(draft.isVisibleTo(member)).isTrue();
        assertThat(draft.isManageableBy(member)).isTrue();
      }
    }

    @Test
    void isSeenAndManagedByTheManagerWhoCreatedIt() {
      assertThat(project(null, false, ME).isManageableBy(me(MANAGER))).isTrue();
      assertThat(project(null, false, ME).isVisibleTo(me(MANAGER))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REVIEWER", "ANNOTATOR"})
    void isHiddenFromACreatorWhoIsNoManagerAnyMore(Role role) {
      assertThat(project(null, true, ME).isVisibleTo(me(role))).isFalse();
    }

    @Test
    void outsideAllWorkspacesIsNobodysByAWorkspace() {
      assertThat(project(null, true, OTHER).isVisibleTo(joinedWorkspace(MANAGER))).isFalse();
    }

    @Test
    void ofAnotherWorkspaceIsNotSeen() {
      assertThat(project(new WorkspaceId(72), true, OTHER).isVisibleTo(joinedWorkspace(ANNOTATOR)))
          .isFalse();
    }

    @Test
    void isLeftToAnAdministratorWithTheProjectRoleTheyHoldThere() {
      var member = inProject(ADMINISTRATOR, ProjectRole.ANNOTATOR);

      assertThat(draft.roleOf(member)).contains(ANNOTATOR);
      assertThat(draft.isManageableBy(member)).isFalse();
    }

    @Test
    void lowersAManagerToTheProjectRole() {
      var member =
          new Standing(ME, MANAGER, Set.of(WORKSPACE), Map.of(PROJECT, ProjectRole.REVIEWER));

      assertThat(draft.roleOf(member)).contains(REVIEWER);
      assertThat(draft.isVisibleTo(member)).isFalse();
      assertThat(published.isVisibleTo(member)).isTrue();
    }

    @Test
    void raisesAnAnnotatorToTheProjectRole() {
      var member = inProject(ANNOTATOR, ProjectRole.MANAGER);

      assertThat(draft.roleOf(member)).contains(MANAGER);
      assertThat(draft.isManageableBy(member)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isTheOwnersWhateverProjectRoleTheyHold(ProjectRole role) {
      assertThat(draft.roleOf(inProject(OWNER, role))).contains(OWNER);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_ACTIVATED", "DEACTIVATED"})
    void isClosedToMembersWithoutARole(Role role) {
      var member = new Standing(ME, role, Set.of(WORKSPACE), Map.of(PROJECT, ProjectRole.MANAGER));

      assertThat(published.roleOf(member)).isEmpty();
      assertThat(published.isVisibleTo(member)).isFalse();
      assertThat(published.isManageableBy(member)).isFalse();
    }
  }

  @Nested
  class AProjectThatChanges {
    private final Project project = project(WORKSPACE, false, OTHER);

    @ParameterizedTest
    @ValueSource(
        strings = {"", "  ", "ab", " ab ", "123456789012345678901234567890123456789012345678901"})
    void hasATitleOfThreeToFiftyCharacters(String title) {
      assertThat(refusalOf(() -> project.with(title, null, null, null, null)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("title"));
      assertThat(project.with(" abc ", null, null, null, null).title()).isEqualTo("abc");
      assertThat(project.with("x".repeat(50), null, null, null, null).title()).hasSize(50);
    }

    @Test
    void hasACssColor() {
      assertThat(project.with(null, null, "#FFAA00", null, null).color()).isEqualTo("#FFAA00");
      assertThat(refusalOf(() -> project.with(null, null, "url(x)", null, null)))
          .isInstanceOf(Violation.Invalid.class);
    }

    @Test
    void changesOneThingAtATime() {
      assertThat(project.with(null, null, null, null, null)).isEqualTo(project);
      assertThat(project.with(null, "Pets", null, null, null).description()).isEqualTo("Pets");
      assertThat(project.movedTo(null).workspace()).isNull();
      assertThat(project.movedTo(null).movedTo(WORKSPACE)).isEqualTo(project);
    }

    @Test
    void isADraftUntilItIsPublished() {
      assertThat(project.state()).isEqualTo(Project.State.UNPUBLISHED);
      assertThat(project.with(null, null, null, null, true).state()).isEqualTo(Project.State.DRAFT);
      assertThat(project.with(null, null, null, true, true).state())
          .isEqualTo(Project.State.PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource({
      "OWNER, Inherit,",
      "ADMINISTRATOR, Inherit,",
      "MANAGER, Inherit,",
      "ANNOTATOR, Manager,",
      "REVIEWER, Inherit, manage_joined_projects",
      "ANNOTATOR, Reviewer, manage_joined_projects",
      "MANAGER, Reviewer, manage_joined_projects"
    })
    void isChangedByWhoeverManagesIt(Role role, String there, @Nullable String refused) {
      var member = inProject(role, ProjectRole.ofTitle(there).orElseThrow());
      var published = project(WORKSPACE, true, OTHER);

      if (refused == null) {
        published.requireManageableBy(member);
        published.requireDeletableBy(member, Permissions.DEFAULT);
      } else {
        assertThat(refusalOf(() -> published.requireManageableBy(member)))
            .isEqualTo(new Violation.NotPermitted(refused));
      }
    }

    @Test
    void isNobodysToBeLoweredInByWhoeverStandsBelowThem() {
      var manager = inProject(MANAGER, ProjectRole.INHERIT);

      project.requireReach(manager, new Standing(OTHER, MANAGER, Set.of(), Map.of()));
      for (var above : List.of(ADMINISTRATOR, OWNER)) {
        assertThat(
                refusalOf(
                    () ->
                        project.requireReach(
                            manager, new Standing(OTHER, above, Set.of(), Map.of()))))
            .isEqualTo(new Violation.NotPermitted("manage_members"));
      }
      project.requireReach(
          inProject(ANNOTATOR, ProjectRole.MANAGER),
          new Standing(OTHER, MANAGER, Set.of(), Map.of()));
    }

    @Test
    void isNotThereForWhoeverDoesNotSeeIt() {
      for (var stranger : new Standing[] {me(MANAGER), joinedWorkspace(ANNOTATOR)}) {
        assertThat(refusalOf(() -> project.requireManageableBy(stranger)))
            .isEqualTo(new Violation.NotFound("project"));
        assertThat(refusalOf(() -> project.requireVisibleTo(stranger)))
            .isEqualTo(new Violation.NotFound("project"));
      }
    }

    @Test
    void isDeletedOnlyWithThePermissionThatTheOwnerLeaves() {
      var strict = Permissions.DEFAULT.with(Permission.DELETE_PROJECT, Set.of(ADMINISTRATOR));

      project.requireDeletableBy(me(ADMINISTRATOR), strict);
      assertThat(refusalOf(() -> project.requireDeletableBy(joinedWorkspace(MANAGER), strict)))
          .isEqualTo(new Violation.NotPermitted("delete_project"));
    }
  }

  @Nested
  class AnOrganization {
    @Test
    void hasATitleOfAtMostAThousandCharacters() {
      assertThat(Organization.checkedTitle("  Acme ")).isEqualTo("Acme");
      assertThat(Organization.checkedTitle("x".repeat(1000))).hasSize(1000);
      for (var title : new String[] {"", " \t", "x".repeat(1001)}) {
        assertThat(refusalOf(() -> Organization.checkedTitle(title)))
            .isInstanceOf(Violation.Invalid.class);
      }
    }

    @Test
    void changesOneFieldAtATime() {
      var acme = Team.founded().organization();

      assertThat(acme.withTitle("B").withTitle("Acme")).isEqualTo(acme);
      assertThat(acme.withContactInfo("a@b.example").contactInfo()).isEqualTo("a@b.example");
      assertThat(acme.withDefaultRole(REVIEWER).defaultRole()).isEqualTo(REVIEWER);
      assertThat(acme.withPermissions(Permissions.DEFAULT)).isEqualTo(acme);
    }
  }
}
