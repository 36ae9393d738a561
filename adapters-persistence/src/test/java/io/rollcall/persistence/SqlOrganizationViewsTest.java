package io.rollcall.persistence;

import io.rollcall.application.port.OrganizationViewsContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlOrganizationViewsTest extends OrganizationViewsContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
