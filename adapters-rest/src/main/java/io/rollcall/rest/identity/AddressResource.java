package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.ChangeAddress;
import io.rollcall.application.identity.VerifyAddress;
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

/** The e-mail address of the own account. */
@Path("/api/auth/email")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@Authenticated
public class AddressResource {
  private final VerifyAddress verify;
  private final ChangeAddress change;
  private final CurrentCaller caller;

  AddressResource(VerifyAddress verify, ChangeAddress change, CurrentCaller caller) {
    this.verify = verify;
    this.change = change;
    this.caller = caller;
  }

  @POST
  @Path("/send-verification")
  @Operation(
      operationId = "auth_email_send_verification",
      summary = "Send yourself the link that proves your address")
  @APIResponse(responseCode = "204", description = "On its way.")
  @APIResponse(responseCode = "429", description = "Too many; Retry-After says when.")
  public void send(@Context HttpServerRequest request) {
    verify.ask(caller.get(), Clients.of(request));
  }

  @POST
  @Path("/verify")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_email_verify",
      summary = "Follow the link from the mail: the address is proved, or changed")
  @APIResponse(responseCode = "204", description = "Proved.")
  public void verify(@Nullable VerifyAddressRequest body, @Context HttpServerRequest request) {
    var input = new Input();
    var token = input.required("token", Input.body(body).token());
    input.refuseIfWrong();
    verify.execute(new VerifyAddress.Command(Secret.of(token), Clients.of(request)));
  }

  @POST
  @Path("/change")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_email_change",
      summary = "Send a link to another address; following it makes it yours")
  @APIResponse(
      responseCode = "204",
      description = "The same whether or not another account has the address.")
  public void change(@Nullable ChangeAddressRequest body, @Context HttpServerRequest request) {
    var sent = Input.body(body);
    var input = new Input();
    var email = input.required("email", sent.email());
    var password = input.requiredAsIs("password", sent.password());
    input.refuseIfWrong();
    change.execute(
        new ChangeAddress.Command(caller.get(), email, Secret.of(password), Clients.of(request)));
  }
}
