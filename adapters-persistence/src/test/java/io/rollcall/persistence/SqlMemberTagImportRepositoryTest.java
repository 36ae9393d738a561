package io.rollcall.persistence;

import io.rollcall.application.port.MemberTagImportRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlMemberTagImportRepositoryTest extends MemberTagImportRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
