package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public abstract class WorkspaceRepositoryContract extends PortContract {
  private WorkspaceRepository workspaces() {
    return ports().workspaces();
  }

  @Test
  void workspaceComesBackWhole() {
    var owner = person("owner");
    var here = found(owner);
    var workspace =
        new Workspace(
            ports().ids().nextWorkspace(),
            here,
            "Radiology",
            "Images",
            "#FFAA00",
            true,
            true,
            owner,
            at(3));
    ports().transaction(() -> workspaces().add(workspace));

    assertThat(ports().transaction(() -> workspaces().find(here, workspace.id())))
        .contains(workspace);
  }

  @Test
  void savedWorkspaceComesBackChanged() {
    var owner = person("owner");
    var here = found(owner);
    var before = add(here, owner, false);
    var other = add(here, owner, false);
    var after = before.with("Surgery", "Knives", "#00FF00", true);
    ports().transaction(() -> workspaces().save(after));

    assertThat(ports().transaction(() -> workspaces().find(here, before.id()))).contains(after);
    assertThat(ports().transaction(() -> workspaces().find(here, other.id()))).contains(other);
  }

  @Test
  void removedWorkspaceIsGone() {
    var owner = person("owner");
    var here = found(owner);
    var workspace = add(here, owner, false);
    var elsewhere = add(found(owner), owner, false);
    ports()
        .transaction(
            () -> {
              workspaces().remove(here, workspace.id());
              workspaces().remove(here, elsewhere.id());
            });

    assertThat(ports().transaction(() -> workspaces().find(here, workspace.id()))).isEmpty();
    assertThat(
            ports().transaction(() -> workspaces().find(elsewhere.organization(), elsewhere.id())))
        .contains(elsewhere);
  }

  @Test
  void workspaceIsMappedAsLongAsADirectoryPutsPeopleThere() {
    var owner = person("owner");
    var here = found(owner);
    var mapped = workspace(here, owner, "Mapped");
    var other = workspace(here, owner, "Other");
    var directory = directory(here, List.of(mapping(mapped)));
    ports().transaction(() -> ports().directories().add(directory));

    assertThat(isMapped(here, mapped)).isTrue();
    assertThat(isMapped(here, other)).isFalse();

    ports().transaction(() -> ports().directories().save(directory(directory, List.of())));
    assertThat(isMapped(here, mapped)).isFalse();
  }

  private boolean isMapped(OrganizationId organization, WorkspaceId workspace) {
    return ports().transaction(() -> workspaces().isMapped(organization, workspace));
  }

  private GroupMapping mapping(WorkspaceId workspace) {
    return new GroupMapping(
        ports().ids().nextMapping(),
        "group",
        null,
        new GroupMapping.Effect.Gives(new Target.Workspace(workspace)));
  }

  private Directory directory(OrganizationId organization, List<GroupMapping> mappings) {
    return new Directory(
        ports().ids().nextProvider(),
        organization,
        "Main",
        DirectoryRepositoryContract.SPARSE,
        Directory.People.MAPPED,
        Directory.Mode.LOGIN_ONLY,
        RemovalBudget.DEFAULT,
        mappings,
        Directory.State.ACTIVE,
        at(1),
        0);
  }

  private static Directory directory(Directory old, List<GroupMapping> mappings) {
    return new Directory(
        old.id(),
        old.organization(),
        old.title(),
        old.settings(),
        old.people(),
        old.mode(),
        old.removalBudget(),
        mappings,
        old.state(),
        old.createdAt(),
        old.version());
  }

  @Test
  void holdersAreThoseWithAnActiveGrantWhoeverGaveIt() {
    var owner = person("owner");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    var other = workspace(here, owner, "Other");
    var byHand = person("hand");
    var invited = person("invited");
    var left = person("left");
    var elsewhere = person("elsewhere");
    for (var user : List.of(byHand, left, elsewhere)) {
      join(here, owner, user, Role.ANNOTATOR, 1);
    }
    join(
        here,
        owner,
        invited,
        List.of(grant(new Target.Workspace(workspace), new Source.Invited(new InvitationId(1)), 1)),
        1);
    put(here, owner, byHand, workspace, true);
    put(here, owner, left, workspace, true);
    put(here, owner, left, workspace, false);
    put(here, owner, elsewhere, other, true);

    assertThat(ports().transaction(() -> workspaces().holders(here, workspace)))
        .containsExactlyInAnyOrder(byHand, invited)
        .isSorted();
    assertThat(ports().transaction(() -> workspaces().holders(found(owner), workspace))).isEmpty();
  }

  private void put(
      OrganizationId here, UserId owner, UserId user, WorkspaceId workspace, boolean joined) {
    change(
        here,
        List.of(user),
        occasion(owner, 2),
        slice -> slice.places().setWorkspaceMember(owner, user, workspace, joined));
  }

  @Test
  void workspaceOfAnotherOrganizationDoesNotExist() {
    var owner = person("owner");
    var here = found(owner);
    var there = found(owner);
    var workspace = workspace(there, owner, "Radiology");

    assertThat(ports().transaction(() -> workspaces().find(here, workspace))).isEmpty();
    assertThat(ports().transaction(() -> workspaces().findByTitles(here, List.of("Radiology"))))
        .isEmpty();
  }

  @Test
  void titlesFindTheOldestSharedWorkspace() {
    var owner = person("owner");
    var here = found(owner);
    ports().transaction(() -> workspaces().add(newWorkspace(here, owner, "Radiology", true)));
    var oldest = workspace(here, owner, "Radiology");
    workspace(here, owner, "Radiology");
    var surgery = workspace(here, owner, "Surgery");
    workspace(here, owner, "Other");

    assertThat(
            ports()
                .transaction(
                    () ->
                        workspaces()
                            .findByTitles(here, List.of("Radiology", "Surgery", "radiology"))))
        .isEqualTo(Map.of("Radiology", oldest, "Surgery", surgery));
    assertThat(ports().transaction(() -> workspaces().findByTitles(here, List.of()))).isEmpty();
  }

  @Test
  void sandboxPassesToTheOwnerWhenItsPersonIsRemovedOrLeaves() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    var there = found(ann);
    join(here, owner, ann, Role.MANAGER, 1);
    var removed = add(here, ann, true);
    var shared = add(here, ann, false);
    var elsewhere = add(there, ann, true);
    change(here, List.of(ann), occasion(owner, 2), slice -> slice.remove(owner, ann));

    var bob = person("bob");
    join(here, owner, bob, Role.MANAGER, 3);
    var left = add(here, bob, true);
    change(here, List.of(bob), occasion(bob, 4), slice -> slice.leave(bob));

    assertThat(creator(removed)).isEqualTo(owner);
    assertThat(creator(left)).isEqualTo(owner);
    assertThat(creator(shared)).isEqualTo(ann);
    assertThat(creator(elsewhere)).isEqualTo(ann);
  }

  @Test
  void sandboxStaysWithSomebodyDeactivated() {
    var owner = person("owner");
    var ann = person("ann");
    var here = found(owner);
    join(here, owner, ann, Role.MANAGER, 1);
    var sandbox = add(here, ann, true);
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        slice -> slice.changeRole(owner, ann, Role.DEACTIVATED));

    assertThat(creator(sandbox)).isEqualTo(ann);
  }

  private Workspace add(OrganizationId organization, UserId creator, boolean personal) {
    var workspace = newWorkspace(organization, creator, "Space", personal);
    ports().transaction(() -> workspaces().add(workspace));
    return workspace;
  }

  private UserId creator(Workspace workspace) {
    return ports()
        .transaction(() -> workspaces().find(workspace.organization(), workspace.id()))
        .orElseThrow()
        .createdBy();
  }
}
