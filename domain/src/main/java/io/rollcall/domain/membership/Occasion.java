package io.rollcall.domain.membership;

import java.time.Instant;

/** When something happened and what made it happen. */
public record Occasion(Instant at, Recorder by) {}
