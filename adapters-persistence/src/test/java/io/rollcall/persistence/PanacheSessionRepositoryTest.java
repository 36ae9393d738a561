package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SessionRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class PanacheSessionRepositoryTest extends SessionRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
