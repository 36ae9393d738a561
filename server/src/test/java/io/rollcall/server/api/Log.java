package io.rollcall.server.api;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** An organization's activity log, which is written a moment after the requests are answered. */
final class Log {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Log() {}

  static Response read(World.Person reader, String query) {
    return reader.asks().get("/api/activity-logs/" + query);
  }

  static List<Map<String, Object>> rows(World.Person reader, String query) {
    return read(reader, query).path("[0].data");
  }

  /** The youngest row of that kind, once it is there. */
  static Map<String, Object> row(World.Person reader, Predicate<Map<String, Object>> wanted) {
    var until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      var found = rows(reader, "?page_size=1000").stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError("not logged; there is " + rows(reader, "?page_size=1000"));
  }

  static Map<String, Object> row(World.Person reader, String method, String path) {
    return row(
        reader,
        row -> method.equals(row.get("request_method")) && path.equals(row.get("request_url")));
  }

  /** All rows, once there are that many. */
  static List<Map<String, Object>> rows(World.Person reader, int count) {
    var until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      var rows = rows(reader, "?page_size=1000");
      if (rows.size() >= count) {
        return rows;
      }
      pause();
    }
    throw new AssertionError("not all logged; there is " + rows(reader, "?page_size=1000"));
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }
}
