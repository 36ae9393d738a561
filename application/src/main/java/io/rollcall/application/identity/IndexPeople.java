package io.rollcall.application.identity;

import io.rollcall.application.port.SearchIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;

/** Brings the search for people up to date, batch by batch. */
@ApplicationScoped
public class IndexPeople {
  /** Written in about a third of a second, so that nobody waits long for a shutdown. */
  static final int BATCH = 5000;

  private final SearchIndex index;

  IndexPeople(SearchIndex index) {
    this.index = index;
  }

  /**
   * @param goOn whether to begin another batch
   */
  public void execute(BooleanSupplier goOn) {
    while (goOn.getAsBoolean() && index.advance(BATCH) == BATCH) {
      // What is left is done by the next batch.
    }
  }
}
