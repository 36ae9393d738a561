package io.rollcall.rest.identity;

import io.rollcall.application.identity.ListSessions;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param current whether the request was made with it
 */
@Schema(name = "Session")
record SessionJson(
    long id,
    @Schema(examples = "Firefox on Linux") String device,
    String userAgent,
    @Schema(examples = "192.0.2.1") String address,
    Instant createdAt,
    @Schema(description = "To the minute") Instant lastSeenAt,
    boolean current) {
  static SessionJson of(ListSessions.Open open) {
    var browser = open.browser();
    var session = browser.session();
    return new SessionJson(
        session.id().value(),
        Device.of(browser.userAgent()),
        browser.userAgent(),
        browser.address(),
        session.createdAt(),
        session.lastSeenAt(),
        open.current());
  }
}
