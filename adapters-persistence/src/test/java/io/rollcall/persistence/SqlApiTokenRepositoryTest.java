package io.rollcall.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.application.port.ApiTokenRepositoryContract;
import io.rollcall.application.port.Ports;
import io.rollcall.domain.identity.SigningKey;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@PostgresTest
class SqlApiTokenRepositoryTest extends ApiTokenRepositoryContract {
  @Inject PanachePorts ports;
  @Inject Jdbc jdbc;

  @Override
  protected Ports ports() {
    return ports;
  }

  @Test
  void signingKeyIsNeverStoredPlain() {
    var key =
        new SigningKey(ports.ids().nextSigningKey(), ports.vault().newToken(), at(0), null, at(0));
    ports.transaction(() -> ports.signingKeys().add(key));

    assertThat(
            ports.transaction(
                () ->
                    jdbc.list(
                        "select convert_from(encrypted, 'UTF8') from signing_key where id = ?",
                        row -> row.getString(1),
                        key.id().value())))
        .singleElement()
        .asString()
        .doesNotContain(key.secret().reveal());
  }
}
