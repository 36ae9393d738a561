package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class ProjectViewsContract extends PortContract {
  private UserId owner;
  private UserId ann;
  private OrganizationId here;
  private WorkspaceId radiology;
  private WorkspaceId surgery;

  @BeforeEach
  void places() {
    owner = person("owner");
    ann = person("ann");
    here = found(owner);
    radiology = workspace(here, owner, "Radiology");
    surgery = workspace(here, owner, "Surgery");
    join(here, owner, ann, Role.MANAGER, 1);
  }

  private ProjectViews views() {
    return ports().projectViews();
  }

  private Project add(@Nullable WorkspaceId workspace, UserId by, String title, boolean published) {
    var project = newProject(here, workspace, by, title, published);
    ports().transaction(() -> ports().projects().add(project));
    return project;
  }

  private static Standing standing(UserId user, Role role) {
    return new Standing(user, role, Set.of(), Map.of());
  }

  private ProjectViews.Query query(Standing viewer) {
    return new ProjectViews.Query(
        here,
        viewer,
        null,
        "",
        "",
        Set.of(),
        null,
        Set.of(),
        ProjectViews.Ordering.ID,
        false,
        10,
        new Page.Request(1, 100));
  }

  private List<String> titles(ProjectViews.Query query) {
    return ports().transaction(() -> views().projects(query)).items().stream()
        .map(row -> row.project().title())
        .toList();
  }

  /** The page is what the rule lets through, for every role in every place. */
  @Test
  void listIsWhatTheRuleLetsTheViewerSee() {
    var all = new ArrayList<Project>();
    for (var workspace : new WorkspaceId[] {null, radiology, surgery}) {
      for (var creator : List.of(owner, ann)) {
        for (var published : List.of(true, false)) {
          all.add(add(workspace, creator, "P%d".formatted(100 + all.size()), published));
        }
      }
    }
    for (var role : Role.values()) {
      for (var joined : List.of(Set.<WorkspaceId>of(), Set.of(radiology))) {
        assertSees(all, new Standing(ann, role, joined, Map.of()));
      }
    }
  }

  @Test
  void listIsWhatTheRuleLetsTheViewerSeeWithAProjectRole() {
    var all = new ArrayList<Project>();
    for (var role : ProjectRole.values()) {
      for (var creator : List.of(owner, ann)) {
        for (var published : List.of(true, false)) {
          var project = add(radiology, creator, "P%d".formatted(100 + all.size()), published);
          all.add(project);
          join(
              here,
              owner,
              ann,
              List.of(
                  grant(
                      new Target.Project(project.id(), role),
                      new Source.Invited(new InvitationId(1)),
                      1)),
              1);
        }
      }
    }
    var projects = member(here, ann).entitled().projects();
    assertThat(projects).hasSize(all.size());
    for (var role : Role.values()) {
      for (var joined : List.of(Set.<WorkspaceId>of(), Set.of(radiology))) {
        assertSees(all, new Standing(ann, role, joined, projects));
      }
    }
  }

  private void assertSees(List<Project> all, Standing viewer) {
    assertThat(titles(query(viewer)))
        .as(viewer.toString())
        .containsExactlyInAnyOrderElementsOf(
            all.stream()
                .filter(project -> project.isVisibleTo(viewer))
                .map(Project::title)
                .toList());
  }

  @Test
  void rowTellsWhereItIsWhoMadeItAndWhoIsThere() {
    var project = add(radiology, ann, "Scans", true);
    for (var name : List.of("bob", "cid", "dan")) {
      join(
          here,
          owner,
          person(name),
          List.of(
              grant(
                  new Target.Project(project.id(), ProjectRole.INHERIT),
                  new Source.Invited(new InvitationId(1)),
                  1)),
          1);
    }

    var row = ports().transaction(() -> views().project(here, project.id(), 2)).orElseThrow();

    assertThat(row.project()).isEqualTo(project);
    assertThat(row.workspace())
        .isEqualTo(
            ports().transaction(() -> ports().workspaces().find(here, radiology)).orElseThrow());
    assertThat(row.creator().id()).isEqualTo(ann.value());
    assertThat(row.creator().firstName()).isEqualTo("ann");
    assertThat(row.members())
        .extracting(ProjectViews.Person::firstName)
        .containsExactly("bob", "cid");
    assertThat(row.membersCount()).isEqualTo(3);
    assertThat(ports().transaction(() -> views().project(found(owner), project.id(), 2))).isEmpty();
  }

  @Test
  void projectOutsideAllWorkspacesIsNowhere() {
    var project = add(null, owner, "Scans", true);

    assertThat(
            ports()
                .transaction(() -> views().project(here, project.id(), 0))
                .orElseThrow()
                .workspace())
        .isNull();
  }

  @Test
  void filtersNarrowTheList() {
    var viewer = standing(owner, Role.OWNER);
    var scans = add(radiology, owner, "Scans 100%", true);
    var cuts = add(surgery, owner, "Cuts", false);
    var draft = add(null, owner, "Draft", false).with(null, "all scans", null, null, true);
    ports()
        .transaction(
            () -> {
              ports().projects().save(draft);
              var archived = ports().workspaces().find(here, surgery).orElseThrow();
              ports().workspaces().save(archived.with(null, null, null, true));
            });

    assertThat(titles(query(viewer))).containsExactly("Scans 100%", "Cuts", "Draft");
    assertThat(
            titles(asking(viewer, Set.of(cuts.id(), scans.id()), "", "", Set.of(), null, Set.of())))
        .containsExactly("Scans 100%", "Cuts");
    assertThat(titles(asking(viewer, Set.of(), "", "", Set.of(), null, Set.of()))).isEmpty();
    assertThat(titles(asking(viewer, null, "SCANS", "", Set.of(), null, Set.of())))
        .containsExactly("Scans 100%", "Draft");
    assertThat(titles(asking(viewer, null, "", "scans", Set.of(), null, Set.of())))
        .containsExactly("Scans 100%");
    assertThat(titles(asking(viewer, null, "0%", "", Set.of(), null, Set.of())))
        .containsExactly("Scans 100%");
    assertThat(titles(asking(viewer, null, "s%n", "", Set.of(), null, Set.of()))).isEmpty();
    assertThat(titles(asking(viewer, null, "", "", Set.of(surgery), null, Set.of())))
        .containsExactly("Cuts");
    assertThat(titles(asking(viewer, null, "", "", Set.of(), true, Set.of())))
        .containsExactly("Cuts");
    assertThat(titles(asking(viewer, null, "", "", Set.of(), false, Set.of())))
        .containsExactly("Scans 100%", "Draft");
    assertThat(
            titles(
                asking(
                    viewer,
                    null,
                    "",
                    "",
                    Set.of(),
                    null,
                    Set.of(Project.State.DRAFT, Project.State.PUBLISHED))))
        .containsExactly("Scans 100%", "Draft");
  }

  private ProjectViews.Query asking(
      Standing viewer,
      @Nullable Set<ProjectId> ids,
      String search,
      String title,
      Set<WorkspaceId> workspaces,
      @Nullable Boolean archived,
      Set<Project.State> states) {
    return new ProjectViews.Query(
        here,
        viewer,
        ids,
        search,
        title,
        workspaces,
        archived,
        states,
        ProjectViews.Ordering.ID,
        false,
        0,
        new Page.Request(1, 100));
  }

  @Test
  void orderedPagesHoldEverythingOnce() {
    var viewer = standing(owner, Role.OWNER);
    for (var title : List.of("beta", "Alpha", "gamma", "Delta")) {
      add(null, owner, title, true);
    }
    assertThat(ordered(viewer, ProjectViews.Ordering.TITLE, false, 1, 3))
        .containsExactly("Alpha", "beta", "Delta");
    assertThat(ordered(viewer, ProjectViews.Ordering.TITLE, false, 2, 3)).containsExactly("gamma");
    assertThat(ordered(viewer, ProjectViews.Ordering.TITLE, false, 3, 3)).isEmpty();
    for (var ordering : ProjectViews.Ordering.values()) {
      assertThat(ordered(viewer, ordering, true, 1, 100))
          .containsExactlyElementsOf(ordered(viewer, ordering, false, 1, 100).reversed());
    }
  }

  private List<String> ordered(
      Standing viewer, ProjectViews.Ordering ordering, boolean descending, int page, int size) {
    var query = query(viewer);
    var found =
        ports()
            .transaction(
                () ->
                    views()
                        .projects(
                            new ProjectViews.Query(
                                here,
                                viewer,
                                null,
                                "",
                                "",
                                Set.of(),
                                null,
                                Set.of(),
                                ordering,
                                descending,
                                query.members(),
                                new Page.Request(page, size))));
    assertThat(found.total()).isEqualTo(4);
    return found.items().stream().map(row -> row.project().title()).toList();
  }

  @Test
  void placesAndRolesAreThoseThatCount() {
    var project = add(radiology, owner, "Scans", true);
    var other = add(null, owner, "Other", true);
    var bob = person("bob");
    var cid = person("cid");
    join(here, owner, bob, Role.ANNOTATOR, 1);
    join(here, owner, cid, Role.ANNOTATOR, 1);
    set(
        bob,
        slice -> slice.places().setProjectRole(owner, bob, project.id(), ProjectRole.REVIEWER));
    set(cid, slice -> slice.places().setProjectMember(owner, cid, project.id(), true));
    set(ann, slice -> slice.places().setWorkspaceMember(owner, ann, radiology, true));
    set(bob, slice -> slice.places().setProjectRole(owner, bob, other.id(), ProjectRole.MANAGER));

    assertThat(
            ports().transaction(() -> views().placed(here, project.id(), List.of(ann, bob, cid))))
        .isEqualTo(
            Map.of(
                bob, new ProjectViews.Placed(ProjectRole.REVIEWER, SourceKind.MANUAL),
                cid, new ProjectViews.Placed(ProjectRole.INHERIT, SourceKind.MANUAL)));
    var roles = ports().transaction(() -> views().roles(here, project.id()));
    assertThat(roles)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.user()).isEqualTo(bob);
              assertThat(row.role()).isEqualTo(ProjectRole.REVIEWER);
              assertThat(row.project()).isEqualTo(project.id());
              assertThat(row.source()).isEqualTo(SourceKind.MANUAL);
            });
    assertThat(rolesOf(bob, null)).containsExactlyInAnyOrder(project.id(), other.id());
    assertThat(rolesOf(bob, Set.of(other.id()))).containsExactly(other.id());
    assertThat(rolesOf(cid, null)).isEmpty();
    var id = roles.getFirst().grant();
    assertThat(ports().transaction(() -> views().role(here, id))).contains(roles.getFirst());
    assertThat(ports().transaction(() -> views().role(found(owner), id))).isEmpty();

    set(bob, slice -> slice.places().endProjectRole(owner, bob, project.id()));
    assertThat(ports().transaction(() -> views().role(here, id))).isEmpty();
    assertThat(ports().transaction(() -> views().roles(here, project.id()))).isEmpty();
  }

  private List<ProjectId> rolesOf(UserId user, @Nullable Set<ProjectId> projects) {
    return ports().transaction(() -> views().rolesOf(here, user, projects)).stream()
        .map(ProjectViews.RoleRow::project)
        .toList();
  }

  private void set(UserId user, Consumer<OrganizationSlice> decision) {
    change(here, List.of(user), occasion(owner, 2), decision);
  }

  @Test
  void projectsOfAnotherOrganizationAreNotListed() {
    var there = found(owner);
    project(there, null, owner, "Elsewhere");

    assertThat(titles(query(standing(owner, Role.OWNER)))).isEmpty();
  }
}
