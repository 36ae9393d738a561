package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.ReadOrganization;
import io.rollcall.application.organization.ReadProjectMembers;
import io.rollcall.application.organization.SetProjectMember;
import io.rollcall.application.organization.SetProjectMembers;
import io.rollcall.application.port.MemberViews;
import io.rollcall.application.port.Page;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.CsvFile;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Who is in a project: put there, or there by the workspace. */
@Path("/api/projects/{id}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
@Authenticated
public class ProjectMemberResource {
  private static final int MAX_ROLES = 10_000;

  private final ReadProjectMembers read;
  private final ReadOrganization organizations;
  private final SetProjectMember one;
  private final SetProjectMembers many;
  private final CurrentCaller caller;
  private final Installation installation;

  ProjectMemberResource(
      ReadProjectMembers read,
      ReadOrganization organizations,
      SetProjectMember one,
      SetProjectMembers many,
      CurrentCaller caller,
      Installation installation) {
    this.read = read;
    this.organizations = organizations;
    this.one = one;
    this.many = many;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "projects_members_list",
      summary = "Everybody in a project; for those who manage it")
  public List<LseUserJson> list(
      @PathParam("id") ProjectId id,
      @Parameter(description = "User ids, comma separated") @QueryParam("user_ids")
          @Nullable List<String> userIds) {
    var input = new Input();
    var only = input.ids("user_ids", userIds);
    input.refuseIfWrong();
    var filter =
        MemberViews.Filter.ALL.choosing(only.isEmpty() ? null : Choice.users(only), Set.of());
    var title = organizations.title(caller.get().inActive(), caller.get().user());
    return read
        .members(
            new ReadProjectMembers.Query(
                caller.get().inActive(),
                caller.get().user(),
                id,
                null,
                filter,
                MemberViews.Ordering.USER_ID,
                false,
                new Page.Request(1, Integer.MAX_VALUE)))
        .items()
        .stream()
        .map(member -> LseUserJson.of(member.member(), title))
        .toList();
  }

  @GET
  @Path("/paginated/")
  @Operation(
      operationId = "projects_members_paginated_list",
      summary = "The same, page by page, with the role each has there")
  public PageJson<ProjectMemberJson> paginated(
      @PathParam("id") ProjectId id,
      @BeanParam ProjectMemberListQuery sent,
      @BeanParam Paging paging,
      @Context UriInfo uri) {
    var input = new Input();
    var page = paging.in(input);
    var query = sent.in(caller.get().inActive(), caller.get().user(), id, input, page);
    input.refuseIfWrong();
    var members = read.members(query);
    var title = organizations.title(caller.get().inActive(), caller.get().user());
    return PageJson.of(
        members,
        page,
        uri,
        installation,
        member -> ProjectMemberJson.of(member, title),
        query.ordering() == MemberViews.Ordering.USER_ID
            ? member -> member.member().userId()
            : null);
  }

  @GET
  @Path("/export/")
  @Produces("text/csv")
  @Operation(
      operationId = "projects_members_export_csv",
      summary = "The same as a file of comma-separated values",
      description = "What a spreadsheet would take for a formula begins with an apostrophe.")
  @APIResponse(
      responseCode = "200",
      description = "One line for each member.",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response export(@PathParam("id") ProjectId id, @BeanParam ProjectMemberListQuery sent) {
    var input = new Input();
    var organization = caller.get().inActive();
    var reader = caller.get().user();
    Function<Page.Request, ReadProjectMembers.Query> query =
        page -> sent.in(organization, reader, id, input, page);
    var first = query.apply(new Page.Request(1, CsvFile.PAGE));
    input.refuseIfWrong();
    // By the key nobody is lost or told twice when somebody comes or goes meanwhile.
    boolean byKey = first.ordering() == MemberViews.Ordering.USER_ID;
    return new CsvFile<>(
            ProjectMemberLines.HEADER,
            read.members(first).items(),
            (number, last) ->
                read.members(
                        query.apply(
                            byKey
                                ? new Page.Request(number, CsvFile.PAGE, last.member().userId())
                                : new Page.Request(number, CsvFile.PAGE)))
                    .items(),
            ProjectMemberLines::of)
        .named("project-%s-members.csv".formatted(id));
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "projects_members_add",
      summary = "Put a member into a project, with their organization role")
  @APIResponseSchema(
      value = ProjectMemberCreatedJson.class,
      responseCode = "201",
      responseDescription = "In it now.")
  public ProjectMemberCreatedJson add(
      @PathParam("id") ProjectId id, @Nullable ProjectMemberRequest body) {
    var input = new Input();
    var member = new UserId(input.requiredId("user", Input.body(body).user()));
    input.refuseIfWrong();
    set(id, member, true);
    return new ProjectMemberCreatedJson(member.value());
  }

  @DELETE
  @Path("/")
  @Operation(
      operationId = "projects_members_remove",
      summary = "Take a member out of a project, and with it their role there",
      description =
          "Refused for somebody whom a group of a directory puts there, and for somebody who is there by the"
              + " workspace alone.")
  @APIResponse(responseCode = "204", description = "No longer in it.")
  public void remove(
      @PathParam("id") ProjectId id,
      @Parameter(required = true, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("user")
          @Nullable String user) {
    var input = new Input();
    var member = new UserId(input.requiredId("user", input.number("user", user)));
    input.refuseIfWrong();
    set(id, member, false);
  }

  private void set(ProjectId id, UserId member, boolean joined) {
    one.execute(
        new SetProjectMember.Command(
            caller.get().inActive(), caller.get().user(), id, member, joined));
  }

  @POST
  @Path("/bulk/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "projects_members_bulk_post",
      summary = "Put many members into a project at once, some with a role there",
      description =
          "Managers narrow it by name alone: of people outside the project they know no more.")
  public ProjectAssignmentsJson assign(
      @PathParam("id") ProjectId id,
      @BeanParam ProjectMemberQuery sent,
      @Nullable ProjectBulkRequest body) {
    var wish = Input.body(body);
    var input = new Input();
    var who = Choice.of(input, wish.all(), wish.included(), wish.excluded(), sent.in(input));
    var roles = roles(input, wish.roles());
    input.refuseIfWrong();
    var outcome = many(id, who, roles, true);
    return new ProjectAssignmentsJson(
        outcome.changed(), outcome.skipped().stream().map(UserId::value).toList());
  }

  private static Map<UserId, Role> roles(
      Input input, @Nullable List<ProjectBulkRequest.@Nullable RoleOf> sent) {
    var roles = new HashMap<UserId, Role>();
    if (sent == null) {
      return roles;
    }
    if (sent.size() > MAX_ROLES) {
      input.refuse("roles", "At most %d at once.".formatted(MAX_ROLES));
    }
    for (var one : sent) {
      var role =
          one == null || one.role() == null
              ? null
              : input.choice("roles", one.role(), Role::ofCode);
      var user = input.requiredId("roles", one == null ? null : one.userId());
      if (role == null) {
        input.refuse("roles", "Each needs user_id and role.");
      } else {
        roles.put(new UserId(user), role);
      }
    }
    return roles;
  }

  @DELETE
  @Path("/bulk/")
  @Operation(
      operationId = "projects_members_bulk_delete",
      summary = "Take many members out of a project at once",
      description = "Whoever a group of a directory, or the workspace, puts there stays.")
  public UnassignmentsJson unassign(
      @PathParam("id") ProjectId id,
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("all")
          @Nullable String all,
      @Parameter(description = "User ids, comma separated") @QueryParam("included")
          @Nullable List<String> included,
      @Parameter(description = "User ids, comma separated; with all") @QueryParam("excluded")
          @Nullable List<String> excluded,
      @BeanParam ProjectMemberQuery sent) {
    var input = new Input();
    var who = Choice.of(input, all, included, excluded, sent.in(input));
    input.refuseIfWrong();
    return new UnassignmentsJson(many(id, who, Map.of(), false).changed());
  }

  private SetProjectMembers.Outcome many(
      ProjectId id, MemberViews.Filter who, Map<UserId, Role> roles, boolean joined) {
    return many.execute(
        new SetProjectMembers.Command(
            caller.get().inActive(), caller.get().user(), id, who, roles, joined));
  }
}
