package io.rollcall.persistence;

import io.rollcall.application.port.OrganizationRepositoryContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class PanacheOrganizationRepositoryTest extends OrganizationRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
