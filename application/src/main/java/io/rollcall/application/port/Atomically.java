package io.rollcall.application.port;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * A transaction for a part of a use case that as a whole must not hold one open: nothing is locked
 * and no connection kept while a directory is being read or a person waited for.
 */
@ApplicationScoped
public class Atomically {
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public <T> T get(Supplier<T> work) {
    return work.get();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void run(Runnable work) {
    work.run();
  }
}
