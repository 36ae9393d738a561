package io.rollcall.application.port;

import io.rollcall.domain.identity.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the moment at which each allowance will be whole again. */
public final class InMemoryAttemptCounts implements AttemptCounts {
  private final Map<TokenHash, Instant> wholeAt = new HashMap<>();

  @Override
  public Optional<Duration> take(Collection<Allowance> allowances, Duration window, Instant at) {
    var wait =
        allowances.stream()
            .map(allowance -> Duration.between(at.plus(window), after(allowance, window, at)))
            .max(Comparator.naturalOrder())
            .filter(Duration::isPositive);
    if (wait.isEmpty()) {
      allowances.forEach(allowance -> wholeAt.put(allowance.key(), after(allowance, window, at)));
    }
    return wait;
  }

  private Instant after(Allowance allowance, Duration window, Instant at) {
    var known = wholeAt.getOrDefault(allowance.key(), at);
    return (known.isBefore(at) ? at : known).plus(window.dividedBy(allowance.attempts()));
  }

  @Override
  public void giveBack(Collection<Allowance> allowances, Duration window) {
    allowances.forEach(
        allowance ->
            wholeAt.computeIfPresent(
                allowance.key(), (key, at) -> at.minus(window.dividedBy(allowance.attempts()))));
  }
}
