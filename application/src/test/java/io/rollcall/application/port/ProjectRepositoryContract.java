package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.federation.GroupMapping;
import io.rollcall.domain.federation.RemovalBudget;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.organization.Project;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class ProjectRepositoryContract extends PortContract {
  private ProjectRepository projects() {
    return ports().projects();
  }

  private Optional<Project> find(OrganizationId organization, ProjectId project) {
    return ports().transaction(() -> projects().find(organization, project));
  }

  @Test
  void projectComesBackWhole() {
    var owner = person("owner");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    var inside = newProject(here, workspace, owner, "Inside", true);
    var outside = newProject(here, null, owner, "Outside", false);
    ports()
        .transaction(
            () -> {
              projects().add(inside);
              projects().add(outside);
            });

    assertThat(find(here, inside.id())).contains(inside);
    assertThat(find(here, outside.id())).contains(outside);
    assertThat(ports().transaction(() -> ports().workspaces().projects(here, workspace)))
        .isEqualTo(1);
  }

  @Test
  void ofSeveralThoseOfTheOrganizationAreFoundById() {
    var owner = person("owner");
    var here = found(owner);
    var there = found(owner);
    var one = project(here, null, owner, "One");
    var other = project(here, null, owner, "Other");
    var theirs = project(there, null, owner, "Theirs");
    var asked = List.of(other, theirs, new ProjectId(4711), one);

    assertThat(ports().transaction(() -> projects().find(here, asked)))
        .extracting(Project::id)
        .containsExactly(one, other);
    assertThat(ports().transaction(() -> projects().find(here, List.<ProjectId>of()))).isEmpty();
  }

  @Test
  void savedProjectComesBackChanged() {
    var owner = person("owner");
    var here = found(owner);
    var workspace = workspace(here, owner, "Radiology");
    var before = newProject(here, null, owner, "Before", false);
    ports().transaction(() -> projects().add(before));
    var after = before.with("After", "", "teal", true, true).movedTo(workspace);
    ports().transaction(() -> projects().save(after));

    assertThat(find(here, before.id())).contains(after);
    ports().transaction(() -> projects().save(after.movedTo(null)));
    assertThat(find(here, before.id())).contains(after.movedTo(null));
  }

  @Test
  void removedProjectIsGoneAndThatOfOthersStays() {
    var owner = person("owner");
    var here = found(owner);
    var there = found(owner);
    var mine = project(here, null, owner, "Mine");
    var theirs = project(there, null, owner, "Theirs");
    ports()
        .transaction(
            () -> {
              projects().remove(here, mine);
              projects().remove(here, theirs);
            });

    assertThat(find(here, mine)).isEmpty();
    assertThat(find(there, theirs)).isPresent();
    assertThat(find(here, theirs)).isEmpty();
  }

  @Test
  void projectIsMappedAsLongAsADirectoryPutsPeopleThere() {
    var owner = person("owner");
    var here = found(owner);
    var mapped = project(here, null, owner, "Mapped");
    var other = project(here, null, owner, "Other");
    var directory =
        new Directory(
            ports().ids().nextProvider(),
            here,
            "Main",
            DirectoryRepositoryContract.SPARSE,
            Directory.People.MAPPED,
            Directory.Mode.LOGIN_ONLY,
            RemovalBudget.DEFAULT,
            List.of(
                new GroupMapping(
                    ports().ids().nextMapping(),
                    "group",
                    null,
                    new GroupMapping.Effect.Gives(
                        new Target.Project(mapped, ProjectRole.REVIEWER)))),
            Directory.State.ACTIVE,
            at(1),
            0);
    ports().transaction(() -> ports().directories().add(directory));

    assertThat(ports().transaction(() -> projects().isMapped(here, mapped))).isTrue();
    assertThat(ports().transaction(() -> projects().isMapped(here, other))).isFalse();
  }

  @Test
  void holdersAreThoseWithAnActiveGrantWhateverRoleItGives() {
    var owner = person("owner");
    var here = found(owner);
    var project = project(here, null, owner, "Scans");
    var other = project(here, null, owner, "Other");
    var ann = person("ann");
    var bob = person("bob");
    for (var role : List.of(ProjectRole.INHERIT, ProjectRole.REVIEWER)) {
      join(here, owner, ann, List.of(invited(project, role)), 1);
    }
    join(here, owner, bob, List.of(invited(other, ProjectRole.INHERIT)), 1);

    assertThat(ports().transaction(() -> projects().holders(here, project))).containsExactly(ann);
    assertThat(ports().transaction(() -> projects().holders(found(owner), project))).isEmpty();
  }

  private Grant invited(ProjectId project, ProjectRole role) {
    return grant(new Target.Project(project, role), new Source.Invited(new InvitationId(1)), 1);
  }
}
