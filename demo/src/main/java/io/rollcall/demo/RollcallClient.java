package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Talks to Rollcall as any script would: JSON over its REST API. */
public final class RollcallClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI server;
  private @Nullable String cookie;

  public RollcallClient(URI server) {
    this.server = server;
  }

  /** An answer other than the wished one. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(String request, int status, String body) {
      super("%s answered %d: %s".formatted(request, status, body));
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /** What signing in gave, as a browser would send it. */
  public Optional<String> cookie() {
    return Optional.ofNullable(cookie);
  }

  public JsonNode get(String path) {
    return send("GET", path, null);
  }

  public JsonNode post(String path, @Nullable Object body) {
    return send("POST", path, body);
  }

  public JsonNode patch(String path, Object body) {
    return send("PATCH", path, body);
  }

  private JsonNode send(String method, String path, @Nullable Object body) {
    try {
      var response = http.send(request(method, path, body), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new Refused(method + " " + path, response.statusCode(), response.body());
      }
      keepCookie(response);
      return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    } catch (IOException failure) {
      throw new IllegalStateException(
          "%s cannot be reached: %s".formatted(server, failure), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }

  private HttpRequest request(String method, String path, @Nullable Object body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return request.build();
  }

  private void keepCookie(HttpResponse<String> response) {
    response.headers().allValues("Set-Cookie").stream()
        .map(line -> line.split(";", 2)[0])
        .filter(pair -> pair.startsWith("rollcall_session="))
        .forEach(pair -> cookie = pair);
  }
}
