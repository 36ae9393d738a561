package io.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.runtime.StartupEvent;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds every answer that any test gets to the document at {@code /openapi}: its status is one that
 * the operation names, and its body has the shape that stands there (JSON Schema 2020-12, which
 * OpenAPI 3.1 uses).
 */
@ApplicationScoped
class DocumentedResponses implements Filter {
  /** Not acceptable, address or header too long: no operation decides them. */
  private static final Set<String> OF_HTTP_ALONE = Set.of("406", "414", "431");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
  private volatile @Nullable JsonNode document;
  private volatile List<Documented> paths = List.of();

  private record Documented(Pattern pattern, int parameters, JsonNode item) {}

  void watch(@Observes StartupEvent started) {
    RestAssured.replaceFiltersWith(this);
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    var response = context.next(request, specification);
    var path = URI.create(request.getURI()).getRawPath();
    if (path.startsWith("/api/") || path.startsWith("/access/")) {
      operation(path, request.getMethod())
          .ifPresent(operation -> check(request.getMethod() + " " + path, operation, response));
    }
    return response;
  }

  private Optional<JsonNode> operation(String path, String method) {
    read();
    var plain = withoutSlash(path);
    return paths.stream()
        .filter(documented -> documented.pattern().matcher(plain).matches())
        .filter(documented -> documented.item().has(method.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(Documented::parameters))
        .map(documented -> documented.item().path(method.toLowerCase(Locale.ROOT)));
  }

  private void check(String what, JsonNode operation, Response response) {
    var status = Integer.toString(response.statusCode());
    if (OF_HTTP_ALONE.contains(status)) {
      return;
    }
    var documented = operation.path("responses").path(status);
    assertThat(documented.isMissingNode())
        .as(
            "%s answers %s, which the document does not name: %s",
            what, status, response.asString())
        .isFalse();
    var schema = documented.path("content").path("application/json").path("schema");
    var type = response.contentType();
    if (type == null || !type.startsWith("application/json") || response.asString().isEmpty()) {
      return;
    }
    assertThat(schema.isMissingNode()).as("%s: no shape for %s", what, status).isFalse();
    var wrong = schema(schema).validate(json(response.asString()));
    assertThat(wrong).as("%s answers %s: %s", what, status, response.asString()).isEmpty();
  }

  private JsonSchema schema(JsonNode schema) {
    return schemas.computeIfAbsent(
        schema.toString(),
        text -> {
          ObjectNode root = schema.deepCopy();
          root.set("components", read().path("components"));
          return SCHEMAS.getSchema(root);
        });
  }

  private JsonNode read() {
    var known = document;
    if (known == null) {
      var answer =
          io.restassured.RestAssured.given()
              .noFilters()
              .accept("application/json")
              .get("/openapi?format=json");
      known = json(answer.asString());
      var found = new ArrayList<Documented>();
      for (var entry : known.path("paths").properties()) {
        var template = withoutSlash(entry.getKey());
        found.add(
            new Documented(
                Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+")),
                (int) template.chars().filter(c -> c == '{').count(),
                entry.getValue()));
      }
      paths = List.copyOf(found);
      document = known;
    }
    return known;
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new AssertionError("no JSON: " + text, failure);
    }
  }
}
