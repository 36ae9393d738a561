package io.rollcall.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The document at {@code /openapi} is whole: what linters of OpenAPI ask for, and that it is true.
 */
@ApiTest
class DocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** What {@code context_data} holds in each of the histories, and a form that is no JSON. */
  private static final Set<String> NAMED_IN_WORDS =
      Set.of(
          "MembershipChange",
          "IdpAssignment",
          "SettingsChange",
          "OrganizationMemberTagImportCreateRequest");

  private JsonNode document = JSON.nullNode();
  private final List<Described> operations = new ArrayList<>();

  private record Described(String name, JsonNode operation) {
    Stream<JsonNode> contents() {
      return Stream.concat(
              Stream.of(operation.path("requestBody")),
              operation.path("responses").properties().stream()
                  .filter(response -> response.getKey().startsWith("2"))
                  .map(java.util.Map.Entry::getValue))
          .map(body -> body.path("content").path("application/json"))
          .filter(content -> !content.isMissingNode());
    }
  }

  @BeforeEach
  void read() throws JsonProcessingException {
    document = JSON.readTree(given().get("/openapi?format=json").asString());
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            operations.add(
                                new Described(
                                    operation.getKey() + " " + path.getKey(),
                                    operation.getValue()));
                          }
                        }));
    assertThat(operations).hasSizeGreaterThan(100);
  }

  @Test
  void operationsAreNamedAndSummedUp() {
    var softly = new SoftAssertions();
    var ids = new HashSet<String>();
    for (var described : operations) {
      var operation = described.operation();
      softly.assertThat(operation.path("summary").asText()).as(described.name()).isNotBlank();
      softly.assertThat(operation.path("tags")).as(described.name() + " tags").isNotEmpty();
      softly
          .assertThat(ids.add(operation.path("operationId").asText()))
          .as(described.name() + " operationId is unique")
          .isTrue();
      softly
          .assertThat(operation.path("responses").properties())
          .as(described.name() + " succeeds somehow")
          .anyMatch(response -> response.getKey().startsWith("2"));
      for (var parameter : operation.path("parameters")) {
        softly
            .assertThat(parameter.path("description").asText())
            .as("%s, what %s means", described.name(), parameter.path("name").asText())
            .isNotBlank();
      }
    }
    softly.assertThat(document.path("servers")).isNotEmpty();
    softly.assertAll();
  }

  /** And each example has the shape that it is an example of. */
  @Test
  void everyBodyHasAnExample() {
    var schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    var softly = new SoftAssertions();
    for (var described : operations) {
      described
          .contents()
          .forEach(
              content -> {
                var example = content.path("example");
                softly.assertThat(example.isMissingNode()).as(described.name()).isFalse();
                ObjectNode schema = content.path("schema").deepCopy();
                schema.set("components", document.path("components"));
                softly
                    .assertThat(schemas.getSchema(schema).validate(example))
                    .as("%s: %s", described.name(), example)
                    .isEmpty();
              });
    }
    softly.assertAll();
  }

  @Test
  void everySchemaIsUsed() {
    var text = document.toString();
    assertThat(document.path("components").path("schemas").properties())
        .extracting(java.util.Map.Entry::getKey)
        .filteredOn(name -> !text.contains("\"#/components/schemas/" + name + "\""))
        .isSubsetOf(NAMED_IN_WORDS);
  }
}
