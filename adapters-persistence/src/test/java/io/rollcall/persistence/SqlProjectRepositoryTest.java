package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.ProjectRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class SqlProjectRepositoryTest extends ProjectRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
