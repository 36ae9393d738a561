package io.rollcall.rest.organization;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.CreateProject;
import io.rollcall.application.organization.DeleteProject;
import io.rollcall.application.organization.ReadProjects;
import io.rollcall.application.organization.UpdateProject;
import io.rollcall.application.port.ProjectViews;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.common.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Projects of the active organization. */
@Path("/api/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
@Authenticated
public class ProjectResource {
  private static final int MAX_DESCRIPTION = 10_000;

  private final ReadProjects read;
  private final CreateProject create;
  private final UpdateProject update;
  private final DeleteProject delete;
  private final CurrentCaller caller;
  private final Installation installation;

  ProjectResource(
      ReadProjects read,
      CreateProject create,
      UpdateProject update,
      DeleteProject delete,
      CurrentCaller caller,
      Installation installation) {
    this.read = read;
    this.create = create;
    this.update = update;
    this.delete = delete;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "projects_list",
      summary = "The projects you see, page by page",
      description =
          "Annotators and reviewers see the published projects they are in, and not in which workspace those are.")
  public PageJson<ProjectJson> list(
      @BeanParam ProjectQuery sent, @BeanParam Paging paging, @Context UriInfo uri) {
    return page(sent, paging, uri, ProjectJson::of);
  }

  @GET
  @Path("/counts/")
  @Operation(
      operationId = "projects_list_counts",
      summary = "The same projects, by id alone",
      description = "The published counters are about labeling, which is not kept here.")
  public PageJson<ProjectCountsJson> counts(
      @BeanParam ProjectQuery sent, @BeanParam Paging paging, @Context UriInfo uri) {
    return page(sent, paging, uri, row -> new ProjectCountsJson(row.project().id().value()));
  }

  private <T> PageJson<T> page(
      ProjectQuery sent, Paging paging, UriInfo uri, Function<ProjectViews.ProjectRow, T> json) {
    var input = new Input();
    var page = paging.in(input);
    var query = sent.in(caller.get().inActive(), input, page);
    input.refuseIfWrong();
    return PageJson.of(read.list(caller.get().user(), query), page, uri, installation, json);
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "projects_create",
      summary = "A new project",
      description = "In a workspace that you manage, or outside all workspaces.")
  @APIResponseSchema(
      value = ProjectJson.class,
      responseCode = "201",
      responseDescription = "Created.")
  public ProjectJson create(@Nullable ProjectRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var title = input.required("title", sent.title());
    var description = input.nullable("description", sent.description(), MAX_DESCRIPTION);
    var color = input.nullable("color", sent.color(), Workspace.MAX_COLOR);
    var workspace = workspace(input, sent.workspace());
    input.refuseIfWrong();
    return changed(
        create.execute(
            new CreateProject.Command(
                caller.get().inActive(),
                caller.get().user(),
                workspace,
                title,
                description == null ? "" : description,
                color == null ? "" : color,
                Boolean.TRUE.equals(sent.isPublished()),
                Boolean.TRUE.equals(sent.isDraft()))),
        ProjectQuery.members(input, null));
  }

  private static @Nullable WorkspaceId workspace(Input input, @Nullable JsonNode sent) {
    if (sent == null || sent.isNull()) {
      return null;
    }
    if (!sent.canConvertToLong() || !sent.isIntegralNumber()) {
      input.refuse("workspace", "A valid integer is required.");
      return null;
    }
    return new WorkspaceId(input.requiredId("workspace", sent.longValue()));
  }

  @GET
  @Path("/{id}/")
  @Operation(operationId = "projects_get", summary = "One project")
  public ProjectJson get(
      @PathParam("id") ProjectId id,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "10"))
          @QueryParam("members_limit")
          @Nullable String membersLimit) {
    var input = new Input();
    int members = ProjectQuery.members(input, membersLimit);
    input.refuseIfWrong();
    return ProjectJson.of(read.one(caller.get().inActive(), caller.get().user(), id, members));
  }

  @PATCH
  @Path("/{id}/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "projects_update",
      summary = "Change a project, publish it, or move it into a workspace that you manage")
  public ProjectJson update(
      @PathParam("id") ProjectId id,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "10"))
          @QueryParam("members_limit")
          @Nullable String membersLimit,
      @Nullable ProjectRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    int members = ProjectQuery.members(input, membersLimit);
    if (sent.title() != null) {
      input.required("title", sent.title());
    }
    var command =
        new UpdateProject.Command(
            caller.get().inActive(),
            caller.get().user(),
            id,
            sent.title(),
            input.nullable("description", sent.description(), MAX_DESCRIPTION),
            input.nullable("color", sent.color(), Workspace.MAX_COLOR),
            sent.isPublished(),
            sent.isDraft(),
            sent.workspace() != null,
            workspace(input, sent.workspace()));
    input.refuseIfWrong();
    update.execute(command);
    return changed(id, members);
  }

  private ProjectJson changed(ProjectId id, int members) {
    return ProjectJson.of(read.changed(caller.get().inActive(), caller.get().user(), id, members));
  }

  @DELETE
  @Path("/{id}/")
  @Operation(
      operationId = "projects_delete",
      summary = "Delete a project",
      description = "Refused while a directory maps groups to it.")
  @APIResponse(responseCode = "204", description = "Gone. Its members are in it no more.")
  public void delete(@PathParam("id") ProjectId id) {
    delete.execute(new DeleteProject.Command(caller.get().inActive(), caller.get().user(), id));
  }
}
