package io.rollcall.persistence;

import io.rollcall.application.port.DirectoryRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class PanacheDirectoryRepositoryTest extends DirectoryRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
