package io.rollcall.rest.authentication;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.rollcall.application.identity.Authenticate;
import io.rollcall.application.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says whose credential it is. What the person may do is not asked here, and never by a role. */
@ApplicationScoped
public class CallerLookup implements IdentityProvider<CredentialRequest> {
  private final Authenticate authenticate;

  CallerLookup(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  @Override
  public Class<CredentialRequest> getRequestType() {
    return CredentialRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      CredentialRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () -> identity(caller(request).orElseThrow(AuthenticationFailedException::new)));
  }

  private Optional<Caller> caller(CredentialRequest request) {
    return switch (request.kind()) {
      case SESSION -> authenticate.bySession(request.secret());
      case LEGACY_KEY -> authenticate.byLegacyToken(request.secret());
      case UNUSABLE -> Optional.empty();
    };
  }

  private static SecurityIdentity identity(Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(caller.user().toString()))
        .addAttribute(CurrentCaller.ATTRIBUTE, caller)
        .build();
  }
}
