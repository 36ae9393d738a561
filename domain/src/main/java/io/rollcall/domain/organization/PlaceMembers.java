package io.rollcall.domain.organization;

import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.Violation;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.function.Predicate;

/**
 * Who of a slice is in which workspaces and projects: what is given and taken by hand there, beside
 * what directories give. Changes the slice; saved with it.
 */
public final class PlaceMembers {
  private final OrganizationSlice slice;

  PlaceMembers(OrganizationSlice slice) {
    this.slice = slice;
  }

  /**
   * Puts a member into a workspace by hand, or takes back what people, not directories, gave.
   *
   * @return whether that changed anything
   */
  public boolean setWorkspaceMember(
      UserId actor, UserId subject, WorkspaceId workspace, boolean joined) {
    requireManualWorkspaces();
    var member = slice.known(subject);
    var place = new Place.OfWorkspace(workspace);
    if (!joined) {
      return takeOut(member, place, "taken out of the workspace");
    }
    if (member.facts().grants().stream().anyMatch(place::isByHand)) {
      return false;
    }
    var given = slice.grant(new Target.Workspace(workspace), new Source.Administrator(actor));
    slice.change(member, member.facts().with(given), "added to the workspace");
    return true;
  }

  /** Refuses where the organization leaves workspaces to its directories. */
  public void requireManualWorkspaces() {
    if (!slice.organization().policy().manualWorkspaces()) {
      throw new Violation.ManualManagementOff("manual_workspace_management").refused();
    }
  }

  /** Refuses where the organization leaves projects to its directories. */
  public void requireManualProjects() {
    if (!slice.organization().policy().manualProjectMembers()) {
      throw new Violation.ManualManagementOff("manual_project_member_management").refused();
    }
  }

  /**
   * Puts a member into a project by hand, with their organization role, or takes back what people,
   * not directories, gave there. Whoever holds a project role by hand is in already.
   *
   * @return whether that changed anything
   */
  public boolean setProjectMember(UserId actor, UserId subject, ProjectId project, boolean joined) {
    requireManualProjects();
    var member = slice.known(subject);
    var place = new Place.OfProject(project);
    if (!joined) {
      return takeOut(member, place, "taken out of the project");
    }
    if (member.facts().grants().stream().anyMatch(place::isByHand)) {
      return false;
    }
    var given =
        slice.grant(
            new Target.Project(project, ProjectRole.INHERIT), new Source.Administrator(actor));
    slice.change(member, member.facts().with(given), "added to the project");
    return true;
  }

  /**
   * Gives a member a role in one project by hand, in place of whatever people gave there. Refused
   * where a directory gives more, which would win.
   *
   * @return whether that changed anything
   */
  public boolean setProjectRole(UserId actor, UserId subject, ProjectId project, ProjectRole role) {
    requireManualProjects();
    var member = slice.known(subject);
    if (member.facts().owner()) {
      throw new Violation.OwnerKeepsRole().refused();
    }
    var place = new Place.OfProject(project);
    var target = new Target.Project(project, role);
    var given = member.facts().grants().stream().filter(place::isByPeople).toList();
    if (given.size() == 1 && given.getFirst().target().equals(target)) {
      return false;
    }
    var changed =
        slice.change(
            member,
            member
                .facts()
                .endingGrants(place::isByPeople, slice.now())
                .with(slice.grant(target, new Source.Administrator(actor))),
            "given a role in the project");
    if (changed.entitled().projects().get(project) != role) {
      throw new Violation.KeptByDirectory().refused();
    }
    return true;
  }

  /**
   * Takes a role in one project back: whoever was in before it stays in, with their organization
   * role; whoever came in by it goes.
   *
   * @throws io.rollcall.domain.membership.RuleViolated with {@code KeptByDirectory} where a
   *     directory gave it, {@code NotFound} where nobody did
   */
  public void endProjectRole(UserId actor, UserId subject, ProjectId project) {
    requireManualProjects();
    var member = slice.known(subject);
    var place = new Place.OfProject(project);
    var roles = member.facts().grants().stream().filter(place::isRole).toList();
    var byPeople = roles.stream().filter(place::isByPeople).findFirst();
    if (byPeople.isEmpty()) {
      throw roles.isEmpty()
          ? new Violation.NotFound("project role").refused()
          : new Violation.KeptByDirectory().refused();
    }
    var facts =
        member.facts().endingGrants(g -> place.isRole(g) && place.isByPeople(g), slice.now());
    if (place.wasInBefore(byPeople.get(), member.facts().grants())) {
      facts =
          facts.with(
              slice.grant(
                  new Target.Project(project, ProjectRole.INHERIT),
                  new Source.Administrator(actor)));
    }
    slice.change(member, facts, "lost the role in the project");
  }

  private boolean takeOut(Membership member, Place place, String reason) {
    if (isKept(member.user(), place)) {
      throw new Violation.KeptByDirectory().refused();
    }
    return endGrants(member, place::isByPeople, reason);
  }

  /** Whether a directory puts the member there, so that nobody can take them out by hand. */
  public boolean isKept(UserId subject, Place place) {
    return slice.member(subject).stream()
        .flatMap(member -> member.facts().grants().stream())
        .anyMatch(place::isByDirectory);
  }

  /**
   * Ends whatever gave the member a place that is no more.
   *
   * @return whether that changed anything
   */
  public boolean close(UserId subject, Place place) {
    return endGrants(slice.known(subject), place::isActive, place.closed());
  }

  private boolean endGrants(Membership member, Predicate<Grant> ended, String reason) {
    if (member.facts().grants().stream().noneMatch(ended)) {
      return false;
    }
    slice.change(member, member.facts().endingGrants(ended, slice.now()), reason);
    return true;
  }
}
