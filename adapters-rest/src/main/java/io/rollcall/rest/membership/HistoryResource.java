package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.membership.ReadHistory;
import io.rollcall.application.port.HistoryViews.AssignmentQuery;
import io.rollcall.application.port.HistoryViews.ChangeQuery;
import io.rollcall.application.port.HistoryViews.ChangeRow;
import io.rollcall.application.port.HistoryViews.Kind;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import io.rollcall.rest.common.StateModelJson;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened to memberships, under the published names. */
@Path("/api/fsm")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Histories")
@Authenticated
public class HistoryResource {
  private static final Set<String> SEATS = Set.of("standard", "flex", "viewonly", "service");

  private final ReadHistory read;
  private final CurrentCaller caller;
  private final Installation installation;

  HistoryResource(ReadHistory read, CurrentCaller caller, Installation installation) {
    this.read = read;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Path("/organizations/{org_id}/membership-history/")
  @Operation(
      operationId = "fsm_organizations_membership_history",
      summary = "Every change of a membership, the newest first",
      description =
          "state is the code of the role, DELETED for somebody who left or was removed. context_data tells the"
              + " person, the rule and source of the role, who or what recorded it, and the workspaces and projects"
              + " before and after. Without filters but since and until every page costs the same.")
  public PageJson<StateModelJson> memberships(
      @PathParam("org_id") OrganizationId id,
      @Parameter(
              description = "Source of the role: manual, ldap, saml, scim, or an exact one of ours",
              schema = @Schema(type = SchemaType.STRING))
          @QueryParam("source")
          @Nullable String source,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("user_id")
          @Nullable String user,
      @Parameter(description = "Seat type; everybody's is standard") @QueryParam("user_type")
          @Nullable String userType,
      @BeanParam HistoryPeriod period,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var sources = input.choice("source", source, HistoryResource::sources);
    var seat =
        input.choice("user_type", userType, type -> Optional.of(type).filter(SEATS::contains));
    var query = query(caller.get().in(id), null, user, sources, period, paging, input);
    input.refuseIfWrong();
    boolean nobody =
        (sources != null && sources.isEmpty()) || (seat != null && !seat.equals("standard"));
    var found = read.changes(caller.get().user(), query);
    return json(nobody ? new Page<ChangeRow>(List.of(), 0) : found, query, uri);
  }

  @GET
  @Path("/workspaces/{workspace_id}/membership-history/")
  @Operation(
      operationId = "fsm_workspaces_membership_history",
      summary = "Who came into a workspace and who left it, the newest first",
      description =
          "Steps are those of the organization's membership history; whoever has it in after of"
              + " context_data came, the others left. Costs what happened in the organization since the workspace"
              + " was made.")
  public PageJson<StateModelJson> workspace(
      @PathParam("workspace_id") WorkspaceId id,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("user_id")
          @Nullable String user,
      @BeanParam HistoryPeriod period,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var query = query(caller.get().inActive(), id, user, null, period, paging, input);
    input.refuseIfWrong();
    return json(read.changes(caller.get().user(), query), query, uri);
  }

  @GET
  @Path("/organizations/{org_id}/idp-assignments-history/")
  @Operation(
      operationId = "fsm_organizations_idp_assignments_history",
      summary = "What identity providers gave and took back, the newest first",
      description =
          "state is ASSIGNED or ENDED. context_data tells the person, the target, the group with its path, the"
              + " provider and mapping, and who or what recorded it. Without kind and group_name every page costs"
              + " the same.")
  public PageJson<StateModelJson> assignments(
      @PathParam("org_id") OrganizationId id,
      @Parameter(description = "organization, workspace or project") @QueryParam("kind")
          @Nullable String kind,
      @Parameter(description = "The whole name of a directory group") @QueryParam("group_name")
          @Nullable String group,
      @BeanParam HistoryPeriod period,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var name = input.text("group_name", group, 1024);
    var query =
        new AssignmentQuery(
            caller.get().in(id),
            input.choice("kind", kind, HistoryResource::kind),
            name.isEmpty() ? null : name,
            period.in(input),
            period.oldestFirst(input),
            paging.in(input));
    input.refuseIfWrong();
    return PageJson.of(
        read.assignments(caller.get().user(), query),
        query.page(),
        uri,
        installation,
        AssignmentStateJson::of);
  }

  private static ChangeQuery query(
      OrganizationId organization,
      @Nullable WorkspaceId workspace,
      @Nullable String user,
      @Nullable Set<SourceKind> sources,
      HistoryPeriod period,
      Paging paging,
      Input input) {
    var of = input.number("user_id", user);
    return new ChangeQuery(
        organization,
        workspace,
        of == null ? null : new UserId(of),
        sources == null ? Set.of() : sources,
        period.in(input),
        period.oldestFirst(input),
        paging.in(input));
  }

  private PageJson<StateModelJson> json(Page<ChangeRow> found, ChangeQuery query, UriInfo uri) {
    return PageJson.of(
        found, query.page(), uri, installation, MembershipStateJson::of, ChangeRow::number);
  }

  /** In the published words, and in ours. */
  private static Optional<Set<SourceKind>> sources(String code) {
    return RoleSource.sources(code)
        .or(
            () ->
                Arrays.stream(SourceKind.values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst()
                    .map(Set::of));
  }

  private static Optional<Kind> kind(String code) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(code))
        .findFirst();
  }
}
