package io.rollcall.persistence;

import io.rollcall.application.port.HistoryViewsContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlHistoryViewsTest extends HistoryViewsContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
