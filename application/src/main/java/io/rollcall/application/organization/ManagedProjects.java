package io.rollcall.application.organization;

import io.rollcall.application.port.OrganizationRepository;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.application.port.WorkspaceRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.OrganizationSlice;
import io.rollcall.domain.organization.Permission;
import io.rollcall.domain.organization.Project;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.stream.Stream;

/** Opens a project for somebody who is about to change it or its members. */
@ApplicationScoped
class ManagedProjects {
  private final OrganizationRepository organizations;
  private final WorkspaceRepository workspaces;
  private final ProjectRepository projects;
  private final InstantSource clock;

  ManagedProjects(
      OrganizationRepository organizations,
      WorkspaceRepository workspaces,
      ProjectRepository projects,
      InstantSource clock) {
    this.organizations = organizations;
    this.workspaces = workspaces;
    this.projects = projects;
    this.clock = clock;
  }

  record Opened(Project project, OrganizationSlice slice, Standing actor, Occasion occasion) {
    /** The owner is in nobody's reach, which the rule itself says better. */
    void requireReach(Membership subject) {
      if (!subject.facts().owner()) {
        project.requireReach(actor, subject.standing());
      }
    }
  }

  /**
   * Locks the organization first, so that what is read of the project stays true.
   *
   * @param people whom the change is about
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Opened open(OrganizationId organization, UserId actor, ProjectId id, UserId... people) {
    var occasion = new Occasion(clock.instant(), new Recorder.ByUser(actor));
    var slice =
        organizations.lock(
            organization, Stream.concat(Stream.of(actor), Stream.of(people)).toList(), occasion);
    var standing = slice.actor(actor).standing();
    var project =
        projects
            .find(organization, id)
            .orElseThrow(() -> new Violation.NotFound("project").refused());
    slice.organization().permissions().require(Permission.VIEW_PROJECTS, standing);
    project.requireManageableBy(standing);
    return new Opened(project, slice, standing, occasion);
  }

  /**
   * Whether the actor may put projects there: into the workspaces they manage. One they do not see
   * gets the same answer.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void requireWorkspace(OrganizationSlice slice, Standing actor, WorkspaceId id) {
    var permissions = slice.organization().permissions();
    if (workspaces
        .find(slice.organization().id(), id)
        .filter(workspace -> workspace.isManageableBy(actor, permissions))
        .isEmpty()) {
      throw Violation.Invalid.field("workspace", "Not a workspace you manage.").refused();
    }
  }
}
