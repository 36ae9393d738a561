package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.membership.LeaveOrganization;
import io.rollcall.application.organization.ActivityDetails;
import io.rollcall.application.organization.CreateOrganization;
import io.rollcall.application.organization.DeleteOrganization;
import io.rollcall.application.organization.InvitationLink;
import io.rollcall.application.organization.ListOrganizations;
import io.rollcall.application.organization.ReadOrganization;
import io.rollcall.application.organization.TransferOwnership;
import io.rollcall.application.organization.UpdateOrganization;
import io.rollcall.application.port.AccountViews.OrganizationRow;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.organization.Organization;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Organizations. */
@Path("/api/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
@Authenticated
public class OrganizationResource {
  private static final Comparator<OrganizationRow> BY_TITLE =
      Comparator.comparing(OrganizationRow::title, String.CASE_INSENSITIVE_ORDER);
  private static final Map<String, Comparator<OrganizationRow>> ORDERINGS =
      Map.of(
          "id", Comparator.comparing(OrganizationRow::id),
          "title", BY_TITLE,
          "created_at", Comparator.comparing(OrganizationRow::createdAt));

  private final ListOrganizations list;
  private final CreateOrganization create;
  private final ReadOrganization read;
  private final UpdateOrganization update;
  private final TransferOwnership transfer;
  private final LeaveOrganization leave;
  private final DeleteOrganization delete;
  private final InvitationLink link;
  private final ActivityDetails activity;
  private final CurrentCaller caller;

  OrganizationResource(
      ListOrganizations list,
      CreateOrganization create,
      ReadOrganization read,
      UpdateOrganization update,
      TransferOwnership transfer,
      LeaveOrganization leave,
      DeleteOrganization delete,
      InvitationLink link,
      ActivityDetails activity,
      CurrentCaller caller) {
    this.list = list;
    this.create = create;
    this.read = read;
    this.update = update;
    this.transfer = transfer;
    this.leave = leave;
    this.delete = delete;
    this.link = link;
    this.activity = activity;
    this.caller = caller;
  }

  @GET
  @Path("/")
  @Operation(
      operationId = "organizations_list",
      summary = "The organizations you belong to and your credential opens")
  public List<OrganizationIdJson> list(
      @Parameter(description = "id, title or created_at; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering) {
    var input = new Input();
    var order = input.ordering(ordering, ORDERINGS, BY_TITLE);
    input.refuseIfWrong();
    return list.execute(caller.get()).stream()
        .sorted(order.descending() ? order.by().reversed() : order.by())
        .map(OrganizationIdJson::of)
        .toList();
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "organizations_create",
      summary = "A further organization, if your plan permits; you own it")
  @APIResponseSchema(
      value = OrganizationJson.class,
      responseCode = "201",
      responseDescription = "Created.")
  public OrganizationJson create(@Nullable CreateOrganizationRequest body) {
    var input = new Input();
    var title = input.required("title", Input.body(body).title());
    input.refuseIfWrong();
    var id = create.execute(caller.get(), title);
    return json(read.acting(id, caller.get().user()).organization());
  }

  @GET
  @Path("/{id}")
  @Operation(operationId = "organizations_get", summary = "One of your organizations")
  public OrganizationJson get(@PathParam("id") OrganizationId id) {
    return json(read.execute(caller.get().in(id), caller.get().user()).organization());
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_update",
      summary = "Change title, contact or management policies; the owner's business")
  public OrganizationJson update(
      @PathParam("id") OrganizationId id, @Nullable UpdateOrganizationRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var contact = input.nullable("contact_info", sent.contactInfo(), 254);
    input.refuseIfWrong();
    return json(
        update.execute(
            new UpdateOrganization.Command(
                caller.get().in(id),
                caller.get().user(),
                sent.title(),
                contact,
                null,
                sent.manualRoleManagement(),
                sent.manualWorkspaceManagement(),
                sent.manualProjectMemberManagement())));
  }

  @PATCH
  @Path("/{id}/set-default-role")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_update_default_role",
      summary =
          "The role of whoever joins from now on; and whether the activity log tells what changed")
  public DefaultRoleJson updateDefaultRole(
      @PathParam("id") OrganizationId id, @Nullable DefaultRoleRequest body) {
    var input = new Input();
    var sent = Input.body(body);
    var role = input.choice("default_role", sent.defaultRole(), Role::ofCode);
    input.refuseIfWrong();
    var updated =
        update.execute(
            new UpdateOrganization.Command(
                caller.get().in(id), caller.get().user(), null, null, role, null, null, null));
    if (sent.extraDataOnActivityLogs() != null) {
      activity.change(
          new ActivityDetails.Command(id, caller.get().user(), sent.extraDataOnActivityLogs()));
    }
    return DefaultRoleJson.of(updated, activity.read(id));
  }

  @POST
  @Path("/{id}/transfer-ownership")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_transfer_ownership",
      summary = "Make another active member the owner; you become administrator")
  @APIResponseSchema(
      value = OrganizationJson.class,
      responseCode = "200",
      responseDescription = "The organization with its new owner.")
  @APIResponse(responseCode = "405", description = "You are the owner already.")
  public OrganizationJson transferOwnership(
      @PathParam("id") OrganizationId id, @Nullable TransferOwnershipRequest body) {
    var input = new Input();
    var successor = input.requiredId("user_id", Input.body(body).userId());
    input.refuseIfWrong();
    return json(transferred(caller.get().in(id), new UserId(successor)));
  }

  @POST
  @Path("/{id}/leave")
  @Operation(
      operationId = "organizations_leave",
      summary = "Leave; your sessions and keys for it end. The owner stays")
  @APIResponse(responseCode = "204", description = "You no longer belong.")
  public void leave(@PathParam("id") OrganizationId id) {
    leave.execute(new LeaveOrganization.Command(caller.get().in(id), caller.get().user()));
  }

  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_delete",
      summary = "Delete it for everybody; for some time the operator of the server can restore it")
  @APIResponse(responseCode = "204", description = "It exists for nobody any more.")
  public void delete(@PathParam("id") OrganizationId id, @Nullable DeleteOrganizationRequest body) {
    var input = new Input();
    var title = input.requiredAsIs("title", Input.body(body).title());
    input.refuseIfWrong();
    delete.execute(new DeleteOrganization.Command(caller.get().in(id), caller.get().user(), title));
  }

  private Organization transferred(OrganizationId id, UserId successor) {
    return transfer.execute(new TransferOwnership.Command(id, caller.get().user(), successor));
  }

  /** With the link for those alone who may invite. */
  private OrganizationJson json(Organization organization) {
    return OrganizationJson.of(
        organization, link.shownTo(organization.id(), caller.get().user()).orElse(null));
  }
}
