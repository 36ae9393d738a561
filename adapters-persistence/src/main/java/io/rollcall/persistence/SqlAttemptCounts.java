package io.rollcall.persistence;

import io.rollcall.application.port.AttemptCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A row for each allowance that was used, with the moment at which it will be whole again (the
 * generic cell rate algorithm, ITU-T I.371): one attempt moves it by its share of the window, and
 * never beyond the window. Rows are locked in the order of their keys.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SqlAttemptCounts implements AttemptCounts {
  /**
   * Rows of whole allowances say nothing; each call takes a few of them away, last of all: who
   * holds a row that another may want waits for nobody, so that nobody waits in a circle.
   */
  private static final String FORGET =
      """
      delete from attempt where key in (
        select key from attempt where whole_at < ?::timestamptz order by whole_at limit 5 for update skip locked)""";

  private static final String TAKE =
      """
      with wanted as (
        select key, share * interval '1 microsecond' share
        from unnest(?::text[], ?::bigint[]) as w (key, share) order by key),
      moment as (select ?::timestamptz at, ?::bigint * interval '1 microsecond' window_length)
      insert into attempt as a (key, whole_at)
      select w.key, m.at + w.share from wanted w, moment m
      where not exists (
        select from wanted v join attempt b on b.key = v.key
        where greatest(b.whole_at, m.at) + v.share > m.at + m.window_length)
      on conflict (key) do update
        set whole_at = greatest(a.whole_at, (select at from moment)) + (excluded.whole_at - (select at from moment))
        where greatest(a.whole_at, (select at from moment)) + (excluded.whole_at - (select at from moment))
          <= (select at + window_length from moment)
      returning key""";

  private static final String WAIT =
      """
      select extract(epoch from a.whole_at + w.share * interval '1 microsecond' - ?::timestamptz) * 1000000 - ? as wait
      from unnest(?::text[], ?::bigint[]) as w (key, share) join attempt a on a.key = w.key""";

  private final Jdbc jdbc;

  SqlAttemptCounts(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Duration> take(Collection<Allowance> allowances, Duration window, Instant at) {
    var keys = keys(allowances);
    var shares = shares(allowances, window);
    long length = micros(window);
    var flight = jdbc.flight();
    var taken = flight.query(TAKE, row -> row.getString("key"), keys, shares, at, length);
    var waits = flight.query(WAIT, row -> row.getLong("wait"), at, length, keys, shares);
    flight.change(FORGET, at);
    flight.send();
    return taken.all().size() == keys.length ? Optional.empty() : Optional.of(longest(waits.all()));
  }

  /** At least a microsecond: another node may have taken the last attempt just now. */
  private static Duration longest(List<Long> waits) {
    long micros = waits.stream().max(Comparator.naturalOrder()).orElse(1L);
    return Duration.of(Math.max(1, micros), TimeUnit.MICROSECONDS.toChronoUnit());
  }

  @Override
  public void giveBack(Collection<Allowance> allowances, Duration window) {
    jdbc.change(
        """
        with known as (
          select a.key, w.share * interval '1 microsecond' share
          from unnest(?::text[], ?::bigint[]) as w (key, share) join attempt a on a.key = w.key
          order by a.key for update of a)
        update attempt a set whole_at = a.whole_at - known.share from known where a.key = known.key""",
        keys(allowances),
        shares(allowances, window));
  }

  private static String[] keys(Collection<Allowance> allowances) {
    return allowances.stream().map(allowance -> allowance.key().hex()).toArray(String[]::new);
  }

  private static long[] shares(Collection<Allowance> allowances, Duration window) {
    return allowances.stream()
        .mapToLong(allowance -> micros(window.dividedBy(allowance.attempts())))
        .toArray();
  }

  private static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }
}
