package io.rollcall.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

public final class InMemoryOutbox implements Outbox {
  private final InMemoryWorld world;

  InMemoryOutbox(InMemoryWorld world) {
    this.world = world;
  }

  record Row(Waiting waiting, Instant due) {}

  @Override
  public void send(Mail mail) {
    var now = world.clock().instant();
    long id = world.ids().nextGrant().value();
    world.tables.letters.put(
        id, new Row(new Waiting(id, 0, now, mail.kind(), mail.to(), mail), now));
  }

  @Override
  public Optional<Waiting> claim(Instant at, Duration lease) {
    var found =
        world.tables.letters.values().stream()
            .filter(row -> !row.due().isAfter(at))
            .min(Comparator.comparing(Row::due).thenComparing(row -> row.waiting().id()))
            .map(row -> attempted(row.waiting()));
    found.ifPresent(
        letter -> world.tables.letters.put(letter.id(), new Row(letter, at.plus(lease))));
    return found;
  }

  private static Waiting attempted(Waiting letter) {
    return new Waiting(
        letter.id(),
        letter.attempt() + 1,
        letter.writtenAt(),
        letter.kind(),
        letter.to(),
        letter.mail());
  }

  @Override
  public void remove(Waiting letter) {
    world.tables.letters.remove(letter.id());
  }

  @Override
  public void postpone(Waiting letter, Instant due) {
    world.tables.letters.computeIfPresent(
        letter.id(),
        (id, row) ->
            row.waiting().attempt() == letter.attempt() ? new Row(row.waiting(), due) : row);
  }

  @Override
  public long waiting() {
    return world.tables.letters.size();
  }
}
