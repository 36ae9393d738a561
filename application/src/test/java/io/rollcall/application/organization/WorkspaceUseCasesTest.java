package io.rollcall.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.UseCaseTest;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.List;
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
      new CreateWorkspace(world.organizations(), world.workspaces(), world.ids(), world.clock());
  private final ReadWorkspaces read =
      new ReadWorkspaces(world.organizations(), world.workspaces(), world.workspaceViews());

  private WorkspaceId create(UserId actor, String title, boolean personal) {
    return create.execute(
        new CreateWorkspace.Command(here, actor, title, "About it", "#FFAA00", false, personal));
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
          slice -> slice.setWorkspaceMember(owner, manager, radiology, true));

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
