package io.rollcall.rest.federation;

import io.rollcall.domain.federation.ConnectionTest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened when a connection was tried, up to the first step that failed. */
@Schema(name = "ConnectionTest")
record ConnectionTestJson(boolean ok, List<StepJson> steps) {
  @Schema(name = "ConnectionTestStep")
  record StepJson(@Schema(examples = "bind") String step, boolean ok, String detail) {}

  static ConnectionTestJson of(ConnectionTest test) {
    return new ConnectionTestJson(
        test.ok(),
        test.steps().stream()
            .map(step -> new StepJson(step.step(), step.ok(), step.detail()))
            .toList());
  }
}
