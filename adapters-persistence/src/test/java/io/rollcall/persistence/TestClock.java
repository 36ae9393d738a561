package io.rollcall.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still, where the contracts begin. */
@ApplicationScoped
class TestClock implements InstantSource {
  @Override
  public Instant instant() {
    return Instant.parse("2026-01-05T08:00:00Z");
  }
}
