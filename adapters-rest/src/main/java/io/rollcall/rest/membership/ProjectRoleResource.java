package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.EndProjectRole;
import io.rollcall.application.organization.ReadProjectMembers;
import io.rollcall.application.organization.SetProjectRole;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Roles in single projects, which override the organization role there. */
@Path("/api/projects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
@Authenticated
public class ProjectRoleResource {
  private static final Map<String, Comparator<ProjectRoleJson>> ORDERINGS =
      Map.of(
          "id", Comparator.comparing(ProjectRoleJson::id),
          "project", Comparator.comparing(ProjectRoleJson::project),
          "role", Comparator.comparing(ProjectRoleJson::role));

  private final ReadProjectMembers read;
  private final SetProjectRole set;
  private final EndProjectRole end;
  private final CurrentCaller caller;

  ProjectRoleResource(
      ReadProjectMembers read, SetProjectRole set, EndProjectRole end, CurrentCaller caller) {
    this.read = read;
    this.set = set;
    this.end = end;
    this.caller = caller;
  }

  @GET
  @Path("/roles/")
  @Operation(operationId = "projects_roles_list", summary = "Your own roles in projects")
  public List<ProjectRoleJson> own(
      @Parameter(description = "Project ids, comma separated") @QueryParam("ids")
          @Nullable List<String> ids,
      @Parameter(description = "id, project or role; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering) {
    var input = new Input();
    var wanted = input.ids("ids", ids);
    var order = input.ordering(ordering, ORDERINGS, Comparator.comparing(ProjectRoleJson::project));
    input.refuseIfWrong();
    var projects =
        wanted.isEmpty()
            ? null
            : wanted.stream().map(ProjectId::new).collect(Collectors.toUnmodifiableSet());
    return read.ownRoles(caller.get().inActive(), caller.get().user(), projects).stream()
        .map(ProjectRoleJson::of)
        .sorted(order.descending() ? order.by().reversed() : order.by())
        .toList();
  }

  @GET
  @Path("/{id}/roles")
  @Operation(
      operationId = "projects_roles_get",
      summary = "Everybody's roles in a project; for those who manage it",
      description = "Whoever is in the project and not listed here has their organization role.")
  public List<ProjectRoleJson> roles(@PathParam("id") ProjectId id) {
    return read.roles(caller.get().inActive(), caller.get().user(), id).stream()
        .map(ProjectRoleJson::of)
        .toList();
  }

  @POST
  @Path("/roles/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "projects_roles_add",
      summary = "Give a member a role in a project",
      description =
          "Annotator, reviewer or manager, in place of whatever people gave there; not to anybody above you.")
  @APIResponseSchema(
      value = ProjectRoleJson.class,
      responseCode = "201",
      responseDescription = "Given.")
  public ProjectRoleJson add(@Nullable ProjectRoleRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var project = new ProjectId(input.requiredId("project", sent.project()));
    var user = new UserId(input.requiredId("user", sent.user()));
    input.required("role", sent.role());
    var role = input.choice("role", sent.role(), Role::ofCode);
    input.refuseIfWrong();
    return ProjectRoleJson.of(
        set.execute(
            new SetProjectRole.Command(
                caller.get().inActive(),
                caller.get().user(),
                project,
                user,
                Objects.requireNonNull(role))));
  }

  @DELETE
  @Path("/roles/{id}/")
  @Operation(
      operationId = "projects_roles_remove",
      summary = "Take a role in a project back",
      description =
          "Whoever was in the project before they got it stays in; refused where a group of a directory gave it.")
  @APIResponse(responseCode = "204", description = "Taken back.")
  public void remove(@PathParam("id") GrantId id) {
    end.execute(new EndProjectRole.Command(caller.get().inActive(), caller.get().user(), id));
  }
}
