package io.rollcall.rest.activity;

import io.rollcall.application.port.ActivityRepository.Actor;
import io.rollcall.application.port.ChangeNotes.Change;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is noted of one request while it is under way. */
final class Noted {
  private static final String KEY = Noted.class.getName();

  /** How many changes are told; a bulk operation has more. */
  private static final int MOST = 20;

  private final List<Change> changes = new ArrayList<>();
  private int further;
  private @Nullable Actor actor;

  static Noted begin(RoutingContext context) {
    var noted = new Noted();
    context.put(KEY, noted);
    return noted;
  }

  static Optional<Noted> of(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  synchronized void add(Change change) {
    if (changes.size() < MOST) {
      changes.add(change);
    } else {
      further++;
    }
  }

  synchronized void by(Actor somebody) {
    actor = somebody;
  }

  synchronized Optional<Actor> actor() {
    return Optional.ofNullable(actor);
  }

  synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  synchronized int further() {
    return further;
  }

  /** The first thing of that kind that changed. */
  synchronized OptionalLong id(String object) {
    return changes.stream()
        .filter(change -> change.object().equals(object))
        .mapToLong(Change::id)
        .findFirst();
  }
}
