package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.EraseAccount;
import io.rollcall.domain.identity.Secret;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The end of the own account. */
@Path("/api/auth/erase")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@Authenticated
public class ErasureResource {
  private final EraseAccount erase;
  private final SessionCookie cookie;
  private final CurrentCaller caller;

  ErasureResource(EraseAccount erase, SessionCookie cookie, CurrentCaller caller) {
    this.erase = erase;
    this.cookie = cookie;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_erase",
      summary = "Erase your account for good; not while you own an organization")
  @APIResponse(responseCode = "204", description = "Your personal data is gone.")
  public Response erase(@Nullable EraseAccountRequest body, @Context HttpServerRequest request) {
    var input = new Input();
    var password = input.requiredAsIs("password", Input.body(body).password());
    input.refuseIfWrong();
    erase.execute(new EraseAccount.Command(caller.get(), Secret.of(password), Clients.of(request)));
    return Response.noContent().cookie(cookie.gone()).build();
  }
}
