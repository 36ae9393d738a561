package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.UserRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class PanacheUserRepositoryTest extends UserRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
