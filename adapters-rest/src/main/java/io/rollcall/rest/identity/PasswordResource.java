package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.ChangePassword;
import io.rollcall.application.identity.ForgetPassword;
import io.rollcall.application.identity.ResetPassword;
import io.rollcall.domain.identity.Secret;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Input;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
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
  private final ForgetPassword forget;
  private final ResetPassword reset;
  private final CurrentCaller caller;

  PasswordResource(
      ChangePassword change, ForgetPassword forget, ResetPassword reset, CurrentCaller caller) {
    this.change = change;
    this.forget = forget;
    this.reset = reset;
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

  @POST
  @Path("/forgot")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_password_forgot",
      summary = "Send a link that sets a new password, if the address has an account")
  @APIResponse(
      responseCode = "204",
      description = "The same whether or not the address has an account.")
  public void forgot(@Nullable ForgotPasswordRequest body, @Context HttpServerRequest request) {
    var input = new Input();
    var email = input.required("email", Input.body(body).email());
    input.refuseIfWrong();
    forget.execute(new ForgetPassword.Command(email, Clients.of(request)));
  }

  @POST
  @Path("/reset")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_password_reset",
      summary = "Set a password with the link from the mail; all your sessions end")
  @APIResponse(responseCode = "204", description = "Set; sign in with it.")
  public void reset(@Nullable ResetPasswordRequest body, @Context HttpServerRequest request) {
    var sent = Input.body(body);
    var input = new Input();
    var token = input.required("token", sent.token());
    var password = input.requiredAsIs("password", sent.password());
    input.refuseIfWrong();
    reset.execute(
        new ResetPassword.Command(Secret.of(token), Secret.of(password), Clients.of(request)));
  }
}
