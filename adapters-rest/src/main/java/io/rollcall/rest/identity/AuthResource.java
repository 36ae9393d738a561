package io.rollcall.rest.identity;

import io.quarkus.security.Authenticated;
import io.rollcall.application.identity.DiscoverSignIn;
import io.rollcall.application.identity.SignIn;
import io.rollcall.application.identity.SignOut;
import io.rollcall.application.identity.SignedIn;
import io.rollcall.application.organization.SignUp;
import io.rollcall.application.organization.SignUpByInvitation;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Secret;
import io.rollcall.domain.identity.User;
import io.rollcall.rest.authentication.CurrentCaller;
import io.rollcall.rest.common.Errors;
import io.rollcall.rest.common.Input;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing up, in and out with a browser. */
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@Authenticated
public class AuthResource {
  private final SignUp signUp;
  private final SignUpByInvitation signUpByInvitation;
  private final SignIn signIn;
  private final DiscoverSignIn discover;
  private final SignOut signOut;
  private final WhoAmI whoAmI;
  private final SessionCookie cookie;
  private final CurrentCaller caller;
  private final Errors errors;

  AuthResource(
      SignUp signUp,
      SignUpByInvitation signUpByInvitation,
      SignIn signIn,
      DiscoverSignIn discover,
      SignOut signOut,
      WhoAmI whoAmI,
      SessionCookie cookie,
      CurrentCaller caller,
      Errors errors) {
    this.signUp = signUp;
    this.signUpByInvitation = signUpByInvitation;
    this.signIn = signIn;
    this.discover = discover;
    this.signOut = signOut;
    this.whoAmI = whoAmI;
    this.cookie = cookie;
    this.caller = caller;
    this.errors = errors;
  }

  @POST
  @Path("/signup")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_signup",
      summary = "Create an account with an organization of its own",
      description = "With the token of an invitation the account joins that organization instead.")
  @APIResponse(
      responseCode = "201",
      description = "Signed up and in; the session is in the cookie.",
      content = @Content(schema = @Schema(implementation = WhoAmIJson.class)))
  @APIResponse(
      responseCode = "202",
      description = "Where addresses have to be proved first: follow the link in the mail.",
      content = @Content(schema = @Schema(implementation = DetailJson.class)))
  @APIResponse(responseCode = "403", description = "Only people who are invited sign up here.")
  public Response signup(@Nullable SignupRequest body, @Context HttpServerRequest request) {
    var sent = Input.body(body);
    var input = new Input();
    var email = input.required("email", sent.email());
    var password = input.requiredAsIs("password", sent.password());
    input.atMost("first_name", sent.firstName(), User.Profile.MAX_LENGTH);
    input.atMost("last_name", sent.lastName(), User.Profile.MAX_LENGTH);
    input.refuseIfWrong();
    var command =
        new SignUp.Command(
            email,
            Secret.of(password),
            orEmpty(sent.firstName()),
            orEmpty(sent.lastName()),
            Clients.of(request));
    var token = orEmpty(sent.token());
    var signedUp =
        token.isBlank()
            ? signUp.execute(command)
            : signUpByInvitation.execute(command, Secret.of(token));
    return signedUp
        .map(signedIn -> signedIn(Response.Status.CREATED, signedIn))
        .orElseGet(AuthResource::confirmByMail);
  }

  private static Response confirmByMail() {
    return Response.status(Response.Status.ACCEPTED)
        .entity(new DetailJson("A mail is on its way: follow its link, then sign in."))
        .build();
  }

  @POST
  @Path("/login")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "auth_login", summary = "Sign in with a password")
  @APIResponse(
      responseCode = "200",
      description = "Signed in; the session is in the cookie.",
      content = @Content(schema = @Schema(implementation = WhoAmIJson.class)))
  @APIResponse(responseCode = "401", description = "Name and password do not belong together.")
  public Response login(@Nullable LoginRequest body, @Context HttpServerRequest request) {
    var sent = Input.body(body);
    var input = new Input();
    var name = input.required("email", sent.email() == null ? sent.username() : sent.email());
    var password = input.requiredAsIs("password", sent.password());
    var organization = organization(input, sent.organization());
    input.refuseIfWrong();
    return signIn
        .execute(new SignIn.Command(name, Secret.of(password), organization, Clients.of(request)))
        .map(signedIn -> signedIn(Response.Status.OK, signedIn))
        .orElseGet(
            () -> errors.unauthorized("login-failed", "The e-mail or the password is wrong."));
  }

  @POST
  @Path("/discover")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "auth_discover",
      summary = "How the holder of an address signs in",
      description =
          "It depends on the address alone, never on whether anybody has an account: the answer tells nothing of it.")
  public SignInMethodsJson discover(
      @Nullable DiscoverRequest body, @Context HttpServerRequest request) {
    var input = new Input();
    var email = input.required("email", Input.body(body).email());
    input.refuseIfWrong();
    return SignInMethodsJson.of(discover.execute(email, Clients.of(request)));
  }

  @POST
  @Path("/logout")
  @Operation(operationId = "auth_logout", summary = "End this session")
  @APIResponse(responseCode = "204", description = "The session is dead.")
  public Response logout() {
    signOut.execute(caller.get());
    return Response.noContent().cookie(cookie.gone()).build();
  }

  private Response signedIn(Response.Status status, SignedIn signedIn) {
    return Response.status(status)
        .entity(whoAmI.of(signedIn.caller()))
        .cookie(cookie.holding(signedIn.token()))
        .build();
  }

  private static @Nullable OrganizationId organization(Input input, @Nullable Long id) {
    return id == null ? null : new OrganizationId(input.requiredId("organization", id));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
