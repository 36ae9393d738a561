package io.rollcall.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The published shape; parts that belong to another product are empty. */
@Schema(name = "VersionResponse")
record VersionJson(
    @Schema(examples = "0.1.0") String release,
    String edition,
    Map<String, String> backend,
    Map<String, String> dm2,
    Map<String, String> lsf,
    @JsonProperty("label-studio-converter") Map<String, String> converter,
    @JsonProperty("label-studio-frontend") Map<String, String> frontend,
    @JsonProperty("label-studio-os-backend") Map<String, String> openSourceBackend,
    @JsonProperty("label-studio-os-package") Map<String, String> openSourcePackage) {

  static VersionJson of(Installation installation) {
    var here =
        Map.of(
            "product", "Rollcall",
            "version", installation.version(),
            "commit", installation.commit());
    return new VersionJson(
        installation.version(),
        "Enterprise",
        here,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }
}
