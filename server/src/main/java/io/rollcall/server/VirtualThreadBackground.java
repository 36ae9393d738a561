package io.rollcall.server;

import io.quarkus.runtime.ShutdownEvent;
import io.rollcall.application.port.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Background work on virtual threads. At shutdown it is given some time to end; what does not is
 * interrupted, and what a run of a sync had not applied by then is rolled back.
 */
@ApplicationScoped
class VirtualThreadBackground implements Background {
  private static final Logger LOG = Logger.getLogger(VirtualThreadBackground.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  @Override
  public void run(String name, Runnable work) {
    threads.execute(
        () -> {
          underWay.add(name);
          try {
            work.run();
          } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s failed", name);
          } finally {
            underWay.remove(name);
          }
        });
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    threads.shutdown();
    if (!underWay.isEmpty()) {
      LOG.infof("Waiting up to %d s for %s", PATIENCE.toSeconds(), String.join(", ", underWay));
    }
    if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warnf("Interrupted: %s", String.join(", ", underWay));
      threads.shutdownNow();
    }
  }
}
