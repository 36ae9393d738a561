package io.rollcall.persistence;

import io.rollcall.application.port.DecisionViewsContract;
import io.rollcall.application.port.Ports;
import jakarta.inject.Inject;

@PostgresTest
class SqlDecisionViewsTest extends DecisionViewsContract {
  @Inject PanachePorts ports;

  @Override
  protected Ports ports() {
    return ports;
  }
}
