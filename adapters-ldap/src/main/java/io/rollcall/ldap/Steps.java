package io.rollcall.ldap;

import io.rollcall.domain.federation.ConnectionTest;
import io.rollcall.domain.federation.ReadFailed;
import java.util.ArrayList;
import java.util.List;

/** Notes how far a connection came, for whoever set it up and may stop waiting meanwhile. */
final class Steps {
  private final List<ConnectionTest.Step> done = new ArrayList<>();
  private String current = "connect";

  synchronized void begin(String step) {
    current = step;
  }

  synchronized void ok(String detail) {
    done.add(new ConnectionTest.Step(current, true, detail));
  }

  /** The step begun last went wrong. */
  void failed(ReadFailed failure) {
    failed(String.valueOf(failure.getMessage()));
  }

  synchronized void failed(String detail) {
    done.add(new ConnectionTest.Step(current, false, detail));
  }

  synchronized void addAll(Steps other) {
    done.addAll(other.done);
    current = other.current;
  }

  synchronized ConnectionTest toTest() {
    return new ConnectionTest(done);
  }
}
