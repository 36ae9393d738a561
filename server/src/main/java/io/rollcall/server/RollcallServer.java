package io.rollcall.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.rollcall.server.postgres.EmbeddedPostgres;
import io.rollcall.server.postgres.StartRefused;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process. Order matters: refuse what an operator can mend, see to a database, let Quarkus run
 * until it is told to stop and has drained, and only then stop the database.
 */
@QuarkusMain
public final class RollcallServer {
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile @Nullable EmbeddedPostgres postgres;
  private volatile int exitCode;
  private volatile boolean stopping;

  private RollcallServer() {}

  public static void main(String[] arguments) {
    var server = new RollcallServer();
    server.run(arguments);
    System.exit(server.exitCode);
  }

  private void run(String[] arguments) {
    // Stops PostgreSQL whichever way this process ends: by a signal, by itself, or half started.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopPostgres, "stop-postgres"));
    try {
      SmallRyeConfig config = ConfigUtils.configBuilder().build();
      ListenAddress.of(config).refuseIfTaken();
      seeToDatabase(config);
      if (!stopping) {
        Quarkus.run(ReadyServer.class, this::ended, arguments);
      }
    } catch (StartRefused e) {
      ended(1, e);
    } finally {
      drained.countDown();
    }
  }

  private void seeToDatabase(SmallRyeConfig config) {
    if (config.getOptionalValue("quarkus.datasource.jdbc.url", String.class).isPresent()) {
      ExternalDatabase.of(config).prepare();
      return;
    }
    Path home = Path.of(config.getOptionalValue("rollcall.home", String.class).orElse(".rollcall"));
    EmbeddedPostgres started =
        EmbeddedPostgres.start(EmbeddedPostgres.Options.in(home, System.out::println));
    postgres = started;
    EmbeddedDatabase.of(started, home, config).settings().forEach(System::setProperty);
  }

  private void ended(int code, @Nullable Throwable failure) {
    exitCode = code;
    // What fails because the process was told to end while it started is no news.
    if (failure != null && !stopping) {
      StartFailure.report(failure);
    }
  }

  private void stopPostgres() {
    stopping = true;
    try {
      // As long as a drain may take (quarkus.shutdown), and a little for closing what is left.
      if (!drained.await(60, TimeUnit.SECONDS)) {
        System.err.println(
            "Rollcall did not drain within a minute; stopping PostgreSQL regardless.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    EmbeddedPostgres running = postgres;
    if (running != null) {
      running.close();
    }
  }
}
