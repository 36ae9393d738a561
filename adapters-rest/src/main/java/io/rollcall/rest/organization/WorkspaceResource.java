package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.CreateWorkspace;
import io.rollcall.application.organization.DeleteWorkspace;
import io.rollcall.application.organization.ReadWorkspaces;
import io.rollcall.application.organization.UpdateWorkspace;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.application.port.WorkspaceViews.WorkspaceRow;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.domain.organization.Workspace;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Workspaces of the active organization. */
@Path("/api/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
@Authenticated
public class WorkspaceResource {
  private static final int MAX_DESCRIPTION = 10_000;
  private static final Comparator<WorkspaceRow> BY_TITLE =
      Comparator.comparing(WorkspaceRow::title, String.CASE_INSENSITIVE_ORDER);
  private static final Map<String, Comparator<WorkspaceRow>> ORDERINGS =
      Map.of(
          "id", Comparator.comparing(WorkspaceRow::id),
          "title", BY_TITLE,
          "created_at", Comparator.comparing(WorkspaceRow::createdAt));

  private final ReadWorkspaces read;
  private final CreateWorkspace create;
  private final UpdateWorkspace update;
  private final DeleteWorkspace delete;
  private final CurrentCaller caller;

  WorkspaceResource(
      ReadWorkspaces read,
      CreateWorkspace create,
      UpdateWorkspace update,
      DeleteWorkspace delete,
      CurrentCaller caller) {
    this.read = read;
    this.create = create;
    this.update = update;
    this.delete = delete;
    this.caller = caller;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "workspaces_list",
      summary = "Every shared workspace, and your own sandboxes")
  public List<WorkspaceJson> list(
      @Parameter(
              description = "Accepted; all workspaces are listed anyway",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_all_workspaces")
          @Nullable String includeAll,
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("is_archived")
          @Nullable String archived,
      @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("is_personal")
          @Nullable String personal,
      @Parameter(description = "id, title or created_at; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering) {
    var input = new Input();
    input.flag("include_all_workspaces", includeAll);
    var query =
        new WorkspaceViews.Query(
            caller.get().inActive(),
            caller.get().user(),
            input.flag("is_archived", archived),
            input.flag("is_personal", personal));
    var order = input.ordering(ordering, ORDERINGS, BY_TITLE);
    input.refuseIfWrong();
    return read.list(query).stream()
        .sorted(order.descending() ? order.by().reversed() : order.by())
        .map(row -> WorkspaceJson.of(row, caller.get().user()))
        .toList();
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(operationId = "workspaces_create", summary = "A new workspace")
  @APIResponseSchema(
      value = WorkspaceJson.class,
      responseCode = "201",
      responseDescription = "Created.")
  public WorkspaceJson create(@Nullable WorkspaceRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var title = input.required("title", sent.title());
    input.atMost("description", sent.description(), MAX_DESCRIPTION);
    input.refuseIfWrong();
    var organization = caller.get().inActive();
    var id =
        create.execute(
            new CreateWorkspace.Command(
                organization,
                caller.get().user(),
                title,
                sent.description(),
                sent.color(),
                Boolean.TRUE.equals(sent.isArchived()),
                Boolean.TRUE.equals(sent.isPersonal())));
    return WorkspaceJson.of(read.one(organization, caller.get().user(), id), caller.get().user());
  }

  @GET
  @Path("/{id}/")
  @Operation(operationId = "workspaces_get", summary = "One workspace")
  public WorkspaceJson get(@PathParam("id") WorkspaceId id) {
    return WorkspaceJson.of(
        read.one(caller.get().inActive(), caller.get().user(), id), caller.get().user());
  }

  @PATCH
  @Path("/{id}/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "workspaces_update",
      summary = "Rename, describe, color or archive a workspace",
      description = "Managers change the workspaces they created or joined.")
  public WorkspaceJson update(
      @PathParam("id") WorkspaceId id, @Nullable UpdateWorkspaceRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    if (sent.title() != null) {
      input.required("title", sent.title());
    }
    var description = input.nullable("description", sent.description(), MAX_DESCRIPTION);
    var color = input.nullable("color", sent.color(), Workspace.MAX_COLOR);
    input.refuseIfWrong();
    var organization = caller.get().inActive();
    update.execute(
        new UpdateWorkspace.Command(
            organization,
            caller.get().user(),
            id,
            sent.title(),
            description,
            color,
            sent.isArchived(),
            sent.isPersonal()));
    return WorkspaceJson.of(read.one(organization, caller.get().user(), id), caller.get().user());
  }

  @DELETE
  @Path("/{id}/")
  @Operation(
      operationId = "workspaces_delete",
      summary = "Delete a workspace that has no projects",
      description = "Refused, too, while a directory maps groups to it.")
  @APIResponse(responseCode = "204", description = "Gone. Its members are in it no more.")
  public void delete(@PathParam("id") WorkspaceId id) {
    delete.execute(new DeleteWorkspace.Command(caller.get().inActive(), caller.get().user(), id));
  }
}
