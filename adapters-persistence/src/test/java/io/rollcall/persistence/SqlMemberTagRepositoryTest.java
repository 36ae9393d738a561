package io.rollcall.persistence;

import io.rollcall.application.port.MemberTagRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlMemberTagRepositoryTest extends MemberTagRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
