package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/} says of the server is what the server is. */
class DeploymentFilesTest {
  private static final Path FOLDER = Path.of("../deploy");
  private static final Pattern VARIABLE = Pattern.compile("ROLLCALL_[A-Z_]*[A-Z]");

  private static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Containerfile", "rollcall.service", "kubernetes/rollcall.yaml"})
  void everyVariableIsADocumentedKey(String file) throws IOException {
    var documented =
        Pattern.compile("`(rollcall\\.[a-z.-]+)`")
            .matcher(Files.readString(Path.of("../docs/configuration.md")))
            .results()
            .map(key -> key.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
            .toList();

    assertThat(VARIABLE.matcher(read(file)).results().map(found -> found.group()))
        .isNotEmpty()
        .isSubsetOf(documented);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Containerfile", "rollcall.service"})
  void startsTheServerAsTheLauncherDoes(String file) throws IOException {
    var launcher = Files.readString(Path.of("../rollcall"));
    var options = Pattern.compile("java_options=\"(.*)\"").matcher(launcher);
    assertThat(options.find()).isTrue();

    assertThat(read(file))
        .contains(options.group(1) + " $JAVA_OPTS -jar /opt/rollcall/quarkus-run.jar");
  }

  @Test
  void containerTakesWhatTheBuildMakes() throws IOException {
    assertThat(read("Containerfile")).contains(" server/target/quarkus-app /opt/rollcall");
  }

  @Test
  void probesAskWhatTheServerAnswers() throws IOException {
    var container = deployment().at("/spec/template/spec/containers/0");

    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
  }

  /** Else Kubernetes kills a node that still gives running syncs their time. */
  @Test
  void graceIsLongerThanTheDrain() throws IOException {
    int delay = 10;
    int requestsAndRuns = 40;

    assertThat(deployment().at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isGreaterThan(delay + requestsAndRuns);
    assertThat(read("kubernetes/rollcall.yaml")).contains("value: " + delay + "s");
  }

  /** A secret in a manifest would end up in a repository. */
  @Test
  void secretsComeFromTheSecret() throws IOException {
    for (var variable : deployment().at("/spec/template/spec/containers/0/env")) {
      if (variable.path("name").asText().matches(".*(SECRET|PASSWORD|USERNAME|JDBC_URL).*")) {
        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("rollcall");
      }
    }
  }

  private static JsonNode deployment() throws IOException {
    return documents()
        .filter(document -> document.path("kind").asText().equals("Deployment"))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> documents() throws IOException {
    var mapper = new YAMLMapper();
    try (var parser = new YAMLFactory().createParser(read("kubernetes/rollcall.yaml"))) {
      List<JsonNode> all = mapper.readValues(parser, JsonNode.class).readAll();
      return all.stream();
    }
  }
}
