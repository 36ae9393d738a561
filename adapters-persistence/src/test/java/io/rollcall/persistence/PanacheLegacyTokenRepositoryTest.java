package io.rollcall.persistence;

import io.rollcall.application.port.LegacyTokenRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class PanacheLegacyTokenRepositoryTest extends LegacyTokenRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
