package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceUseCasesTest extends UseCaseTest {
  private final UserId owner = person("owner");
  private final OrganizationId here = found(owner);
  private final UserId manager = member(here, owner, "manager", Role.MANAGER);
  private final CreateWorkspace create =
      new CreateWorkspace(
          world.organizations(), world.workspaces(), world.ids(), world.clock(), world.notes());
  private final ReadWorkspaces read =
      new ReadWorkspaces(
          world.organizations(), world.workspaces(), world.workspaceViews(), world.memberViews());

  private WorkspaceId create(UserId actor, String title, boolean personal) {
    return create.execute(
        new CreateWorkspace.Command(here, actor, title, "About it", "#FFAA00", false, personal));
  }

  private final ManagedWorkspaces managed =
      new ManagedWorkspaces(world.organizations(), world.workspaces(), world.clock());
  private final ManyMembers many = new ManyMembers(world.organizations());
  private final UpdateWorkspace update =
      new UpdateWorkspace(managed, world.workspaces(), world.notes());
  private final DeleteWorkspace delete =
      new DeleteWorkspace(managed, world.workspaces(), many, world.notes());
  private final SetWorkspaceMember setOne = new SetWorkspaceMember(managed, world.organizations());
  private final SetWorkspaceMembers setMany =
      new SetWorkspaceMembers(managed, world.memberViews(), many);

  private void set(UserId actor, WorkspaceId workspace, UserId member, boolean joined) {
    setOne.execute(new SetWorkspaceMember.Command(here, actor, workspace, member, joined));
  }

  private int setMany(UserId actor, WorkspaceId workspace, MemberViews.Filter who, boolean joined) {
    return setMany.execute(new SetWorkspaceMembers.Command(here, actor, workspace, who, joined));
  }

  private void delete(UserId actor, WorkspaceId workspace) {
    delete.execute(new DeleteWorkspace.Command(here, actor, workspace));
  }

  private UpdateWorkspace.Command renamed(UserId actor, WorkspaceId workspace) {
    return new UpdateWorkspace.Command(here, actor, workspace, "Renamed", null, null, null, null);
  }

  private List<UserId> members(WorkspaceId workspace) {
    return world.workspaceViews().members(here, workspace).stream()
        .map(row -> new UserId(row.userId()))
        .toList();
  }

  private void policy(AccessPolicy policy) {
    change(
        here,
        List.of(),
        occasion(owner, 3),
        slice -> slice.update(slice.organization().withPolicy(policy)));
  }

  private List<String> titles(UserId viewer, @Nullable Boolean archived, @Nullable Boolean own) {
    return read.list(new WorkspaceViews.Query(here, viewer, archived, own)).stream()
        .map(WorkspaceViews.WorkspaceRow::title)
        .toList();
  }

  @Nested
  class Create {
    @Test
    void managerCreatesAndManagesIt() {
      var id = create(manager, " Radiology ", false);

      var workspace = world.workspaces().find(here, id).orElseThrow();
      assertThat(workspace.title()).isEqualTo("Radiology");
      assertThat(workspace.createdBy()).isEqualTo(manager);
      var acting = world.organizations().acting(here, manager).orElseThrow();
      assertThat(workspace.isManageableBy(acting.standing(), acting.organization().permissions()))
          .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANNOTATOR", "REVIEWER", "NOT_ACTIVATED"})
    void othersMayNot(Role role) {
      var user = member(here, owner, "user", role);

      assertThat(refusal(() -> create(user, "Mine", false)))
          .isEqualTo(new Violation.NotPermitted("create_workspaces"));
    }

    @Test
    void strangerDoesNotLearnThatTheOrganizationExists() {
      var stranger = person("stranger");

      assertThat(refusal(() -> create(stranger, "Mine", false)))
          .isEqualTo(new Violation.NotFound("organization"));
    }

    @Test
    void wrongValuesAreRefusedByField() {
      assertThat(refusal(() -> create(manager, " ", false)))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("title"));
      assertThat(
              refusal(
                  () ->
                      create.execute(
                          new CreateWorkspace.Command(
                              here, manager, "x", null, "url(x)", false, false))))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("color"));
    }
  }

  @Nested
  class Change {
    @Test
    void managerRenamesAndArchivesTheirOwn() {
      var own = create(manager, "Own", false);
      update.execute(new UpdateWorkspace.Command(here, manager, own, "B", "", "", true, false));

      var workspace = world.workspaces().find(here, own).orElseThrow();
      assertThat(workspace.title()).isEqualTo("B");
      assertThat(workspace.description()).isNull();
      assertThat(workspace.color()).isNull();
      assertThat(workspace.archived()).isTrue();
    }

    @Test
    void managerChangesNoneThatTheyNeitherCreatedNorJoined() {
      var others = create(owner, "Others", false);

      for (ThrowingCallable act :
          List.<ThrowingCallable>of(
              () -> update.execute(renamed(manager, others)),
              () -> delete(manager, others),
              () -> set(manager, others, manager, true),
              () -> setMany(manager, others, MemberViews.Filter.ALL, true))) {
        assertThat(refusal(act)).isEqualTo(new Violation.NotPermitted("manage_all_workspaces"));
      }

      set(owner, others, manager, true);
      update.execute(renamed(manager, others));
      assertThat(read.one(here, manager, others).title()).isEqualTo("Renamed");
    }

    @Test
    void sharedStaysSharedAndASandboxStaysOne() {
      var shared = create(manager, "Shared", false);

      assertThat(
              refusal(
                  () ->
                      update.execute(
                          new UpdateWorkspace.Command(
                              here, manager, shared, null, null, null, null, true))))
          .isInstanceOfSatisfying(
              Violation.Invalid.class,
              invalid -> assertThat(invalid.fields()).containsOnlyKeys("is_personal"));
    }

    @Test
    void sandboxOfSomebodyElseIsNotThereToChange() {
      var sandbox = create(manager, "Sandbox", true);

      for (ThrowingCallable act :
          List.<ThrowingCallable>of(
              () -> update.execute(renamed(owner, sandbox)),
              () -> delete(owner, sandbox),
              () -> set(owner, sandbox, owner, true),
              () -> setMany(owner, sandbox, MemberViews.Filter.ALL, true))) {
        assertThat(refusal(act)).isEqualTo(new Violation.NotFound("workspace"));
      }
      assertThat(refusal(() -> set(manager, sandbox, owner, true)))
          .isEqualTo(new Violation.WrongState("workspace", "a sandbox"));
      assertThat(refusal(() -> setMany(manager, sandbox, MemberViews.Filter.ALL, true)))
          .isEqualTo(new Violation.WrongState("workspace", "a sandbox"));
    }
  }

  @Nested
  class Delete {
    @Test
    void takesItsMembersOutAndKeepsTheirHistory() {
      var own = create(manager, "Own", false);
      set(manager, own, owner, true);
      later(Duration.ofMinutes(1));
      delete(manager, own);

      assertThat(world.workspaces().find(here, own)).isEmpty();
      assertThat(member(here, owner).entitled().workspaces()).isEmpty();
      assertThat(member(here, owner).facts().grants())
          .filteredOn(grant -> grant.target().equals(new Target.Workspace(own)))
          .hasSize(1)
          .noneMatch(Grant::isActive);
      assertThat(world.history(here, owner).getLast().reason())
          .isEqualTo("the workspace was deleted");
    }

    @Test
    void isRefusedWhileThereAreProjects() {
      var own = create(manager, "Own", false);
      world
          .projects()
          .add(
              new Project(
                  new ProjectId(99_999), here, own, "Scans", "", "", true, false, owner, T0));

      assertThat(refusal(() -> delete(manager, own))).isEqualTo(new Violation.WorkspaceNotEmpty(1));
      assertThat(world.workspaces().find(here, own)).isPresent();
    }

    @Test
    void endsManualGrantsThatThePolicyIgnores() {
      var own = create(manager, "Own", false);
      set(manager, own, owner, true);
      policy(new AccessPolicy(true, false, true));
      delete(manager, own);

      assertThat(member(here, owner).facts().grants())
          .filteredOn(grant -> grant.target() instanceof Target.Workspace)
          .noneMatch(Grant::isActive);
    }
  }

  @Nested
  class Members {
    private final WorkspaceId own = create(manager, "Own", false);

    @Test
    void areAddedAndTakenOutOnce() {
      set(manager, own, owner, true);
      set(manager, own, owner, true);
      assertThat(members(own)).containsExactly(owner);

      set(manager, own, owner, false);
      set(manager, own, owner, false);
      assertThat(members(own)).isEmpty();
      assertThat(world.history(here, owner))
          .extracting(MembershipChange::reason)
          .containsSubsequence("added to the workspace", "taken out of the workspace")
          .hasSize(3);
    }

    @Test
    void areMembersOfTheOrganizationOnly() {
      assertThat(refusal(() -> set(manager, own, person("stranger"), true)))
          .isEqualTo(new Violation.NotFound("member"));
    }

    @Test
    void areAddedWithoutARoleToo() {
      var waiting = member(here, owner, "waiting", Role.NOT_ACTIVATED);
      set(manager, own, waiting, true);

      assertThat(members(own)).containsExactly(waiting);
    }

    @Test
    void areLeftToTheDirectoryWhereThePolicySaysSo() {
      policy(new AccessPolicy(true, false, true));
      var off = new Violation.ManualManagementOff("manual_workspace_management");

      assertThat(refusal(() -> set(manager, own, owner, true))).isEqualTo(off);
      assertThat(refusal(() -> setMany(manager, own, MemberViews.Filter.ALL, true))).isEqualTo(off);
    }

    @Test
    void areAllTakenAtOnceButForThoseExcluded() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      var bob = member(here, owner, "bob", Role.NOT_ACTIVATED);
      set(manager, own, ann, true);

      assertThat(setMany(manager, own, all(Set.of(bob)), true)).isEqualTo(2);
      assertThat(members(own)).containsExactlyInAnyOrder(owner, manager, ann);
      assertThat(world.history(here, ann)).as("untouched").hasSize(2);

      assertThat(setMany(manager, own, all(Set.of(owner)), false)).isEqualTo(2);
      assertThat(members(own)).containsExactly(owner);
      assertThat(world.history(here, manager).getLast().reason())
          .isEqualTo("taken out of the workspace");
    }

    @Test
    void areOnlyThoseIncluded() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      var stranger = person("stranger");
      var elsewhere = found(stranger);

      assertThat(setMany(manager, own, only(Set.of(ann, stranger)), true)).isEqualTo(1);
      assertThat(members(own)).containsExactly(ann);
      assertThat(member(elsewhere, stranger).entitled().workspaces()).isEmpty();
    }

    @Test
    void whomADirectoryPutsThereStay() {
      var mapped = person("mapped");
      join(
          here,
          owner,
          mapped,
          List.of(
              grant(
                  new Target.Workspace(own),
                  new Source.Provider(
                      new ProviderId(5),
                      ProviderKind.LDAP,
                      new MappingId(6),
                      new GroupRef("id", "cn=group", List.of("cn=group"))),
                  1)),
          1);
      set(manager, own, owner, true);

      assertThat(setMany(manager, own, all(Set.of()), false)).isEqualTo(1);
      assertThat(members(own)).containsExactly(mapped);
      assertThat(refusal(() -> set(manager, own, mapped, false)))
          .isEqualTo(new Violation.KeptByDirectory());
    }

    @Test
    void areListedByName() {
      var ann = member(here, owner, "ann", Role.ANNOTATOR);
      setMany(manager, own, all(Set.of()), true);
      var page =
          read.members(
              here,
              manager,
              own,
              MemberViews.Filter.of(MemberViews.Traits.named("ann")),
              new Page.Request(1, 10));

      assertThat(page.items())
          .extracting(MemberViews.MemberRow::userId)
          .containsExactly(ann.value());
      assertThat(
              refusal(
                  () ->
                      read.members(
                          here, ann, own, MemberViews.Filter.ALL, new Page.Request(1, 10))))
          .isEqualTo(new Violation.NotPermitted("view_workspaces"));
    }

    private MemberViews.Filter all(Set<UserId> excluded) {
      return MemberViews.Filter.ALL.choosing(null, excluded);
    }

    private MemberViews.Filter only(Set<UserId> included) {
      return MemberViews.Filter.ALL.choosing(included, Set.of());
    }
  }

  @Nested
  class Read {
    @Test
    void managersSeeAllSharedOnesByTitle() {
      create(owner, "Surgery", false);
      create(owner, "Radiology", false);

      assertThat(titles(manager, null, null)).containsExactly("Radiology", "Surgery");
    }

    @Test
    void sandboxIsItsOwnersAlone() {
      var mine = create(manager, "My sandbox", true);
      create(owner, "Radiology", false);

      assertThat(titles(manager, null, null)).containsExactly("My sandbox", "Radiology");
      assertThat(titles(manager, null, true)).containsExactly("My sandbox");
      assertThat(titles(owner, null, null)).containsExactly("Radiology");
      assertThat(read.one(here, manager, mine).personal()).isTrue();
      assertThat(refusal(() -> read.one(here, owner, mine)))
          .isEqualTo(new Violation.NotFound("workspace"));
      assertThat(refusal(() -> read.members(here, owner, mine)))
          .isEqualTo(new Violation.NotFound("workspace"));
    }

    @Test
    void archivedOnesCanBeListedApart() {
      create(owner, "Radiology", false);
      create.execute(new CreateWorkspace.Command(here, owner, "Old", null, null, true, false));

      assertThat(titles(manager, true, null)).containsExactly("Old");
      assertThat(titles(manager, false, null)).containsExactly("Radiology");
    }

    @Test
    void membersAreThoseWhoJoined() {
      var radiology = create(owner, "Radiology", false);
      change(
          here,
          List.of(owner, manager),
          occasion(owner, 1),
          slice -> slice.places().setWorkspaceMember(owner, manager, radiology, true));

      assertThat(read.members(here, owner, radiology))
          .extracting(MemberViews.MemberRow::userId)
          .containsExactly(manager.value());
      assertThat(read.one(here, manager, radiology))
          .satisfies(
              row -> {
                assertThat(row.joined()).isTrue();
                assertThat(row.members()).isEqualTo(1);
                assertThat(row.createdBy()).isEqualTo(owner.value());
              });
      assertThat(read.one(here, owner, radiology).joined()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANNOTATOR", "REVIEWER", "NOT_ACTIVATED"})
    void othersSeeNone(Role role) {
      var user = member(here, owner, "user", role);
      var radiology = create(owner, "Radiology", false);

      assertThat(refusal(() -> titles(user, null, null)))
          .isEqualTo(new Violation.NotPermitted("view_workspaces"));
      assertThat(refusal(() -> read.one(here, user, radiology)))
          .isEqualTo(new Violation.NotPermitted("view_workspaces"));
    }

    @Test
    void workspaceOfAnotherOrganizationDoesNotExist() {
      var there = found(owner);
      var foreign = workspace(there, owner, "Elsewhere");

      assertThat(refusal(() -> read.one(here, owner, foreign)))
          .isEqualTo(new Violation.NotFound("workspace"));
      assertThat(refusal(() -> read.members(here, owner, foreign)))
          .isEqualTo(new Violation.NotFound("workspace"));
    }
  }
}
