package io.rollcall.rest.organization;

import io.rollcall.application.port.SessionPolicyRepository.Kept;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Limits in minutes. */
@Schema(name = "SessionTimeoutPolicy")
record SessionPolicyJson(
    @Schema(minimum = "1", maximum = "2147483647") long maxSessionAge,
    @Schema(minimum = "1", maximum = "2147483647") long maxTimeBetweenActivity,
    Instant createdAt,
    Instant updatedAt) {
  static SessionPolicyJson of(Kept kept) {
    return new SessionPolicyJson(
        kept.policy().maxAge().toMinutes(),
        kept.policy().maxIdle().toMinutes(),
        kept.createdAt(),
        kept.updatedAt());
  }
}
