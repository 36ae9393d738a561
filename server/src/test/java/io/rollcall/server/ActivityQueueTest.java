package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ActivityRepository.Entry;
import io.rollcall.application.port.ActivityRepository.Exchange;
import io.rollcall.application.port.ActivityRepository.Subject;
import io.rollcall.domain.identity.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** What becomes of the entries of the activity log between the answer and the database. */
class ActivityQueueTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<Entry> written = new CopyOnWriteArrayList<>();

  private static Entry entry(int number) {
    return new Entry(
        new Actor(new UserId(number), null, null, null),
        new Subject(null, null, null, List.of(), 0),
        new Exchange(Instant.EPOCH, 1, "POST", "/api/" + number, 200, "", "", ""));
  }

  private ActivityQueue queue(ToIntFunction<List<Entry>> keep) {
    return new ActivityQueue(keep, metrics);
  }

  private int write(List<Entry> batch) {
    written.addAll(batch);
    return batch.size();
  }

  private double counted(String outcome) {
    var counter = metrics.find("rollcall.activity").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void endOfTheProcessWritesWhatWaits() throws Exception {
    var batches = new AtomicInteger();
    var queue =
        queue(
            batch -> {
              batches.incrementAndGet();
              return write(batch);
            });
    for (int i = 1; i <= 2_500; i++) {
      queue.add(entry(i));
    }
    queue.start(new StartupEvent());
    queue.stop(new ShutdownEvent());

    assertThat(written).hasSize(2_500).doesNotHaveDuplicates();
    assertThat(batches).as("many at a time").hasValueLessThan(10);
    assertThat(counted("kept")).isEqualTo(2_500);
    assertThat(counted("lost")).isZero();
  }

  @Test
  void whatFindsNoRoomIsCountedAndNobodyWaits() throws Exception {
    var stuck = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var queue =
        queue(
            batch -> {
              begun.countDown();
              try {
                stuck.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return write(batch);
            });
    queue.start(new StartupEvent());
    queue.add(entry(1));
    begun.await();
    for (int i = 2; i <= 30_001; i++) {
      queue.add(entry(i));
    }

    assertThat(counted("lost")).isEqualTo(10_000);
    assertThat(metrics.get("rollcall.activity.waiting").gauge().value()).isEqualTo(20_000);
    stuck.countDown();
    queue.stop(new ShutdownEvent());
    assertThat(written).hasSize(20_001);
  }

  @Test
  void databaseThatIsAwayIsWaitedFor() throws Exception {
    var away = new AtomicInteger(2);
    var written = new CountDownLatch(1);
    var queue =
        queue(
            batch -> {
              if (away.getAndDecrement() > 0) {
                throw new IllegalStateException(new SQLException("no connection", "08001"));
              }
              written.countDown();
              return write(batch);
            });
    queue.start(new StartupEvent());
    queue.add(entry(1));
    written.await();
    queue.stop(new ShutdownEvent());

    assertThat(this.written).hasSize(1);
    assertThat(counted("lost")).isZero();
  }

  @Test
  void entryThatIsNotTakenKeepsNoOtherFromBeingWritten() throws Exception {
    var bad = entry(2);
    var queue =
        queue(
            batch -> {
              if (batch.contains(bad)) {
                throw new IllegalStateException(new SQLException("no text", "22021"));
              }
              return write(batch);
            });
    queue.add(entry(1));
    queue.add(bad);
    queue.add(entry(3));
    queue.start(new StartupEvent());
    queue.stop(new ShutdownEvent());

    assertThat(written).containsExactly(entry(1), entry(3));
    assertThat(counted("lost")).isEqualTo(1);
  }

  @Test
  void whatNoLogIsForIsCounted() throws Exception {
    var queue = queue(batch -> 0);
    queue.add(entry(1));
    queue.addNobodys();
    queue.start(new StartupEvent());
    queue.stop(new ShutdownEvent());

    assertThat(counted("elsewhere")).isEqualTo(1);
    assertThat(counted("nobody")).isEqualTo(1);
  }
}
