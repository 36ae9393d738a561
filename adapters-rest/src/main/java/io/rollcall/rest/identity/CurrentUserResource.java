package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.LegacyToken;
import io.rollcall.application.identity.OwnHotkeys;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The person who asks. */
@Path("/api/current-user")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Current user")
@Authenticated
public class CurrentUserResource {
  private final OwnProfile own;
  private final OwnHotkeys hotkeys;
  private final LegacyToken token;
  private final WhoAmI whoAmI;
  private final CurrentCaller caller;

  CurrentUserResource(
      OwnProfile own, OwnHotkeys hotkeys, LegacyToken token, WhoAmI whoAmI, CurrentCaller caller) {
    this.own = own;
    this.hotkeys = hotkeys;
    this.token = token;
    this.whoAmI = whoAmI;
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
    return own.read(caller.get());
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "users_update_current_user",
      summary = "Change the own names, or the organization this session works in")
  @APIResponseSchema(
      value = AccountJson.class,
      responseCode = "200",
      responseDescription = "The own account as it is now.")
  @APIResponse(responseCode = "404", description = "No organization of yours.")
  public AccountJson update(@Nullable ProfileRequest body) {
    return own.update(caller.get(), Input.body(body));
  }

  @GET
  @Path("/hotkeys/")
  @Operation(
      operationId = "users_get_hotkeys",
      summary = "The own keyboard shortcuts",
      description = "The same in every organization and project.")
  public HotkeysJson hotkeys(
      @Parameter(
              description = "Makes no difference",
              schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("project")
          @Nullable String project) {
    refuseUnlessNumber(project);
    return new HotkeysJson(hotkeys.read(caller.get().user()));
  }

  @PATCH
  @Path("/hotkeys/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "users_update_hotkeys",
      summary = "Replace the own keyboard shortcuts",
      description = "A JSON object of at most 16,384 characters; what is in it, clients decide.")
  public HotkeysJson updateHotkeys(
      @Nullable HotkeysRequest body,
      @Parameter(
              description = "Makes no difference",
              schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
          @QueryParam("project")
          @Nullable String project) {
    refuseUnlessNumber(project);
    own.replaceHotkeys(caller.get(), Input.body(body).customHotkeys());
    return new HotkeysJson(hotkeys.read(caller.get().user()));
  }

  private static void refuseUnlessNumber(@Nullable String project) {
    var input = new Input();
    input.number("project", project);
    input.refuseIfWrong();
  }

  @GET
  @Path("/token")
  @Operation(
      operationId = "users_get_token",
      summary = "The own legacy API key in the active organization")
  @APIResponseSchema(
      value = TokenDetailJson.class,
      responseCode = "200",
      responseDescription = "The key.")
  @APIResponse(responseCode = "400", description = "The organization takes no such keys.")
  public TokenDetailJson token() {
    return new TokenDetailJson(token.read(caller.get()).reveal());
  }

  @POST
  @Path("/reset-token/")
  @ResponseStatus(201)
  @Operation(
      operationId = "users_reset_token",
      summary = "A new legacy API key; the old one is dead at once")
  @APIResponseSchema(
      value = TokenJson.class,
      responseCode = "201",
      responseDescription = "The new key.")
  public TokenJson resetToken() {
    return new TokenJson(token.reset(caller.get()).reveal());
  }
}
