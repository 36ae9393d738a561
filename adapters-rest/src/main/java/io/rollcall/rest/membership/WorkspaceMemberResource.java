package io.rollcall.rest.membership;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.ReadOrganization;
import io.rollcall.application.organization.ReadWorkspaces;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.authentication.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is in a workspace. */
@Path("/api/workspaces/{id}/memberships/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
@Authenticated
public class WorkspaceMemberResource {
  private final ReadWorkspaces workspaces;
  private final ReadOrganization organizations;
  private final CurrentCaller caller;

  WorkspaceMemberResource(
      ReadWorkspaces workspaces, ReadOrganization organizations, CurrentCaller caller) {
    this.workspaces = workspaces;
    this.organizations = organizations;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "workspaces_members_list", summary = "Everybody in a workspace")
  public List<WorkspaceMemberJson> list(@PathParam("id") WorkspaceId id) {
    var organization = caller.get().inActive();
    var members = workspaces.members(organization, caller.get().user(), id);
    var title = organizations.acting(organization, caller.get().user()).organization().title();
    return members.stream()
        .map(row -> new WorkspaceMemberJson(LseUserJson.of(row, title), id.value()))
        .toList();
  }
}
