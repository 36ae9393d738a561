package io.rollcall.persistence;

import io.rollcall.application.port.AccountTokenRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlAccountTokenRepositoryTest extends AccountTokenRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
