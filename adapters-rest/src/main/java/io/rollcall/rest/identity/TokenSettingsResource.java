package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.TokenSettings;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Which tokens the active organization takes; the owner's business. */
@Path("/api/jwt/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
@Authenticated
public class TokenSettingsResource {
  private final TokenSettings settings;
  private final CurrentCaller caller;

  TokenSettingsResource(TokenSettings settings, CurrentCaller caller) {
    this.settings = settings;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "jwt_settings_get", summary = "Which tokens the organization takes")
  public TokenSettingsJson get() {
    return TokenSettingsJson.of(settings.read(caller.get()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(
      operationId = "jwt_settings_update",
      summary = "Switch kinds of tokens on or off, and say how long new ones live")
  @APIResponseSchema(
      value = TokenSettingsJson.class,
      responseCode = "201",
      responseDescription = "In force with the next request.")
  public TokenSettingsJson update(@Nullable TokenSettingsRequest body) {
    var sent = Input.body(body);
    var days = sent.apiTokenTtlDays();
    var input = new Input();
    if (days == null) {
      input.refuse("api_token_ttl_days", "This field is required.");
    }
    input.refuseIfWrong();
    return TokenSettingsJson.of(
        settings.change(
            new TokenSettings.Command(
                caller.get(),
                days == null ? 0 : days,
                sent.apiTokensEnabled(),
                sent.legacyApiTokensEnabled())));
  }
}
