package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  @Test
  void unknownProjectsDoNotExist() {
    var here = found(person("owner"));

    assertThat(
            ports()
                .transaction(
                    () -> workspaces().existingProjects(here, Set.of(new ProjectId(4711)))))
        .isEmpty();
  }
}
