package io.rollcall.server.ldap;

import io.rollcall.ldap.LdapNetworkPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the LDAP adapter what the operator configured. */
@ApplicationScoped
class LdapPolicyProducer {
  @Produces
  @Singleton
  LdapNetworkPolicy policy(LdapConfig config) {
    return new LdapNetworkPolicy(
        config.allowPlaintext(), config.allowedNetworks().orElse(List.of()), config.maxEntries());
  }
}
