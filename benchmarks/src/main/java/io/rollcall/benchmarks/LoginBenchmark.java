package io.rollcall.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.demo.RollcallClient;
import io.rollcall.persistence.CountingProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * How many people sign in with a password, and how many requests with a credential are answered, a
 * second; and how often each of them waits for the database. A server process of its own, its
 * embedded PostgreSQL and the client on the same cores.
 *
 * <p>The floor of a login is its password hash, calculated on every core and nothing else; that of
 * a request is one that needs no database.
 */
final class LoginBenchmark {
  private static final String HEAP = "1g";
  private static final String EMAIL = "bench@example.com";
  private static final String PASSWORD = "correct horse battery";
  private static final String LOGIN =
      "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(EMAIL, PASSWORD);
  private static final String WHOAMI = "/api/current-user/whoami";
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int CONNECTIONS = 8;
  private static final int COUNTED = 25;
  private static final int REPETITIONS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration MEASURED = Duration.ofSeconds(6);

  private final Path folder;

  private LoginBenchmark(Path folder) {
    this.folder = folder;
  }

  static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("rollcall-bench-");
    try {
      new LoginBenchmark(folder).run();
    } finally {
      Folders.delete(folder);
    }
  }

  private void run() throws IOException, InterruptedException, SQLException {
    try (var server = ServerProcess.start(Files.createDirectory(folder.resolve("one")), HEAP)) {
      new RollcallClient(server.address())
          .post("/api/auth/signup", Map.of("email", EMAIL, "password", PASSWORD));
      var credentials = credentials(server.address());
      var hash = hash(server);
      var trips = roundTrips(server, credentials);
      var floor = hashes(hash);
      System.out.printf("%s on %d cores: %.0f a second%n%n", parameters(hash), CORES, floor);
      System.out.printf(
          "%-26s %10s %18s %10s %10s %12s%n",
          "", "per second", "x floor", "median ms", "99 % ms", "round trips");
      var logins = login(server.address()).run(CORES, WARM_UP, MEASURED);
      print("password login", logins, floor, "Argon2id", trips[0]);
      var nothing =
          Load.get(server.address(), "/api/version/", "").run(CONNECTIONS, WARM_UP, MEASURED);
      print("version, no database", nothing, nothing.perSecond(), "itself", 0);
      for (int i = 0; i < credentials.size(); i++) {
        var credential = credentials.get(i);
        var result =
            Load.get(server.address(), WHOAMI, credential.header())
                .run(CONNECTIONS, WARM_UP, MEASURED);
        print("whoami, " + credential.name(), result, nothing.perSecond(), "version", trips[i + 1]);
      }
      System.out.printf(
          "%nArgon2id is %.0f %% of a login. %d connections (logins: %d), server heap limit %s.%n",
          100 * logins.perSecond() / floor, CONNECTIONS, CORES, HEAP);
    }
  }

  private static Load login(URI server) {
    return Load.post(server, "/api/auth/login", LOGIN);
  }

  private record Credential(String name, String header) {}

  private static List<Credential> credentials(URI server) {
    var rollcall = new RollcallClient(server);
    rollcall.post("/api/auth/login", Map.of("email", EMAIL, "password", PASSWORD));
    var refresh = rollcall.post("/api/token/", null).path("token").asText();
    var access = rollcall.post("/api/token/refresh/", Map.of("refresh", refresh)).path("access");
    JsonNode key = rollcall.get("/api/current-user/token").path("detail");
    return List.of(
        new Credential("session cookie", "Cookie: " + rollcall.cookie().orElseThrow()),
        new Credential("legacy key", "Authorization: Token " + key.asText()),
        new Credential("access token", "Authorization: Bearer " + access.asText()));
  }

  /** The stored hash, which names its own parameters. */
  private static String hash(ServerProcess server) throws IOException, SQLException {
    try (var database = server.database();
        var rows = database.createStatement().executeQuery("select password_hash from app_user")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String parameters(String hash) {
    var parts = hash.split("\\$", -1);
    return "Argon2id (%s)".formatted(parts[3]);
  }

  /**
   * How often the password can be compared in a second with nothing else to do: the best of a few,
   * since nothing but a neighbour makes it slower.
   */
  private static double hashes(String hash) throws InterruptedException, IOException {
    compare(hash, WARM_UP);
    double best = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      best = Math.max(best, compare(hash, MEASURED.dividedBy(2)));
    }
    return best;
  }

  private static double compare(String hash, Duration time)
      throws InterruptedException, IOException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    try (var threads = Executors.newFixedThreadPool(CORES)) {
      var lanes =
          IntStream.range(0, CORES)
              .mapToObj(core -> threads.submit(() -> lane(hash, end)))
              .toList();
      long sum = 0;
      for (Future<Long> lane : lanes) {
        sum += lane.get();
      }
      return sum / ((System.nanoTime() - began) / 1e9);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static long lane(String hash, long end) {
    // Comparing takes salt and parameters from the hash.
    var encoder = new Argon2PasswordEncoder(16, 32, 1, 1024, 1);
    long count = 0;
    while (System.nanoTime() < end) {
      if (!encoder.matches(PASSWORD, hash)) {
        throw new IllegalStateException("the password does not match its hash");
      }
      count++;
    }
    return count;
  }

  /**
   * Counted on the wire, at a second server on the same database: the most usual number of many.
   *
   * @return of a login, then of a request with each of the credentials
   */
  private int[] roundTrips(ServerProcess server, List<Credential> credentials)
      throws IOException, InterruptedException {
    try (var wire = new CountingProxy(server.databasePort());
        var other =
            server.another(Files.createDirectory(folder.resolve("other")), HEAP, wire.port())) {
      var trips = new int[credentials.size() + 1];
      trips[0] = usual(wire, login(other.address()));
      for (int i = 0; i < credentials.size(); i++) {
        trips[i + 1] = usual(wire, Load.get(other.address(), WHOAMI, credentials.get(i).header()));
      }
      return trips;
    }
  }

  private static int usual(CountingProxy wire, Load load) throws IOException {
    var counts = new int[COUNTED];
    for (int i = 0; i < COUNTED; i++) {
      int before = wire.roundTrips();
      load.once();
      counts[i] = wire.roundTrips() - before;
    }
    Arrays.sort(counts);
    return counts[COUNTED / 2];
  }

  private static void print(
      String what, Load.Result result, double floor, String floorName, int roundTrips) {
    System.out.printf(
        "%-26s %10.0f %18s %10.1f %10.1f %12d%n",
        what,
        result.perSecond(),
        "%.2f %s".formatted(result.perSecond() / floor, floorName),
        result.millis(0.5),
        result.millis(0.99),
        roundTrips);
  }
}
