package io.rollcall.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The youngest letters, in memory: where there is no mail server to send them by. */
@ApplicationScoped
class KeptLetters {
  static final int MOST = 200;

  private final Deque<Kept> letters = new ArrayDeque<>();
  private int last;

  /**
   * @param number from 1, in the order of sending
   */
  record Kept(int number, Letter letter) {}

  synchronized void keep(Letter letter) {
    letters.addFirst(new Kept(++last, letter));
    if (letters.size() > MOST) {
      letters.removeLast();
    }
  }

  /** The youngest first. */
  synchronized List<Kept> all() {
    return List.copyOf(letters);
  }

  synchronized Optional<Kept> find(int number) {
    return letters.stream().filter(kept -> kept.number() == number).findFirst();
  }
}
