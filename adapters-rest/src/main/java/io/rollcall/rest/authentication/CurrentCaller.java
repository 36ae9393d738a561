package io.rollcall.rest.authentication;

import io.quarkus.security.identity.SecurityIdentity;
import io.rollcall.application.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;

/** Who makes the current request. For resources that only authenticated requests reach. */
@ApplicationScoped
public class CurrentCaller {
  static final String ATTRIBUTE = "caller";

  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  public Caller get() {
    Caller caller = identity.getAttribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("an anonymous request reached a resource for known callers");
    }
    return caller;
  }
}
