package io.rollcall.server;

import io.quarkus.runtime.Startup;
import io.rollcall.crypto.MasterKey;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the crypto adapter the operator's key; a server without one does not start. */
@ApplicationScoped
class MasterKeyProducer {
  @Produces
  @Singleton
  @Startup
  MasterKey masterKey(RollcallConfig config) {
    return config
        .secretKey()
        .map(Secret::of)
        .map(MasterKey::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "rollcall.secret-key is not set: with a database of your own every node needs the same one, for example the output of: openssl rand -hex 32"));
  }
}
