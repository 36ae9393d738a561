package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.membership.ProjectId;
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
  void unknownProjectsDoNotExist() {
    var here = found(person("owner"));

    assertThat(
            ports()
                .transaction(
                    () -> workspaces().existingProjects(here, Set.of(new ProjectId(4711)))))
        .isEmpty();
  }
}
