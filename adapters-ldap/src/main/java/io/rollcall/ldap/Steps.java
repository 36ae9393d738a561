package io.rollcall.ldap;

import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.ReadFailed;
import java.util.ArrayList;
import java.util.List;

/** Notes how far a connection came, for whoever set it up. */
final class Steps {
  private final List<ConnectionTest.Step> done = new ArrayList<>();
  private String current = "connect";

  void begin(String step) {
    current = step;
  }

  void ok(String detail) {
    done.add(new ConnectionTest.Step(current, true, detail));
  }

  /** The step begun last went wrong. */
  void failed(ReadFailed failure) {
    failed(String.valueOf(failure.getMessage()));
  }

  void failed(String detail) {
    done.add(new ConnectionTest.Step(current, false, detail));
  }

  void addAll(Steps other) {
    done.addAll(other.done);
    current = other.current;
  }

  ConnectionTest toTest() {
    return new ConnectionTest(done);
  }
}
