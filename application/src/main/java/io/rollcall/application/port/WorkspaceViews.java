package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads about workspaces. */
public interface WorkspaceViews {
  /** Every shared workspace and the viewer's own sandbox, by title and id. */
  List<WorkspaceRow> workspaces(Query query);

  Optional<WorkspaceRow> workspace(
      OrganizationId organization, WorkspaceId workspace, UserId viewer);

  /** Everybody in the workspace, by user id. */
  List<MemberViews.MemberRow> members(OrganizationId organization, WorkspaceId workspace);

  /**
   * @param archived null for both
   * @param personal null for both
   */
  record Query(
      OrganizationId organization,
      UserId viewer,
      @Nullable Boolean archived,
      @Nullable Boolean personal) {}

  /**
   * @param joined whether the viewer is in it
   */
  record WorkspaceRow(
      long id,
      String title,
      @Nullable String description,
      @Nullable String color,
      boolean archived,
      boolean personal,
      long createdBy,
      String createdByEmail,
      String createdByFirstName,
      String createdByLastName,
      Instant createdAt,
      boolean joined,
      int projects,
      int members) {}
}
