package io.rollcall.rest.membership;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rollcall.application.port.SeatReportViews.Assignment;
import io.rollcall.application.port.SeatReportViews.Seat;
import io.rollcall.application.port.SeatReportViews.Status;
import io.rollcall.application.port.SeatReportViews.Usage;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Target;
import io.rollcall.rest.common.PageJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member in the seat report, with what gives them their role and their places.
 *
 * @param accountIsActive whether they are anything but deactivated here
 * @param countsTowardSeatLimit whether they hold a seat
 */
@Schema(name = "SeatReport")
record SeatReportJson(
    long userId,
    String email,
    String firstName,
    String lastName,
    boolean accountIsActive,
    boolean countsTowardSeatLimit,
    boolean hasStaleRoleAssignments,
    @Schema(nullable = true, examples = "AN") @Nullable String organizationRole,
    @Schema(nullable = true, examples = "Annotator") @Nullable String organizationRoleDisplay,
    @Schema(nullable = true) @Nullable String roleSource,
    @Schema(nullable = true) @Nullable String roleSourceDisplay,
    @Schema(nullable = true, examples = "standard") @Nullable String userType,
    @Schema(nullable = true, examples = "Standard") @Nullable String userTypeDisplay,
    List<OrganizationRoleJson> organizationRoleAssignments,
    List<ProjectRoleJson> projectRoleAssignments,
    List<WorkspaceAccessJson> workspaceAccessAssignments) {

  static SeatReportJson of(Seat seat) {
    var roles = new ArrayList<OrganizationRoleJson>();
    var projects = new ArrayList<ProjectRoleJson>();
    var workspaces = new ArrayList<WorkspaceAccessJson>();
    for (var given : seat.assignments()) {
      switch (given.target()) {
        case Target.OrganizationRole to -> roles.add(OrganizationRoleJson.of(given, to.role()));
        case Target.Project to -> projects.add(ProjectRoleJson.of(given, to));
        case Target.Workspace to ->
            workspaces.add(WorkspaceAccessJson.of(given, to.workspace().value()));
      }
    }
    var member = seat.member();
    var source = RoleSource.of(member.source());
    return new SeatReportJson(
        member.userId(),
        member.email(),
        member.firstName(),
        member.lastName(),
        member.role() != Role.DEACTIVATED,
        member.role().occupiesSeat(),
        seat.hasStaleRoles(),
        member.role().code(),
        member.role().title(),
        source,
        source == null ? null : RoleSource.display(source),
        "standard",
        "Standard",
        roles,
        projects,
        workspaces);
  }

  private static String code(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static String display(Status status) {
    return switch (status) {
      case CONFIGURED -> "Configured";
      case ORPHANED -> "Orphaned";
      case MISSING_MEMBERSHIP -> "Missing membership";
    };
  }

  /**
   * @param assignmentId of the grant
   * @param identityProviderGroup the name of the directory group; null for what people gave
   * @param linkedMembershipId the membership in which it counts; null where it does not
   */
  @Schema(name = "OrganizationRoleAssignment")
  record OrganizationRoleJson(
      long assignmentId,
      @Schema(nullable = true) @Nullable String assignedRole,
      @Schema(nullable = true) @Nullable String assignedRoleDisplay,
      Instant createdAt,
      @Schema(nullable = true) @Nullable String identityProviderGroup,
      @Schema(nullable = true) @Nullable Long linkedMembershipId,
      @Schema(enumeration = {"configured", "orphaned", "missing_membership"}) String mappingStatus,
      String mappingStatusDisplay) {
    static OrganizationRoleJson of(Assignment given, Role role) {
      return new OrganizationRoleJson(
          given.grant().value(),
          role.code(),
          role.title(),
          given.since(),
          given.group(),
          given.membership(),
          code(given.status()),
          display(given.status()));
    }
  }

  /**
   * @param assignedRole null for access with the role in the organization
   */
  @Schema(name = "ProjectRoleAssignment")
  record ProjectRoleJson(
      long assignmentId,
      @Schema(nullable = true) @Nullable String assignedRole,
      @Schema(nullable = true) @Nullable String assignedRoleDisplay,
      Instant createdAt,
      @Schema(nullable = true) @Nullable String identityProviderGroup,
      @Schema(nullable = true) @Nullable Long linkedMembershipId,
      @Schema(enumeration = {"configured", "orphaned", "missing_membership"}) String mappingStatus,
      String mappingStatusDisplay,
      @Schema(nullable = true) @Nullable Long projectId,
      @Schema(nullable = true) @Nullable String projectTitle) {
    static ProjectRoleJson of(Assignment given, Target.Project to) {
      boolean inherits = to.role() == ProjectRole.INHERIT;
      return new ProjectRoleJson(
          given.grant().value(),
          inherits ? null : to.role().within(Role.NOT_ACTIVATED).code(),
          to.role().title(),
          given.since(),
          given.group(),
          given.membership(),
          code(given.status()),
          display(given.status()),
          to.project().value(),
          given.title());
    }
  }

  @Schema(name = "WorkspaceAccessAssignment")
  record WorkspaceAccessJson(
      long assignmentId,
      Instant createdAt,
      @Schema(nullable = true) @Nullable String identityProviderGroup,
      @Schema(nullable = true) @Nullable Long linkedMembershipId,
      @Schema(nullable = true) @Nullable Long workspaceId,
      @Schema(nullable = true) @Nullable String workspaceTitle) {
    static WorkspaceAccessJson of(Assignment given, long workspace) {
      return new WorkspaceAccessJson(
          given.grant().value(),
          given.since(),
          given.group(),
          given.membership(),
          workspace,
          given.title());
    }
  }

  /** The envelope of every list, and the seats when they are asked for. */
  @Schema(
      name = "SeatReportPage",
      requiredProperties = {"count", "next", "previous", "results"})
  record PageOf(
      long count,
      @Schema(nullable = true) @Nullable String next,
      @Schema(nullable = true) @Nullable String previous,
      List<SeatReportJson> results,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UsageJson seatUsage) {
    static PageOf of(PageJson<SeatReportJson> page, @Nullable Usage usage) {
      return new PageOf(
          page.count(),
          page.next(),
          page.previous(),
          page.results(),
          usage == null ? null : UsageJson.of(usage));
    }
  }

  /**
   * @param limit null for none
   * @param free null where there is no limit
   */
  @Schema(name = "SeatUsage")
  record UsageJson(
      @Schema(nullable = true) @Nullable Integer limit,
      int taken,
      @Schema(nullable = true) @Nullable Integer free) {
    static UsageJson of(Usage usage) {
      var limit = usage.limit();
      return new UsageJson(
          limit, usage.taken(), limit == null ? null : Math.max(0, limit - usage.taken()));
    }
  }
}
