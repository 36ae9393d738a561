package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.ChangePassword;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The password of the own account. */
@Path("/api/auth/password")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@Authenticated
public class PasswordResource {
  private final ChangePassword change;
  private final CurrentCaller caller;

  PasswordResource(ChangePassword change, CurrentCaller caller) {
    this.change = change;
    this.caller = caller;
  }

  @POST
  @Path("/change")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_password_change",
      summary = "Change your password; all your other sessions end")
  @APIResponse(responseCode = "204", description = "Changed.")
  public void change(@Nullable ChangePasswordRequest body, @Context HttpServerRequest request) {
    var sent = Input.body(body);
    var input = new Input();
    var old = input.requiredAsIs("old_password", sent.oldPassword());
    var password = input.requiredAsIs("password", sent.password());
    input.refuseIfWrong();
    change.execute(
        new ChangePassword.Command(
            caller.get(), Secret.of(old), Secret.of(password), Clients.of(request)));
  }
}
