package io.rollcall.application.organization;

import io.rollcall.application.port.ChangeNotes;
import io.rollcall.application.port.ChangeNotes.Change;
import io.rollcall.application.port.NotedFields;
import io.rollcall.application.port.ProjectRepository;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.organization.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Deletes a project. Whoever was in it is so no more; their history stays. */
@ApplicationScoped
public class DeleteProject {
  private final ManagedProjects managed;
  private final ProjectRepository projects;
  private final ManyMembers many;
  private final ChangeNotes notes;

  DeleteProject(
      ManagedProjects managed, ProjectRepository projects, ManyMembers many, ChangeNotes notes) {
    this.managed = managed;
    this.projects = projects;
    this.many = many;
    this.notes = notes;
  }

  public record Command(OrganizationId organization, UserId actor, ProjectId project) {}

  /**
   * @throws io.rollcall.domain.membership.RuleViolated with {@code NotFound}, {@code NotPermitted},
   *     {@code MappedByDirectory}
   */
  @Transactional
  public void execute(Command command) {
    var organization = command.organization();
    var project = command.project();
    var opened = managed.open(organization, command.actor(), project);
    opened
        .project()
        .requireDeletableBy(opened.actor(), opened.slice().organization().permissions());
    if (projects.isMapped(organization, project)) {
      throw new Violation.MappedByDirectory("project").refused();
    }
    var place = new Place.OfProject(project);
    many.decide(
        organization,
        projects.holders(organization, project),
        opened.occasion(),
        (slice, user) -> slice.member(user).isPresent() && slice.places().close(user, place));
    projects.remove(organization, project);
    notes.changed(
        Change.removed("project", project.value(), NotedFields.project(opened.project())));
  }
}
