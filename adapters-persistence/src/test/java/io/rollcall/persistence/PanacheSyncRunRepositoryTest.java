package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SyncRunRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class PanacheSyncRunRepositoryTest extends SyncRunRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
