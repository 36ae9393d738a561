package io.rollcall.rest.authentication;

import io.quarkus.security.identity.SecurityIdentity;
import io.rollcall.application.identity.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who makes the current request. For resources that only authenticated requests reach. */
@ApplicationScoped
public class CurrentCaller {
  static final String ATTRIBUTE = "caller";

  private static final String CREDENTIAL = CredentialRequest.class.getName();

  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  static void remember(RoutingContext context, CredentialRequest credential) {
    context.put(CREDENTIAL, credential);
  }

  /**
   * Who made the request, for whoever looks at it from outside; nothing where nobody asked, or
   * nobody knows.
   */
  public static Optional<Caller> of(RoutingContext context) {
    CredentialRequest credential = context.get(CREDENTIAL);
    return Optional.ofNullable(credential == null ? null : credential.holder());
  }

  public Caller get() {
    Caller caller = identity.getAttribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("an anonymous request reached a resource for known callers");
    }
    return caller;
  }
}
