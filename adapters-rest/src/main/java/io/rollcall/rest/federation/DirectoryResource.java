package io.rollcall.rest.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.rollcall.application.federation.ReadDirectories;
import io.rollcall.application.federation.ReadSyncRuns;
import io.rollcall.application.federation.RequestSync;
import io.rollcall.application.federation.SaveDirectory;
import io.rollcall.application.organization.ReadWorkspaces;
import io.rollcall.application.port.WorkspaceViews;
import io.rollcall.domain.federation.Directory;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** LDAP directories of the active organization. */
@Path("/api/ldap/directories")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "LDAP directories")
@Authenticated
public class DirectoryResource {
  private static final int MAX_SEARCH = 256;
  private static final int GROUPS_SHOWN = 50;
  private static final int MAX_GROUPS = 500;

  private final ReadDirectories read;
  private final SaveDirectory save;
  private final RequestSync sync;
  private final ReadSyncRuns runs;
  private final ReadWorkspaces workspaces;
  private final CurrentCaller caller;
  private final Installation installation;
  private final ObjectMapper json;

  DirectoryResource(
      ReadDirectories read,
      SaveDirectory save,
      RequestSync sync,
      ReadSyncRuns runs,
      ReadWorkspaces workspaces,
      CurrentCaller caller,
      Installation installation,
      ObjectMapper json) {
    this.read = read;
    this.save = save;
    this.sync = sync;
    this.runs = runs;
    this.workspaces = workspaces;
    this.caller = caller;
    this.installation = installation;
    this.json = json;
  }

  @GET
  @Path("/")
  @Operation(operationId = "ldap_directories_list", summary = "Directories, by title")
  public List<DirectoryJson> list() {
    var directories = read.all(organization(), user());
    var titles = titles();
    return directories.stream().map(directory -> DirectoryJson.of(directory, titles)).toList();
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "ldap_directories_create",
      summary = "Connect a directory; nobody changes until a run")
  @APIResponseSchema(
      value = DirectoryJson.class,
      responseCode = "201",
      responseDescription = "Connected.")
  public DirectoryJson create(@Nullable DirectoryRequest body) {
    var description = Descriptions.of(Input.body(body));
    return json(save.create(organization(), user(), description));
  }

  @GET
  @Path("/{id}/")
  @Operation(operationId = "ldap_directories_get", summary = "One directory, without secrets")
  public DirectoryJson get(@PathParam("id") ProviderId id) {
    return json(read.one(organization(), user(), id));
  }

  @PATCH
  @Path("/{id}/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "ldap_directories_update",
      summary = "Change a directory",
      description =
          "What is left out stays, the bind password included; a changed server address needs it again.")
  @RequestBody(content = @Content(schema = @Schema(implementation = DirectoryRequest.class)))
  public DirectoryJson update(@PathParam("id") ProviderId id, @Nullable ObjectNode body)
      throws JsonProcessingException {
    var sent = Input.body(body);
    ObjectNode stored = json.valueToTree(json(read.one(organization(), user(), id)));
    var merged = json.treeToValue(Merge.of(stored, sent), DirectoryRequest.class);
    return json(
        save.update(
            organization(), user(), id, Descriptions.of(merged), sent.has("bind_password")));
  }

  @DELETE
  @Path("/{id}/")
  @ResponseStatus(202)
  @Operation(
      operationId = "ldap_directories_delete",
      summary = "Remove a directory",
      description = "What it gave ends through a last run, within the removal budget.")
  @APIResponseSchema(
      value = SyncRunJson.class,
      responseCode = "202",
      responseDescription = "The last run.")
  public SyncRunJson delete(@PathParam("id") ProviderId id) {
    return SyncRunJson.of(sync.remove(new RequestSync.Command(organization(), user(), id)));
  }

  @POST
  @Path("/{id}/test/")
  @Operation(
      operationId = "ldap_directories_test",
      summary = "Try the connection; says which step failed")
  public ConnectionTestJson test(@PathParam("id") ProviderId id) {
    return ConnectionTestJson.of(read.test(organization(), user(), id));
  }

  @GET
  @Path("/{id}/groups/")
  @Operation(
      operationId = "ldap_directories_groups",
      summary = "Groups as the directory names them")
  @APIResponse(
      responseCode = "200",
      description = "Groups by name, without their members.",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = GroupJson.class)))
  @APIResponse(responseCode = "503", description = "The directory cannot be reached.")
  public List<GroupJson> groups(
      @PathParam("id") ProviderId id,
      @Parameter(description = "Part of the name") @QueryParam("search") @Nullable String search,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500"))
          @QueryParam("limit")
          @Nullable String limit) {
    var input = new Input();
    var text = input.text("search", search, MAX_SEARCH);
    int most = input.within("limit", limit, GROUPS_SHOWN, MAX_GROUPS);
    input.refuseIfWrong();
    return read.groups(organization(), user(), id, text, most).stream().map(GroupJson::of).toList();
  }

  @GET
  @Path("/{id}/syncs/")
  @Operation(operationId = "ldap_syncs_list", summary = "Runs of a directory, the newest first")
  public PageJson<SyncRunJson> syncs(
      @PathParam("id") ProviderId id,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1")) @QueryParam("page")
          @Nullable String page,
      @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
          @QueryParam("page_size")
          @Nullable String size,
      @Context UriInfo uri) {
    var input = new Input();
    var wanted = input.page(page, size);
    input.refuseIfWrong();
    return PageJson.of(
        runs.ofDirectory(organization(), user(), id, wanted),
        wanted,
        uri,
        installation,
        SyncRunJson::of);
  }

  @POST
  @Path("/{id}/syncs/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(operationId = "ldap_syncs_create", summary = "Start a run, or a dry run")
  @APIResponseSchema(
      value = SyncRunJson.class,
      responseCode = "202",
      responseDescription = "The run, queued.")
  public SyncRunJson sync(@PathParam("id") ProviderId id, @Nullable SyncRequest body) {
    boolean dryRun = body != null && Boolean.TRUE.equals(body.dryRun());
    return SyncRunJson.of(sync.run(new RequestSync.Command(organization(), user(), id), dryRun));
  }

  private OrganizationId organization() {
    return caller.get().inActive();
  }

  private UserId user() {
    return caller.get().user();
  }

  private DirectoryJson json(Directory directory) {
    return DirectoryJson.of(directory, titles());
  }

  private Map<WorkspaceId, String> titles() {
    return workspaces.list(new WorkspaceViews.Query(organization(), user(), null, null)).stream()
        .collect(
            Collectors.toMap(row -> new WorkspaceId(row.id()), WorkspaceViews.WorkspaceRow::title));
  }
}
