package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.ReadOrganization;
import io.rollcall.application.organization.ReadWorkspaces;
import io.rollcall.application.organization.SetWorkspaceMember;
import io.rollcall.application.organization.SetWorkspaceMembers;
import io.rollcall.application.port.MemberViews;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is in a workspace. */
@Path("/api/workspaces/{id}/memberships")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
@Authenticated
public class WorkspaceMemberResource {
  private static final int MAX_SEARCH = 256;

  private final ReadWorkspaces workspaces;
  private final ReadOrganization organizations;
  private final SetWorkspaceMember one;
  private final SetWorkspaceMembers many;
  private final CurrentCaller caller;
  private final Installation installation;

  WorkspaceMemberResource(
      ReadWorkspaces workspaces,
      ReadOrganization organizations,
      SetWorkspaceMember one,
      SetWorkspaceMembers many,
      CurrentCaller caller,
      Installation installation) {
    this.workspaces = workspaces;
    this.organizations = organizations;
    this.one = one;
    this.many = many;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Path("/")
  @Operation(operationId = "workspaces_members_list", summary = "Everybody in a workspace")
  public List<WorkspaceMemberJson> list(@PathParam("id") WorkspaceId id) {
    var organization = caller.get().inActive();
    var members = workspaces.members(organization, caller.get().user(), id);
    var title = organizations.title(caller.get().inActive(), caller.get().user());
    return members.stream()
        .map(row -> new WorkspaceMemberJson(LseUserJson.of(row, title), id.value()))
        .toList();
  }

  @GET
  @Path("/paginated/")
  @Operation(
      operationId = "workspaces_members_paginated_list",
      summary = "The same, page by page, found by name")
  public PageJson<LseUserJson> paginated(
      @PathParam("id") WorkspaceId id,
      @Parameter(description = "User ids, comma separated") @QueryParam("ids")
          @Nullable List<String> ids,
      @Parameter(description = "Part of a name or of the address") @QueryParam("search")
          @Nullable String search,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var filter = named(input, ids, search);
    var page = paging.in(input);
    input.refuseIfWrong();
    var found = workspaces.members(caller.get().inActive(), caller.get().user(), id, filter, page);
    var title = organizations.title(caller.get().inActive(), caller.get().user());
    return PageJson.of(
        found,
        page,
        uri,
        installation,
        row -> LseUserJson.of(row, title),
        MemberViews.MemberRow::userId);
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "workspaces_members_create",
      summary = "Put a member into a workspace",
      description = "Managers do so in workspaces they created or joined. Nobody joins a sandbox.")
  public WorkspaceMemberCreatedJson create(
      @PathParam("id") WorkspaceId id, @Nullable WorkspaceMemberRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var member = new UserId(input.requiredId("user", sent.user()));
    if (sent.workspace() != null && sent.workspace() != id.value()) {
      input.refuse("workspace", "Not the workspace of the path.");
    }
    input.refuseIfWrong();
    set(id, member, true);
    return new WorkspaceMemberCreatedJson(member.value(), id.value());
  }

  @DELETE
  @Path("/")
  @Operation(
      operationId = "workspaces_members_delete",
      summary = "Take a member out of a workspace",
      description = "Refused for somebody whom a group of a directory puts there.")
  @APIResponse(responseCode = "204", description = "No longer in it.")
  public void delete(
      @PathParam("id") WorkspaceId id,
      @Parameter(required = true, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("user_id")
          @Nullable String user) {
    var input = new Input();
    var member = new UserId(input.requiredId("user_id", input.number("user_id", user)));
    input.refuseIfWrong();
    set(id, member, false);
  }

  private void set(WorkspaceId id, UserId member, boolean joined) {
    one.execute(
        new SetWorkspaceMember.Command(
            caller.get().inActive(), caller.get().user(), id, member, joined));
  }

  @POST
  @Path("/bulk/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "workspaces_members_bulk_post",
      summary = "Put many members into a workspace at once",
      description = "Ids of people who are no members are passed over.")
  public AssignmentsJson assign(@PathParam("id") WorkspaceId id, @Nullable BulkRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var who =
        Choice.of(input, sent.all(), sent.included(), sent.excluded(), MemberViews.Filter.ALL);
    input.refuseIfWrong();
    return new AssignmentsJson(many(id, who, true));
  }

  @DELETE
  @Path("/bulk/")
  @Operation(
      operationId = "workspaces_members_bulk_delete",
      summary = "Take many members out of a workspace at once",
      description = "Whoever a group of a directory puts there stays.")
  public UnassignmentsJson unassign(
      @PathParam("id") WorkspaceId id,
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("all")
          @Nullable String all,
      @Parameter(description = "User ids, comma separated") @QueryParam("included")
          @Nullable List<String> included,
      @Parameter(description = "User ids, comma separated; with all") @QueryParam("excluded")
          @Nullable List<String> excluded,
      @Parameter(description = "Narrows all to these user ids") @QueryParam("ids")
          @Nullable List<String> ids,
      @Parameter(description = "Narrows all to part of a name or of the address")
          @QueryParam("search")
          @Nullable String search) {
    var input = new Input();
    var who = Choice.of(input, all, included, excluded, named(input, ids, search));
    input.refuseIfWrong();
    return new UnassignmentsJson(many(id, who, false));
  }

  private int many(WorkspaceId id, MemberViews.Filter who, boolean joined) {
    return many.execute(
        new SetWorkspaceMembers.Command(
            caller.get().inActive(), caller.get().user(), id, who, joined));
  }

  private static MemberViews.Filter named(
      Input input, @Nullable List<String> ids, @Nullable String search) {
    var only = input.ids("ids", ids);
    return MemberViews.Filter.of(MemberViews.Traits.named(input.text("search", search, MAX_SEARCH)))
        .choosing(only.isEmpty() ? null : Choice.users(only), Set.of());
  }
}
