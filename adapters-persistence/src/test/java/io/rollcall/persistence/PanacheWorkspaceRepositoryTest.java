package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.WorkspaceRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class PanacheWorkspaceRepositoryTest extends WorkspaceRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
