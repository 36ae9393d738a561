package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.CreateApiToken;
import io.rollcall.application.identity.ListApiTokens;
import io.rollcall.application.identity.RefreshApiToken;
import io.rollcall.application.identity.RevokeApiToken;
import io.rollcall.application.identity.RotateApiToken;
import io.rollcall.domain.identity.ApiToken;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.TokenScope;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Errors;
import io.rollcall.rest.common.Input;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Personal access tokens: one's own, in the active organization. */
@Path("/api/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
@Authenticated
public class TokenResource {
  private static final Comparator<ApiToken> BY_AGE = Comparator.comparing(ApiToken::id);
  private static final Map<String, Comparator<ApiToken>> ORDERINGS =
      Map.of(
          "created_at",
          BY_AGE,
          "expires_at",
          Comparator.comparing(ApiToken::expiresAt).thenComparing(BY_AGE));

  private final ListApiTokens list;
  private final CreateApiToken create;
  private final RefreshApiToken refresh;
  private final RotateApiToken rotate;
  private final RevokeApiToken revoke;
  private final CurrentCaller caller;
  private final Errors errors;

  TokenResource(
      ListApiTokens list,
      CreateApiToken create,
      RefreshApiToken refresh,
      RotateApiToken rotate,
      RevokeApiToken revoke,
      CurrentCaller caller,
      Errors errors) {
    this.list = list;
    this.create = create;
    this.refresh = refresh;
    this.rotate = rotate;
    this.revoke = revoke;
    this.caller = caller;
    this.errors = errors;
  }

  @GET
  @Path("/")
  @Operation(operationId = "tokens_list", summary = "Your tokens here, without their signatures")
  public List<ApiTokenJson> list(
      @Parameter(description = "created_at or expires_at; descending with a minus before it")
          @QueryParam("ordering")
          @Nullable String ordering) {
    var input = new Input();
    var order = input.ordering(ordering, ORDERINGS, BY_AGE);
    input.refuseIfWrong();
    return list.execute(caller.get()).stream()
        .sorted(order.descending() ? order.by().reversed() : order.by())
        .map(ApiTokenJson::of)
        .toList();
  }

  @POST
  @Path("/")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "tokens_create",
      summary = "A new token for the active organization; no body is needed")
  @APIResponseSchema(
      value = NewApiTokenJson.class,
      responseCode = "201",
      responseDescription = "The token, whole this one time.")
  public NewApiTokenJson create(@Nullable ApiTokenRequest body) {
    var input = new Input();
    var scope = input.choice("scope", body == null ? null : body.scope(), TokenScope::ofCode);
    input.refuseIfWrong();
    return NewApiTokenJson.of(
        create.execute(
            new CreateApiToken.Command(caller.get(), scope == null ? TokenScope.ALL : scope)));
  }

  @POST
  @Path("/refresh/")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "tokens_refresh",
      summary = "Exchange a token for an access token, which lives for minutes")
  @APIResponse(
      responseCode = "200",
      description = "The access token.",
      content = @Content(schema = @Schema(implementation = AccessTokenJson.class)))
  @APIResponse(
      responseCode = "401",
      description =
          "The token is unknown, revoked, expired or no such token, or the organization takes none.")
  public Response refresh(@Nullable RefreshRequest body) {
    return refresh
        .execute(token(body))
        .map(access -> Response.ok(new AccessTokenJson(access.reveal())).build())
        .orElseGet(
            () ->
                errors.unauthorized(
                    "authentication-failed", "The token is unknown, revoked or expired."));
  }

  @POST
  @Path("/rotate/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "tokens_rotate",
      summary = "Replace one of your tokens; the old one is dead at once")
  public RotatedTokenJson rotate(@Nullable RefreshRequest body) {
    var rotated = rotate.execute(new RotateApiToken.Command(caller.get(), token(body)));
    return new RotatedTokenJson(rotated.secret().reveal());
  }

  @POST
  @Path("/blacklist/")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "tokens_blacklist",
      summary = "End one of your tokens, named whole or as the list shows it")
  @APIResponse(responseCode = "204", description = "The token is dead.")
  @APIResponse(responseCode = "404", description = "You have no such token here, or no longer.")
  public void blacklist(@Nullable RefreshRequest body) {
    revoke.execute(new RevokeApiToken.Command(caller.get(), token(body)));
  }

  private static Secret token(@Nullable RefreshRequest body) {
    var input = new Input();
    var token = input.required("refresh", Input.body(body).refresh());
    input.refuseIfWrong();
    return Secret.of(token.strip());
  }
}
