package io.rollcall.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.DecisionViews.Facts;
import io.rollcall.application.port.DecisionViews.Subject;
import io.rollcall.application.port.DecisionViews.Wanted;
import io.rollcall.application.port.DecisionViews.Window;
import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class DecisionViewsContract extends PortContract {
  private static final Window ALL = new Window(0, 100);

  private UserId owner;
  private UserId ann;
  private OrganizationId here;
  private WorkspaceId workspace;
  private ProjectId project;

  @BeforeEach
  void places() {
    owner = person("owner");
    ann = person("ann");
    here = found(owner);
    workspace = workspace(here, owner, "Radiology");
    project = project(here, workspace, owner, "Scans");
    join(here, owner, ann, Role.ANNOTATOR, 1);
  }

  private DecisionViews views() {
    return ports().decisionViews();
  }

  private Optional<Facts> facts(Wanted wanted) {
    return ports().transaction(() -> views().facts(wanted));
  }

  private Wanted wanted(Set<UserId> people, Set<EmailAddress> addresses) {
    return new Wanted(here, owner, people, addresses, Set.of(workspace), Set.of(project));
  }

  @Test
  void factsAreThoseAskedFor() {
    change(
        here,
        List.of(ann),
        occasion(owner, 2),
        s -> {
          s.places().setWorkspaceMember(owner, ann, workspace, true);
          s.places().setProjectRole(owner, ann, project, ProjectRole.REVIEWER);
        });

    var facts = facts(wanted(Set.of(owner, ann), Set.of())).orElseThrow();

    assertThat(facts.organization().id()).isEqualTo(here);
    assertThat(facts.subjects()).containsOnlyKeys(owner, ann);
    var subject = facts.subjects().get(ann);
    assertThat(subject.standing()).isEqualTo(member(here, ann).standing());
    assertThat(subject.standing().workspaces()).containsExactly(workspace);
    assertThat(subject.standing().projects()).isEqualTo(Map.of(project, ProjectRole.REVIEWER));
    assertThat(subject.rule()).isEqualTo(Rule.MANUAL_PIN);
    assertThat(facts.workspaces().get(workspace).title()).isEqualTo("Radiology");
    assertThat(facts.projects().get(project).workspace()).isEqualTo(workspace);
  }

  @Test
  void peopleAreFoundByTheirAddress() {
    var address =
        EmailAddress.parse(
                facts(wanted(Set.of(ann), Set.of())).orElseThrow().subjects().get(ann).email())
            .orElseThrow();

    var facts = facts(wanted(Set.of(owner), Set.of(address))).orElseThrow();

    assertThat(facts.subjects()).containsOnlyKeys(owner, ann);
    assertThat(facts.subjects().get(ann).email()).isEqualTo(address.value());
    assertThat(facts(wanted(Set.of(ann), Set.of(address))).orElseThrow().subjects())
        .as("named twice")
        .containsOnlyKeys(ann);
  }

  @Test
  void whatIsElsewhereOrGoneIsNotThere() {
    var stranger = person("stranger");
    var there = found(stranger);
    var foreign = workspace(there, stranger, "Foreign");
    var foreignProject = project(there, foreign, stranger, "Foreign");
    change(here, List.of(owner, ann), occasion(owner, 2), s -> s.remove(owner, ann));

    var facts =
        facts(
                new Wanted(
                    here,
                    owner,
                    Set.of(owner, ann, stranger),
                    Set.of(),
                    Set.of(foreign),
                    Set.of(foreignProject)))
            .orElseThrow();

    assertThat(facts.subjects()).containsOnlyKeys(owner);
    assertThat(facts.workspaces()).isEmpty();
    assertThat(facts.projects()).isEmpty();
    assertThat(
            facts(
                new Wanted(
                    new OrganizationId(here.value() + 1_000_000),
                    owner,
                    Set.of(owner),
                    Set.of(),
                    Set.of(),
                    Set.of())))
        .isEmpty();
  }

  @Test
  void candidatesComeInWindows() {
    var bob = person("bob");
    join(here, owner, bob, Role.MANAGER, 2);

    assertThat(users(EnumSet.allOf(Role.class), Optional.empty(), ALL))
        .containsExactly(owner, ann, bob);
    assertThat(users(Set.of(Role.MANAGER, Role.ANNOTATOR), Optional.empty(), ALL))
        .containsExactly(ann, bob);
    assertThat(users(EnumSet.allOf(Role.class), Optional.empty(), new Window(owner.value(), 1)))
        .containsExactly(ann);
    assertThat(users(Set.of(), Optional.empty(), ALL)).isEmpty();
  }

  private List<UserId> users(Set<Role> roles, Optional<ProjectId> near, Window window) {
    return ports().transaction(() -> views().members(here, roles, near, window)).stream()
        .map((Subject subject) -> subject.standing().user())
        .toList();
  }

  @Test
  void nearAProjectIsWhoMayHaveToDoWithIt() {
    var bob = person("bob");
    var cyd = person("cyd");
    join(here, owner, bob, Role.ANNOTATOR, 2);
    join(here, owner, cyd, Role.ANNOTATOR, 2);
    change(
        here,
        List.of(ann, bob),
        occasion(owner, 3),
        s -> {
          s.places().setWorkspaceMember(owner, ann, workspace, true);
          s.places().setProjectMember(owner, bob, project, true);
        });

    assertThat(users(EnumSet.allOf(Role.class), Optional.of(project), ALL))
        .containsExactly(owner, ann, bob);
  }

  @Test
  void placesComeInWindows() {
    var second = workspace(here, owner, "Surgery");
    var other = project(here, null, owner, "Other");

    assertThat(ports().transaction(() -> views().workspaces(here, ALL)))
        .extracting(Workspace::id)
        .containsExactly(workspace, second);
    assertThat(
            ports().transaction(() -> views().workspaces(here, new Window(workspace.value(), 9))))
        .extracting(Workspace::id)
        .containsExactly(second);
    assertThat(ports().transaction(() -> views().projects(here, ALL)))
        .extracting(Project::id)
        .containsExactly(project, other);
    assertThat(ports().transaction(() -> views().projects(here, new Window(0, 1))))
        .extracting(Project::id)
        .containsExactly(project);
  }
}
