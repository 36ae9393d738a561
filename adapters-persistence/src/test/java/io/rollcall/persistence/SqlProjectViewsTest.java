package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.ProjectViewsContract;
import jakarta.inject.Inject;

@PostgresTest
class SqlProjectViewsTest extends ProjectViewsContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
