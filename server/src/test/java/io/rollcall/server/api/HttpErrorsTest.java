package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class HttpErrorsTest {
  @Inject World world;

  @Test
  void versionNamesTheProduct() {
    for (var slash : List.of("/", "")) {
      var answer = Shapes.check(given().get("/api/version" + slash), 200, "VersionResponse");
      assertThat((String) answer.path("edition")).isEqualTo("Enterprise");
      assertThat((String) answer.path("backend.product")).isEqualTo("Rollcall");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "x",
        "1.5",
        "+1",
        "99999999999999999999",
        "9223372036854775808",
        "1e3",
        "%20",
        "%00",
        "0x10",
        "٣"
      })
  void whatCannotBeAnIdIsNotThere(String id) {
    var owner = world.shared().owner();
    for (var path :
        List.of(
            "/api/organizations/%s",
            "/api/organizations/%s/memberships",
            "/api/workspaces/%s/",
            "/api/ldap/directories/%s/",
            "/api/ldap/syncs/%s/changes/",
            world.shared().path() + "/memberships/%s/")) {
      var answer =
          owner
              .asks()
              .urlEncodingEnabled(false)
              .get(path.formatted(id.equals("٣") ? "%D9%A3" : id));
      Shapes.error(answer, 404, "not-found");
    }
  }

  /** After signing in, switching and signing out, too, nobody is led anywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {"next", "redirect", "redirect_uri", "redirect_to", "return_to", "url", "continue"})
  void noParameterLeadsAnywhereElse(String parameter) {
    var company = world.company("Redirects");
    var owner = company.owner();
    var elsewhere = "https://evil.example/";
    var sends =
        Map.<String, Object>of(
            "email", owner.email(), "password", World.PASSWORD, parameter, elsewhere);
    var answers =
        List.of(
            given()
                .redirects()
                .follow(false)
                .contentType(ContentType.JSON)
                .body(sends)
                .queryParam(parameter, elsewhere)
                .post("/api/auth/login"),
            owner
                .sends(Map.of("active_organization", company.id(), parameter, elsewhere))
                .redirects()
                .follow(false)
                .queryParam(parameter, elsewhere)
                .patch("/api/current-user"),
            owner
                .asks()
                .redirects()
                .follow(false)
                .queryParam(parameter, elsewhere)
                .post("/api/auth/logout"));
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isBetween(200, 299);
              assertThat(answer.headers().hasHeaderWithName("Location")).isFalse();
              assertThat(answer.headers().hasHeaderWithName("Refresh")).isFalse();
              assertThat(answer.asString()).doesNotContain("evil.example");
            });
  }

  @Test
  void unknownPathIsAnErrorLikeAnyOther() {
    for (var path : List.of("/api/nothing", "/api/", "/api/organizations/1/nothing")) {
      Shapes.error(world.shared().owner().asks().get(path), 404, "not-found");
    }
  }

  @Test
  void wrongMethodSaysWhichAreServed() {
    Shapes.error(world.shared().owner().asks().put("/api/current-user"), 405, "method-not-allowed");
    Shapes.error(
        world.shared().owner().asks().delete("/api/organizations/"), 405, "method-not-allowed");
  }

  @Test
  void otherMediaTypesAreRefused() {
    Shapes.error(
        world
            .shared()
            .owner()
            .asks()
            .contentType(ContentType.TEXT)
            .body("title=x")
            .post("/api/organizations/"),
        415,
        "unsupported-media-type");
    Shapes.error(
        world.shared().owner().asks().accept("image/png").get("/api/organizations/"),
        406,
        "not-acceptable");
  }

  @Test
  void hugeBodyIsRefused() {
    Shapes.error(
        world
            .shared()
            .owner()
            .sends("{\"title\": \"" + "x".repeat(3_000_000) + "\"}")
            .post("/api/organizations/"),
        413,
        "too-large");
  }

  @Test
  void deepBodyIsRefused() {
    var owner = world.small("Depth").owner();
    Shapes.error(owner.sends(nested(2_000)).post("/api/organizations/"), 400, "invalid");
    Shapes.check(owner.sends(nested(200)).post("/api/organizations/"), 201, "LseOrganization");
  }

  /** Read no further than the limit: what lies below costs neither heap nor stack. */
  @Test
  void bodyOfAHundredThousandLevelsIsRefusedAndTheServerGoesOn() throws Exception {
    for (var path : List.of("/api/auth/login", "/api/auth/signup")) {
      var request =
          HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(nested(100_000)))
              .build();
      try (var client = HttpClient.newHttpClient()) {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      }
    }
    given().get("/api/version/").then().statusCode(200);
  }

  private static String nested(int depth) {
    return "{\"title\": \"Deep\", \"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "{\"title\": \"x\"} {}",
        "{\"title\": x}",
        "\"text\"",
        "5",
        "[1]"
      })
  void bodyThatIsNoObjectIsRefused(String body) {
    Shapes.error(world.shared().owner().sends(body).post("/api/organizations/"), 400, "invalid");
  }

  @Test
  void unpairedSurrogateIsRefused() {
    Shapes.invalid(
        world.shared().owner().sends("{\"title\": \"a\\ud800b\"}").post("/api/organizations/"),
        "title");
  }

  @Test
  void everyAnswerCarriesTheHeadersThatKeepBrowsersSafe() {
    for (var path :
        List.of("/api/version/", "/api/organizations/", "/api/nothing", "/q/health/live")) {
      var answer = given().get(path);
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(answer.header("Content-Security-Policy"))
          .as(path)
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("Referrer-Policy")).as(path).isNotNull();
      if (path.startsWith("/api")) {
        assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
      }
    }
  }

  @Test
  void documentDescribesEveryOperationWhole() {
    Map<String, Map<String, Map<String, Object>>> paths =
        given().get("/openapi?format=json").path("paths");
    paths.forEach(
        (path, item) ->
            item.forEach(
                (method, operation) -> {
                  var name = method + " " + path;
                  assertThat(operation).as(name).containsKeys("operationId", "summary", "tags");
                  var responses = (Map<String, Object>) operation.get("responses");
                  assertThat(responses.keySet())
                      .as(name)
                      .anyMatch(status -> status.startsWith("2"));
                  if (!path.startsWith("/api/auth/")
                      && !path.startsWith("/api/token/refresh")
                      && !path.startsWith("/api/version")
                      && !path.startsWith("/.well-known/")) {
                    assertThat(responses).as(name).containsKeys("401", "403");
                  }
                  if (path.contains("{")) {
                    assertThat(responses).as(name).containsKey("404");
                  }
                }));
  }

  @Test
  void bodyInAnotherEncodingIsToldSo() {
    Map<String, List<String>> fields =
        Shapes.invalid(
                world
                    .shared()
                    .owner()
                    .asks()
                    .header("Content-Type", "application/json")
                    .body("{\"title\": \"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1))
                    .post("/api/organizations/"),
                "non_field_errors")
            .path("validation_errors");
    assertThat(fields.get("non_field_errors"))
        .containsExactly("The body has to be encoded in UTF-8.");
    Shapes.error(
        world
            .shared()
            .owner()
            .asks()
            .header("Content-Type", "application/json")
            .body(new byte[] {0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0, 0})
            .post("/api/organizations/"),
        400,
        "invalid");
  }

  /** The limit holds whether or not a body says how long it is. */
  @Test
  void endlessBodyIsRefused() throws Exception {
    var answer =
        raw(
            "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
            out -> {
              out.write("a\r\n{\"email\":\"\r\n".getBytes(StandardCharsets.US_ASCII));
              var chunk =
                  ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
              for (int i = 0; i < 64; i++) {
                out.write(chunk);
              }
              out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            });
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void requestWithoutAHostIsAnErrorLikeAnyOther() throws Exception {
    assertThat(raw("GET /api/version/ HTTP/1.1\r\nConnection: close\r\n\r\n", out -> {}))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"bad-request\"", "\"status_code\":400");
  }

  /** The HTTP server answers this itself, before anybody else is asked, and says nothing. */
  @Test
  void pathThatCannotBeDecodedIsRefusedWithoutAWord() throws Exception {
    assertThat(
            raw("GET /api/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", out -> {}))
        .startsWith("HTTP/1.1 400")
        .endsWith("\r\n\r\n");
  }

  @FunctionalInterface
  private interface Body {
    void write(OutputStream out) throws IOException;
  }

  /** What a client says that no library would. */
  private static String raw(String head, Body body) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      try {
        body.write(out);
        out.flush();
      } catch (SocketException refused) {
        // The server has said its word and listens no more.
      }
      return read(socket);
    }
  }

  private static String read(Socket socket) throws IOException {
    var answer = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n > 0;
          n = socket.getInputStream().read(buffer)) {
        answer.write(buffer, 0, n);
      }
    } catch (SocketException reset) {
      // What came before it counts.
    }
    return answer.toString(StandardCharsets.UTF_8);
  }
}
