package io.rollcall.rest.identity;

import io.rollcall.application.identity.DiscoverSignIn;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The ways to sign in, the preferred one first. */
@Schema(name = "SignInMethods")
record SignInMethodsJson(List<MethodJson> methods) {
  /**
   * @param loginUrl where to send the browser; null for what is sent to this API
   * @param organization whose method it is; null for the password of the account
   */
  @Schema(name = "SignInMethod")
  record MethodJson(
      @Schema(enumeration = {"password", "ldap", "oidc", "saml"}) String kind,
      String title,
      @Schema(nullable = true) @Nullable String loginUrl,
      @Schema(nullable = true) @Nullable Long organization) {}

  static SignInMethodsJson of(List<DiscoverSignIn.Method> methods) {
    return new SignInMethodsJson(methods.stream().map(SignInMethodsJson::json).toList());
  }

  private static MethodJson json(DiscoverSignIn.Method method) {
    return switch (method) {
      case PASSWORD -> new MethodJson("password", "Password", null, null);
    };
  }
}
