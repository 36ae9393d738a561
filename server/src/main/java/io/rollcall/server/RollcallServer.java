package io.rollcall.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.rollcall.server.backup.Archive;
import io.rollcall.server.backup.BackupRefused;
import io.rollcall.server.postgres.EmbeddedPostgres;
import io.rollcall.server.postgres.StartRefused;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
      if (OperatorCommands.areMeantBy(arguments)) {
        operate(config, arguments);
      } else {
        serve(config, arguments);
      }
    } catch (StartRefused | BackupRefused e) {
      ended(1, e);
    } finally {
      drained.countDown();
    }
  }

  private void serve(SmallRyeConfig config, String[] arguments) {
    ListenAddress.of(config).refuseIfTaken();
    if (isEmbedded(config)) {
      startPostgres(config, System.out::println, () -> {});
    } else {
      ExternalDatabase.of(config).prepare();
    }
    if (!stopping) {
      Quarkus.run(ReadyServer.class, this::ended, arguments);
    }
  }

  /**
   * One command on the database, which a server may be serving from meanwhile; listens on nothing.
   */
  private void operate(SmallRyeConfig config, String[] arguments) {
    OperatorCommands.SETTINGS.forEach(System::setProperty);
    if (OperatorCommands.backUp(arguments)) {
      System.setProperty("quarkus.flyway.migrate-at-start", "false");
    }
    try (var restored = RestoreCommand.meantBy(arguments).orElse(null)) {
      if (isEmbedded(config)) {
        operateEmbedded(config, arguments, restored);
      } else {
        var database = ExternalDatabase.of(config);
        database.prepare();
        if (restored != null) {
          database.refuseOtherConnections();
          RestoreCommand.missingKey(restored, RestoreCommand.knownKeys(config))
              .ifPresent(key -> readWith(config, key));
        }
      }
    }
    Quarkus.run(OperatorCommands.class, this::ended, arguments);
  }

  private void operateEmbedded(
      SmallRyeConfig config, String[] arguments, @Nullable Archive restored) {
    var running = EmbeddedPostgres.running(home(config));
    if (running.isEmpty()) {
      startPostgres(config, System.err::println, () -> prepareKeys(config, arguments, restored));
      return;
    }
    if (restored != null) {
      throw new BackupRefused("Rollcall is running: stop it first (./rollcall stop).");
    }
    EmbeddedDatabase.of(running.get(), home(config), config)
        .settings()
        .forEach(System::setProperty);
  }

  private static void prepareKeys(
      SmallRyeConfig config, String[] arguments, @Nullable Archive restored) {
    boolean inTheFolder = config.getOptionalValue("rollcall.secret-key", String.class).isEmpty();
    if (restored != null && inTheFolder) {
      RestoreCommand.missingKey(restored, SecretKeyFiles.all(home(config)))
          .ifPresent(key -> SecretKeyFiles.addPrevious(home(config), key));
    } else if (restored != null) {
      RestoreCommand.missingKey(restored, RestoreCommand.knownKeys(config))
          .ifPresent(key -> readWith(config, key));
    } else if (inTheFolder) {
      renewSecretKey(config, arguments);
    }
  }

  /** Lets this process read what was encrypted under the key. */
  private static void readWith(SmallRyeConfig config, String key) {
    var keys = new ArrayList<>(RestoreCommand.previousKeys(config));
    keys.add(key);
    System.setProperty("rollcall.previous-secret-keys", SecretKeyFiles.asSetting(keys));
  }

  /**
   * A key in the data folder can be renewed while no server has the old one in memory, which holds
   * under the lock on the folder.
   */
  private static void renewSecretKey(SmallRyeConfig config, String[] arguments) {
    if (OperatorCommands.rotateKeys(arguments)) {
      SecretKeyFiles.renew(home(config));
      System.setProperty("rollcall.secret-key-renewed", "true");
    }
  }

  private static boolean isEmbedded(SmallRyeConfig config) {
    return config.getOptionalValue("quarkus.datasource.jdbc.url", String.class).isEmpty();
  }

  private static Path home(SmallRyeConfig config) {
    return Path.of(config.getOptionalValue("rollcall.home", String.class).orElse(".rollcall"));
  }

  /**
   * @param locked what to do once the data folder is ours, before its secrets are read
   */
  private void startPostgres(SmallRyeConfig config, Consumer<String> progress, Runnable locked) {
    var home = home(config);
    EmbeddedPostgres started = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(home, progress));
    postgres = started;
    locked.run();
    EmbeddedDatabase.of(started.access(), home, config).settings().forEach(System::setProperty);
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
