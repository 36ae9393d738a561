package io.rollcall.rest.authentication;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.rollcall.application.identity.Authenticate;
import io.rollcall.application.identity.AuthenticateAccessToken;
import io.rollcall.application.identity.Caller;
import io.rollcall.domain.membership.RuleViolated;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says whose credential it is. What the person may do is not asked here, and never by a role. */
@ApplicationScoped
public class CallerLookup implements IdentityProvider<CredentialRequest> {
  private final Authenticate authenticate;
  private final AuthenticateAccessToken accessTokens;

  CallerLookup(Authenticate authenticate, AuthenticateAccessToken accessTokens) {
    this.authenticate = authenticate;
    this.accessTokens = accessTokens;
  }

  @Override
  public Class<CredentialRequest> getRequestType() {
    return CredentialRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      CredentialRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> identity(known(request)));
  }

  /** A good credential that is refused all the same says why, as the cause of the failure. */
  private Caller known(CredentialRequest request) {
    try {
      var caller = caller(request).orElseThrow(AuthenticationFailedException::new);
      request.belongsTo(caller);
      caller.requireScope(request.use());
      return caller;
    } catch (RuleViolated refusal) {
      throw new AuthenticationFailedException(refusal);
    }
  }

  private Optional<Caller> caller(CredentialRequest request) {
    return switch (request.kind()) {
      case SESSION -> authenticate.bySession(request.secret());
      case LEGACY_KEY -> authenticate.byLegacyToken(request.secret());
      case ACCESS_TOKEN -> accessTokens.execute(request.secret());
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
