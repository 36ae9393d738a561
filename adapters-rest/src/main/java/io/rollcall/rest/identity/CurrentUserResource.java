package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.Caller;
import io.rollcall.application.identity.LegacyToken;
import io.rollcall.application.identity.ReadAccount;
import io.rollcall.application.identity.SwitchOrganization;
import io.rollcall.application.identity.UpdateProfile;
import io.rollcall.application.port.Atomically;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Violation;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The person who asks. */
@Path("/api/current-user")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Current user")
@Authenticated
public class CurrentUserResource {
  private final ReadAccount account;
  private final UpdateProfile profile;
  private final SwitchOrganization switching;
  private final LegacyToken token;
  private final WhoAmI whoAmI;
  private final Atomically atomically;
  private final CurrentCaller caller;

  CurrentUserResource(
      ReadAccount account,
      UpdateProfile profile,
      SwitchOrganization switching,
      LegacyToken token,
      WhoAmI whoAmI,
      Atomically atomically,
      CurrentCaller caller) {
    this.account = account;
    this.profile = profile;
    this.switching = switching;
    this.token = token;
    this.whoAmI = whoAmI;
    this.atomically = atomically;
    this.caller = caller;
  }

  @GET
  @Path("/whoami")
  @Operation(
      operationId = "users_whoami",
      summary = "The own account, and what it may do in the active organization")
  public WhoAmIJson whoami() {
    return whoAmI.of(caller.get());
  }

  @GET
  @Operation(operationId = "users_get_current_user", summary = "The own account")
  public AccountJson get() {
    return AccountJson.of(account.execute(caller.get()), caller.get());
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "users_update_current_user",
      summary = "Change the own names, or the organization this session works in")
  public AccountJson update(@Nullable ProfileRequest body) {
    var sent = Input.body(body);
    var now = atomically.get(() -> updated(caller.get(), sent));
    return AccountJson.of(account.execute(now), now);
  }

  private Caller updated(Caller before, ProfileRequest sent) {
    profile.execute(
        new UpdateProfile.Command(
            before.user(), sent.username(), sent.firstName(), sent.lastName(), sent.phone()));
    return sent.activeOrganization() == null
        ? before
        : switching.execute(before, organization(sent.activeOrganization()));
  }

  private static OrganizationId organization(long id) {
    if (id <= 0) {
      throw new Violation.NotFound("organization").refused();
    }
    return new OrganizationId(id);
  }

  @GET
  @Path("/token")
  @Operation(
      operationId = "users_get_token",
      summary = "The own legacy API key in the active organization")
  public TokenDetailJson token() {
    return new TokenDetailJson(token.read(caller.get()).reveal());
  }

  @POST
  @Path("/reset-token/")
  @ResponseStatus(201)
  @Operation(
      operationId = "users_reset_token",
      summary = "A new legacy API key; the old one is dead at once")
  @APIResponse(responseCode = "201", description = "The new key.")
  public TokenJson resetToken() {
    return new TokenJson(token.reset(caller.get()).reveal());
  }
}
