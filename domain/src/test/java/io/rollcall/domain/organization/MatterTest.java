package io.rollcall.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Act.Permitted;
import io.rollcall.domain.organization.Act.Verb;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions are what the use cases would do. */
class MatterTest {
  private static final UserId ANN = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final WorkspaceId RADIOLOGY = new WorkspaceId(3);
  private static final ProjectId SCANS = new ProjectId(4);

  private final Permissions permissions =
      Permissions.DEFAULT.with(Permission.INVITE_MEMBERS, Set.of(Role.ADMINISTRATOR, Role.MANAGER));

  private static Standing ann(Role role) {
    return new Standing(ANN, role, Set.of(), Map.of());
  }

  private static Matter workspace(boolean personal, UserId creator) {
    return new Matter.OfWorkspace(
        new Workspace(
            RADIOLOGY,
            new OrganizationId(9),
            "Radiology",
            null,
            null,
            false,
            personal,
            creator,
            Instant.EPOCH));
  }

  private static Matter project(boolean published) {
    return new Matter.OfProject(
        new Project(
            SCANS,
            new OrganizationId(9),
            RADIOLOGY,
            "Scans",
            "",
            "",
            published,
            false,
            BOB,
            Instant.EPOCH));
  }

  private String ask(Matter matter, Act act, Standing member) {
    return matter.decide(act, member, permissions).code();
  }

  private String ask(Matter matter, Permission permission, Standing member) {
    return ask(matter, new Permitted(permission), member);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void organizationIsDecidedByTheTableAndItsOverrides(Role role) {
    for (var permission : Permission.values()) {
      assertThat(ask(new Matter.OfOrganization(), permission, ann(role)))
          .as(permission + " as " + role)
          .isEqualTo(permissions.allow(permission, ann(role)) ? "permitted" : "not-permitted");
    }
    assertThat(ask(new Matter.OfOrganization(), Permission.INVITE_MEMBERS, ann(Role.MANAGER)))
        .isEqualTo("permitted");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"NOT_ACTIVATED", "DEACTIVATED"})
  void whoIsNotActiveMayNothing(Role role) {
    for (var matter :
        java.util.List.of(
            new Matter.OfOrganization(),
            workspace(false, ANN),
            project(true),
            new Matter.OfMember(BOB, false))) {
      assertThat(matter.acts(ann(role), permissions)).as(matter.toString()).isEmpty();
    }
  }

  @Test
  void workspaceIsSeenByManagersAndManagedByWhoIsInIt() {
    var joined = new Standing(ANN, Role.MANAGER, Set.of(RADIOLOGY), Map.of());

    assertThat(ask(workspace(false, BOB), Verb.VIEW, ann(Role.ANNOTATOR)))
        .isEqualTo("not-permitted");
    assertThat(ask(workspace(false, BOB), Permission.VIEW_WORKSPACES, ann(Role.MANAGER)))
        .isEqualTo("permitted");
    assertThat(ask(workspace(false, BOB), Verb.MANAGE, ann(Role.MANAGER)))
        .isEqualTo("not-permitted");
    assertThat(ask(workspace(false, BOB), Permission.MANAGE_JOINED_WORKSPACES, joined))
        .isEqualTo("permitted");
    assertThat(ask(workspace(false, BOB), Verb.DELETE, ann(Role.ADMINISTRATOR)))
        .isEqualTo("permitted");
    assertThat(ask(workspace(false, BOB), Permission.MANAGE_ALL_WORKSPACES, joined))
        .isEqualTo("not-permitted");
    assertThat(ask(workspace(false, BOB), Permission.INVITE_MEMBERS, ann(Role.OWNER)))
        .isEqualTo("not-found");
  }

  @Test
  void sandboxOfSomebodyElseIsNotThere() {
    for (var act : Act.all()) {
      assertThat(ask(workspace(true, BOB), act, ann(Role.OWNER))).isEqualTo("not-found");
    }
    assertThat(ask(workspace(true, ANN), Verb.MANAGE, ann(Role.MANAGER))).isEqualTo("permitted");
  }

  @Test
  void projectIsDecidedWithTheRoleThere() {
    var reviewer = new Standing(ANN, Role.MANAGER, Set.of(), Map.of(SCANS, ProjectRole.REVIEWER));
    var manager = new Standing(ANN, Role.ANNOTATOR, Set.of(), Map.of(SCANS, ProjectRole.MANAGER));

    assertThat(ask(project(false), Verb.VIEW, reviewer)).isEqualTo("not-found");
    assertThat(ask(project(true), Verb.VIEW, reviewer)).isEqualTo("permitted");
    assertThat(ask(project(true), Permission.EDIT_PLUGINS, reviewer)).isEqualTo("not-permitted");
    assertThat(ask(project(true), Permission.EDIT_PLUGINS, manager)).isEqualTo("permitted");
    assertThat(ask(project(true), Permission.DELETE_PROJECT, manager)).isEqualTo("permitted");
    assertThat(project(true).decide(Verb.MANAGE, manager, permissions).role())
        .isEqualTo(Role.MANAGER);
    assertThat(ask(project(true), Verb.VIEW, ann(Role.ANNOTATOR))).isEqualTo("not-found");
    assertThat(ask(project(true), Permission.CREATE_WORKSPACES, ann(Role.OWNER)))
        .isEqualTo("not-found");
  }

  @Test
  void membershipsAreForAdministratorsAndTheOwnersIsNobodys() {
    assertThat(ask(new Matter.OfMember(BOB, false), Verb.VIEW, ann(Role.MANAGER)))
        .isEqualTo("not-permitted");
    assertThat(
            ask(
                new Matter.OfMember(BOB, false),
                Permission.MANAGE_MEMBERS,
                ann(Role.ADMINISTRATOR)))
        .isEqualTo("permitted");
    assertThat(ask(new Matter.OfMember(BOB, true), Verb.MANAGE, ann(Role.ADMINISTRATOR)))
        .isEqualTo("owner-keeps-role");
    assertThat(ask(new Matter.OfMember(BOB, true), Verb.DELETE, ann(Role.ADMINISTRATOR)))
        .isEqualTo("owner-keeps-role");
    assertThat(ask(new Matter.OfMember(ANN, false), Verb.DELETE, ann(Role.ADMINISTRATOR)))
        .isEqualTo("acts-on-oneself");
  }

  @Test
  void actsHaveOneKeyEach() {
    assertThat(Act.all()).extracting(Act::key).doesNotHaveDuplicates();
    assertThat(Act.all()).allSatisfy(act -> assertThat(Act.ofKey(act.key())).contains(act));
    assertThat(Act.ofKey("fly")).isEmpty();
  }
}
