package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.MoveProject;
import io.rollcall.application.organization.ReadProjects;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The projects of a workspace. */
@Path("/api/workspaces/{id}/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
@Authenticated
public class WorkspaceProjectResource {
  private final ReadProjects read;
  private final MoveProject move;
  private final CurrentCaller caller;

  WorkspaceProjectResource(ReadProjects read, MoveProject move, CurrentCaller caller) {
    this.read = read;
    this.move = move;
    this.caller = caller;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "workspaces_projects_list",
      summary = "The projects of a workspace that you see")
  public List<ProjectJson> list(@PathParam("id") WorkspaceId id) {
    return read.of(caller.get().inActive(), caller.get().user(), id).stream()
        .map(ProjectJson::of)
        .toList();
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "workspaces_projects_add",
      summary = "Move a project into a workspace",
      description = "You have to manage both.")
  @APIResponse(responseCode = "201", description = "It is there now.")
  public void add(@PathParam("id") WorkspaceId id, @Nullable WorkspaceProjectRequest body) {
    var input = new Input();
    var project = new ProjectId(input.requiredId("project", Input.body(body).project()));
    input.refuseIfWrong();
    move(id, project, true);
  }

  @DELETE
  @Path("/")
  @Operation(
      operationId = "workspaces_projects_remove",
      summary = "Take a project out of a workspace",
      description = "You have to manage both.")
  @APIResponse(responseCode = "204", description = "It is outside all workspaces now.")
  public void remove(
      @PathParam("id") WorkspaceId id,
      @Parameter(required = true, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("project")
          @Nullable String project) {
    var input = new Input();
    var taken = new ProjectId(input.requiredId("project", input.number("project", project)));
    input.refuseIfWrong();
    move(id, taken, false);
  }

  private void move(WorkspaceId workspace, ProjectId project, boolean into) {
    move.execute(
        new MoveProject.Command(
            caller.get().inActive(), caller.get().user(), workspace, project, into));
  }
}
