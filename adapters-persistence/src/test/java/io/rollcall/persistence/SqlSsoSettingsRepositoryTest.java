package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SsoSettingsRepositoryContract;
import jakarta.inject.Inject;

@PostgresTest
class SqlSsoSettingsRepositoryTest extends SsoSettingsRepositoryContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
