package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The published Python client, step by step as its source has it: what it decides by looking into
 * the key, and what it sends then. It looks without verifying, before any request.
 */
@ApiTest
class PythonClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject World world;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

  private HttpResponse<String> send(String method, String path, String body, List<String> headers)
      throws Exception {
    var base = URI.create("http://localhost:%d/".formatted(io.restassured.RestAssured.port));
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .headers("User-Agent", "label_studio_sdk/2.1.3", "X-Fern-Language", "Python");
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The claims, unverified; nothing for a key that is no JWT. */
  private static List<JsonNode> decoded(String key) throws Exception {
    var parts = key.split("\\.", -1);
    return parts.length == 3
        ? List.of(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])))
        : List.of();
  }

  /** The header that the client sends for a key. */
  private List<String> authorization(String key) throws Exception {
    var claims = decoded(key);
    if (claims.isEmpty()) {
      return List.of("Authorization", "Token " + key);
    }
    assertThat(claims.getFirst().path("exp").isIntegralNumber()).as("exp").isTrue();
    assertThat(Instant.ofEpochSecond(claims.getFirst().path("exp").asLong()))
        .isAfter(Instant.now());
    return List.of("Authorization", "Bearer " + exchanged(key));
  }

  private String exchanged(String key) throws Exception {
    assertThat(decoded(key).getFirst().path("token_type").asText()).isEqualTo("refresh");
    var answer =
        send(
            "POST",
            "api/token/refresh/",
            JSON.writeValueAsString(Map.of("refresh", key)),
            List.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var access = JSON.readTree(answer.body()).path("access").asText();
    var claims = decoded(access).getFirst();
    assertThat(claims.path("token_type").asText()).isEqualTo("access");
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong())).isAfter(Instant.now());
    return access;
  }

  private JsonNode ok(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  @Test
  void walksItsWholeFlowWithAPersonalAccessToken() throws Exception {
    var cookie = List.of("Cookie", "rollcall_session=" + world.small("Python").owner().session());
    var token = ok(send("POST", "api/token/", "", cookie), 201).path("token").asText();

    var bearer = authorization(token);
    assertThat(ok(send("GET", "api/current-user/whoami", "", bearer), 200).path("id").isNumber())
        .isTrue();
    var second = ok(send("POST", "api/token/", "", bearer), 201).path("token").asText();
    var listed = ok(send("GET", "api/token/", "", bearer), 200);
    var shown = new ArrayList<String>();
    listed.forEach(row -> shown.add(row.path("token").asText()));
    assertThat(shown)
        .containsExactly(
            token.substring(0, token.lastIndexOf('.')),
            second.substring(0, second.lastIndexOf('.')));

    var rotated =
        ok(
                send(
                    "POST",
                    "api/token/rotate/",
                    JSON.writeValueAsString(Map.of("refresh", second)),
                    bearer),
                200)
            .path("refresh")
            .asText();
    ok(
        send(
            "POST",
            "api/token/blacklist/",
            JSON.writeValueAsString(Map.of("refresh", shown.getFirst())),
            authorization(rotated)),
        204);
    var dead = send("GET", "api/current-user/whoami", "", bearer);
    assertThat(dead.statusCode()).isEqualTo(401);
    var refused =
        send(
            "POST",
            "api/token/refresh/",
            JSON.writeValueAsString(Map.of("refresh", token)),
            List.of());
    assertThat(ok(refused, 401).path("detail").isTextual()).isTrue();
  }

  @Test
  void walksItsFlowWithALegacyKey() throws Exception {
    var cookie = List.of("Cookie", "rollcall_session=" + world.small("Snake").owner().session());
    var key = ok(send("GET", "api/current-user/token", "", cookie), 200).path("detail").asText();
    var headers = authorization(key);

    assertThat(headers).containsExactly("Authorization", "Token " + key);
    ok(send("GET", "api/current-user/whoami", "", headers), 200);
    ok(send("GET", "api/current-user/whoami", "", List.of("X-API-Key", key)), 200);
    var fresh =
        ok(send("POST", "api/current-user/reset-token/", "", headers), 201).path("token").asText();
    assertThat(send("GET", "api/current-user/whoami", "", headers).statusCode()).isEqualTo(401);
    ok(send("GET", "api/current-user/whoami", "", authorization(fresh)), 200);
  }

  @Test
  void exchangesATokenThatIsGivenAsApiKeyFirst() throws Exception {
    var cookie = List.of("Cookie", "rollcall_session=" + world.small("Key").owner().session());
    var token = ok(send("POST", "api/token/", "", cookie), 201).path("token").asText();

    ok(send("GET", "api/current-user/whoami", "", List.of("X-API-Key", exchanged(token))), 200);
  }
}
