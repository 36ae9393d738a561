package io.rollcall.rest.organization;

import io.quarkus.security.Authenticated;
import io.rollcall.application.organization.InvitationLink;
import io.rollcall.application.organization.JoinByInvitation;
import io.rollcall.application.organization.ManageInvitations;
import io.rollcall.application.organization.SendInvitations;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.InvitationId;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.WorkspaceId;
import io.rollcall.rest.Installation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.rollcall.rest.common.PageJson;
import io.rollcall.rest.identity.Clients;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Invitations to the active organization, and accepting one. */
@Path("/api/invite")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations")
@Authenticated
public class InvitationResource {
  static final int MOST_EMAILS = 500;
  static final int MOST_PLACES = 100;

  private final InvitationLink link;
  private final SendInvitations send;
  private final ManageInvitations manage;
  private final JoinByInvitation join;
  private final CurrentCaller caller;
  private final Installation installation;

  InvitationResource(
      InvitationLink link,
      SendInvitations send,
      ManageInvitations manage,
      JoinByInvitation join,
      CurrentCaller caller,
      Installation installation) {
    this.link = link;
    this.send = send;
    this.manage = manage;
    this.join = join;
    this.caller = caller;
    this.installation = installation;
  }

  @GET
  @Operation(
      operationId = "organizations_invites_get_invite_link",
      summary = "The link by which anybody who has it joins the active organization")
  public OrganizationInviteJson getLink() {
    return OrganizationInviteJson.of(link.read(organization(), user()), installation);
  }

  @POST
  @Path("/reset-token")
  @ResponseStatus(201)
  @Operation(
      operationId = "organizations_reset_token",
      summary = "A new invitation link; the old one is dead at once")
  @APIResponseSchema(
      value = OrganizationInviteJson.class,
      responseCode = "201",
      responseDescription = "The new link.")
  public OrganizationInviteJson resetToken() {
    return OrganizationInviteJson.of(link.reset(organization(), user()), installation);
  }

  @POST
  @Path("/send-email")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(200)
  @Operation(
      operationId = "organizations_invites_send_email",
      summary = "Invite people by their addresses: all of them, or nobody when one is refused")
  @APIResponse(responseCode = "200", description = "The letters are under way.")
  public void sendEmail(@Nullable SendInviteRequest body) {
    var sent = Input.body(body);
    var input = new Input();
    var emails = emails(input, sent.emails());
    var role = input.choice("role", sent.role(), Role::ofCode);
    input.choice(
        "user_type", sent.userType(), type -> Optional.of(type).filter("standard"::equals));
    var workspaces = places(input, "workspaces", sent.workspaces(), WorkspaceId::new);
    var projects = places(input, "projects", sent.projects(), ProjectId::new);
    input.refuseIfWrong();
    send.execute(
        new SendInvitations.Command(organization(), user(), emails, role, workspaces, projects));
  }

  @POST
  @Path("/revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(200)
  @Operation(
      operationId = "organizations_invites_revoke_invite",
      summary = "Take back the open invitation of an address")
  @APIResponse(responseCode = "200", description = "Its link is dead.")
  @APIResponse(responseCode = "404", description = "Nothing is open for that address.")
  public void revoke(@Nullable RevokeInviteRequest body) {
    var input = new Input();
    var email = input.required("email", Input.body(body).email());
    input.refuseIfWrong();
    manage.revoke(organization(), user(), email);
  }

  @GET
  @Path("/pending")
  @Operation(
      operationId = "organizations_invites_pending",
      summary = "Open invitations, the youngest first; also those that are out of date")
  public PageJson<InvitationJson> pending(
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
        manage.open(organization(), user(), wanted), wanted, uri, installation, InvitationJson::of);
  }

  @POST
  @Path("/{id}/resend")
  @ResponseStatus(200)
  @Operation(
      operationId = "organizations_invites_resend",
      summary = "Send an open invitation again; the link of the older letter is dead")
  @APIResponse(responseCode = "200", description = "The letter is under way.")
  public void resend(@PathParam("id") InvitationId id) {
    manage.resend(organization(), user(), id);
  }

  @POST
  @Path("/accept")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "organizations_invites_accept",
      summary = "Join by an invitation or a link; for people who have an account",
      description = "Signing up with the token is for everybody else.")
  public AcceptedInviteJson accept(
      @Nullable AcceptInviteRequest body, @Context HttpServerRequest request) {
    var input = new Input();
    var token = input.required("token", Input.body(body).token());
    input.refuseIfWrong();
    return new AcceptedInviteJson(
        join.execute(caller.get(), Secret.of(token), Clients.of(request)).value());
  }

  private static List<String> emails(Input input, @Nullable List<@Nullable String> sent) {
    if (sent == null || sent.isEmpty()) {
      input.refuse("emails", sent == null ? "This field is required." : "At least one address.");
      return List.of();
    }
    if (sent.size() > MOST_EMAILS) {
      input.refuse("emails", "At most %d addresses.".formatted(MOST_EMAILS));
      return List.of();
    }
    return sent.stream().map(email -> input.required("emails", email)).toList();
  }

  private static <T> Set<T> places(
      Input input, String field, @Nullable List<@Nullable Long> sent, LongFunction<T> place) {
    var ids = input.ids(field, sent, MOST_PLACES);
    return ids == null
        ? Set.of()
        : ids.stream().map(place::apply).collect(Collectors.toUnmodifiableSet());
  }

  private OrganizationId organization() {
    return caller.get().inActive();
  }

  private UserId user() {
    return caller.get().user();
  }
}
