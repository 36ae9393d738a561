package io.rollcall.persistence;

import io.rollcall.application.port.Ports;
import io.rollcall.application.port.SeatReportViewsContract;
import jakarta.inject.Inject;

@PostgresTest
class SqlSeatReportViewsTest extends SeatReportViewsContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
