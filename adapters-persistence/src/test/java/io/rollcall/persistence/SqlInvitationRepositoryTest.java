package io.rollcall.persistence;

import io.rollcall.application.port.InvitationRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlInvitationRepositoryTest extends InvitationRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
