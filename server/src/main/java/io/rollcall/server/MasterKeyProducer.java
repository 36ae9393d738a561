package io.rollcall.server;

import io.quarkus.runtime.Startup;
import io.rollcall.crypto.MasterKey;
import io.rollcall.crypto.MasterKeys;
import io.rollcall.domain.identity.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the crypto adapter the operator's keys; a server without one does not start. */
@ApplicationScoped
class MasterKeyProducer {
  @Produces
  @Singleton
  @Startup
  MasterKeys masterKeys(RollcallConfig config) {
    var current =
        config
            .secretKey()
            .map(MasterKeyProducer::key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "rollcall.secret-key is not set: with a database of your own every node needs the same one, for example the output of: openssl rand -hex 32"));
    return new MasterKeys(
        current,
        config.previousSecretKeys().orElse(List.of()).stream()
            .map(MasterKeyProducer::key)
            .toList());
  }

  private static MasterKey key(String text) {
    return new MasterKey(Secret.of(text));
  }
}
