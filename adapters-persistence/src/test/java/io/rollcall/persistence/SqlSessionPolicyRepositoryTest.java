package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SessionPolicyRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class SqlSessionPolicyRepositoryTest extends SessionPolicyRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
