package io.rollcall.rest.authentication;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Finds the credential of a request; whose it is {@link CallerLookup} says. */
@ApplicationScoped
public class RequestAuthentication implements HttpAuthenticationMechanism {
  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    var cookie = context.request().getCookie(Credentials.COOKIE);
    return Credentials.of(
            context.request()::getHeader,
            cookie == null ? null : cookie.getValue(),
            RequestUse.of(context.request().method(), context.normalizedPath()))
        .map(
            credential -> {
              CurrentCaller.remember(context, credential);
              return identities.authenticate(credential);
            })
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", Credentials.CHALLENGE));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(CredentialRequest.class);
  }
}
