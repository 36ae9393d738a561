package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Standing;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Project;
import io.rollcall.domain.organization.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads about projects. */
public interface ProjectViews {
  /** What {@link Project#isVisibleTo} lets the viewer see. */
  Page<ProjectRow> projects(Query query);

  /**
   * One project, whoever asks.
   *
   * @param members how many of its members to tell
   */
  Optional<ProjectRow> project(OrganizationId organization, ProjectId project, int members);

  /** What those of these people who were put into the project have there. */
  Map<UserId, Placed> placed(
      OrganizationId organization, ProjectId project, Collection<UserId> people);

  /** The roles that somebody has in a project beside their organization role, by user id. */
  List<RoleRow> roles(OrganizationId organization, ProjectId project);

  /**
   * The roles that one person has in projects, by project id.
   *
   * @param projects null for all
   */
  List<RoleRow> rolesOf(
      OrganizationId organization, UserId user, @Nullable Set<ProjectId> projects);

  /** A role by the id of the grant that gives it, while it does. */
  Optional<RoleRow> role(OrganizationId organization, GrantId id);

  /** What somebody has in a project they were put into. */
  record Placed(ProjectRole role, SourceKind source) {}

  /**
   * @param grant the one that decides
   */
  record RoleRow(
      GrantId grant, ProjectId project, UserId user, ProjectRole role, SourceKind source) {}

  /**
   * @param ids null for all
   * @param search part of the title or of the description, any case; empty for all
   * @param title part of the title, any case; empty for all
   * @param workspaces empty for all
   * @param archived whether its workspace is; null for both
   * @param states empty for all
   * @param members how many members of each project to tell
   */
  record Query(
      OrganizationId organization,
      Standing viewer,
      @Nullable Set<ProjectId> ids,
      String search,
      String title,
      Set<WorkspaceId> workspaces,
      @Nullable Boolean archived,
      Set<Project.State> states,
      Ordering ordering,
      boolean descending,
      int members,
      Page.Request page) {
    /** All of a workspace that the viewer sees. */
    public static Query of(OrganizationId organization, Standing viewer, WorkspaceId workspace) {
      return new Query(
          organization,
          viewer,
          null,
          "",
          "",
          Set.of(workspace),
          null,
          Set.of(),
          Ordering.TITLE,
          false,
          0,
          new Page.Request(1, Integer.MAX_VALUE));
    }

    public Query viewedBy(Standing member) {
      return new Query(
          organization,
          member,
          ids,
          search,
          title,
          workspaces,
          archived,
          states,
          ordering,
          descending,
          members,
          page);
    }
  }

  /** What a list can be ordered by; ties are broken by id. */
  enum Ordering {
    ID,
    TITLE,
    CREATED
  }

  /**
   * @param workspace null for a project outside all workspaces, or where the reader may not know
   * @param members the first of those who were put there, by id
   * @param membersCount how many were put there
   */
  record ProjectRow(
      Project project,
      @Nullable Workspace workspace,
      Person creator,
      List<Person> members,
      int membersCount) {
    public ProjectRow {
      members = List.copyOf(members);
    }
  }

  record Person(long id, String email, String username, String firstName, String lastName) {}
}
