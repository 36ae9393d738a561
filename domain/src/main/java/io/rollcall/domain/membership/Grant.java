package io.rollcall.domain.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact: <em>source S gives the member target T</em>. Added and ended, never edited.
 *
 * @param until when it ended; null while it is active
 */
public record Grant(
    GrantId id,
    Target target,
    Source source,
    Recorder recordedBy,
    Instant since,
    @Nullable Instant until) {
  public boolean isActive() {
    return until == null;
  }

  public Grant end(Instant at) {
    return new Grant(id, target, source, recordedBy, since, at);
  }
}
