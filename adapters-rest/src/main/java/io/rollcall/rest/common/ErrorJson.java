package io.rollcall.rest.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Every error of the API.
 *
 * @param id finds the request in the log, where it was logged
 * @param excInfo always null: nothing of the inside leaves the server
 * @param validationErrors messages by field; only for 400
 * @param code stable, kebab-case: what a program may depend on
 */
@Schema(name = "Error")
public record ErrorJson(
    UUID id,
    int statusCode,
    String version,
    String detail,
    @Schema(nullable = true) @Nullable String excInfo,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<String>> validationErrors,
    String code) {}
