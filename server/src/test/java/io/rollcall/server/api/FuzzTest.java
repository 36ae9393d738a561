package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever is sent to an operation, by its owner, the answer is never a failure of the server: each
 * operation of the document gets random values, as its parameters say and not, for ids, queries and
 * bodies. What failed is told with the seed, which repeats it.
 */
@ApiTest
class FuzzTest {
  private static final int ROUNDS = 25;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1e9",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999",
          "NaN",
          "null",
          "true",
          "a,b,,c",
          "1,2,,x",
          "%",
          "_",
          "\\",
          "'; drop table app_user; --",
          "\u0000",
          "a\u0000b",
          "\ud800",
          "𝒳😀",
          "../../etc/passwd",
          "2026-02-30T25:61:00Z",
          "2026-11-24T10:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "x".repeat(5000));

  @Inject World world;

  @TestFactory
  Stream<DynamicTest> noInputMakesTheServerFail() throws IOException {
    var document =
        JSON.readTree(given().accept("application/json").get("/openapi?format=json").asString());
    var tests = new ArrayList<DynamicTest>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (Stream.of(Method.values())
            .anyMatch(m -> m.name().equalsIgnoreCase(operation.getKey()))) {
          tests.add(
              dynamicTest(
                  operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                  () -> fuzz(document, path.getKey(), operation.getKey(), operation.getValue())));
        }
      }
    }
    return tests.stream();
  }

  private void fuzz(JsonNode document, String path, String method, JsonNode operation) {
    var company = world.small("Fuzz");
    var session = company.owner().session();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = path.hashCode() * 31L + method.hashCode() * 17L + round;
      var sent = new Sent(new Random(seed), document, company);
      var answer = sent.to(path, method, operation, session);
      assertThat(answer.statusCode())
          .as("seed %d: %s %s: %s", seed, method, sent.said, answer.asString())
          .isLessThan(500);
      if (answer.statusCode() == 401 || path.endsWith("/logout")) {
        session = World.session(company.owner().email());
      }
    }
  }

  /** One request, made up. */
  private static final class Sent {
    private final Random random;
    private final JsonNode document;
    private final World.Company company;
    private final Map<String, Object> said = new LinkedHashMap<>();

    Sent(Random random, JsonNode document, World.Company company) {
      this.random = random;
      this.document = document;
      this.company = company;
    }

    Response to(String path, String method, JsonNode operation, String session) {
      var request = given().cookie("rollcall_session", session).urlEncodingEnabled(false);
      var place =
          Pattern.compile("\\{[^}]+}")
              .matcher(path)
              .replaceAll(name -> Matcher.quoteReplacement(encoded(place())));
      said.put("path", place);
      for (var parameter : operation.path("parameters")) {
        var name = parameter.path("name").asText();
        if (parameter.path("in").asText().equals("query") && random.nextInt(3) > 0) {
          var value = text(parameter.path("schema"));
          request.queryParam(name, encoded(value));
          said.put(name, value);
        }
      }
      var content = operation.path("requestBody").path("content");
      if (content.has("application/json")) {
        var body = body(content.path("application/json").path("schema"));
        said.put("body", body);
        request.contentType(ContentType.JSON).body(body);
      } else if (content.has("multipart/form-data")) {
        request
            .multiPart(
                "file",
                "people.csv",
                text(JSON.createObjectNode()).getBytes(StandardCharsets.UTF_8))
            .multiPart("bulk_tags", text(JSON.createObjectNode()));
      }
      return request.request(Method.valueOf(method.toUpperCase(Locale.ROOT)), place);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String place() {
      return switch (random.nextInt(4)) {
        case 0 -> Long.toString(company.id());
        case 1 -> Long.toString(company.owner().id());
        case 2 -> Long.toString(random.nextLong());
        default -> {
          var odd = odd();
          yield odd.isBlank() || odd.contains("/") || odd.length() > 100 ? "x" : odd;
        }
      };
    }

    private String odd() {
      return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
    }

    private String text(JsonNode schema) {
      var choices = schema.path("enum");
      return switch (random.nextInt(5)) {
        case 0 -> Integer.toString(random.nextInt(50));
        case 1 -> random.nextBoolean() ? "true" : "false";
        case 2 ->
            choices.isEmpty() ? "title" : choices.get(random.nextInt(choices.size())).asText();
        default -> odd();
      };
    }

    private String body(JsonNode schema) {
      if (random.nextInt(12) == 0) {
        return List.of("", "null", "[]", "{", "\"x\"", "[[[[", "{\"a\":1}{").get(random.nextInt(7));
      }
      try {
        return JSON.writeValueAsString(value(schema, 0));
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }

    private @Nullable Object value(JsonNode given, int depth) {
      var schema = resolved(given);
      int chance = random.nextInt(10);
      if (chance < 2 && depth > 0) {
        return switch (random.nextInt(7)) {
          case 0 -> null;
          case 1 -> random.nextLong();
          case 2 -> random.nextDouble();
          case 3 -> random.nextBoolean();
          case 4 -> List.of(odd(), 1, List.of());
          case 5 -> Map.of(odd(), odd());
          default -> odd();
        };
      }
      var type = schema.path("type");
      var name = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
      return switch (name) {
        case "object" -> object(schema, depth);
        case "array" -> array(schema, depth);
        case "integer" ->
            random.nextBoolean()
                ? random.nextInt(100)
                : List.of(company.id(), company.owner().id(), 0, -1, Integer.MAX_VALUE)
                    .get(random.nextInt(5));
        case "number" -> random.nextInt(1000) / 10.0;
        case "boolean" -> random.nextBoolean();
        case "null" -> null;
        default -> text(schema);
      };
    }

    private Object object(JsonNode schema, int depth) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      for (var property : schema.path("properties").properties()) {
        if (depth < 4 && random.nextInt(4) > 0) {
          object.put(property.getKey(), value(property.getValue(), depth + 1));
        }
      }
      return object;
    }

    private Object array(JsonNode schema, int depth) {
      var array = new ArrayList<@Nullable Object>();
      for (int i = random.nextInt(4); i > 0 && depth < 4; i--) {
        array.add(value(schema.path("items"), depth + 1));
      }
      return array;
    }

    private JsonNode resolved(JsonNode schema) {
      var reference = schema.path("$ref").asText();
      var choices =
          schema.path("anyOf").isMissingNode() ? schema.path("oneOf") : schema.path("anyOf");
      if (!choices.isMissingNode() && !choices.isEmpty()) {
        return resolved(choices.get(random.nextInt(choices.size())));
      }
      return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }
  }
}
