package io.rollcall.rest.common;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One step of a history.
 *
 * @param id the same for the same step, whenever it is asked for
 * @param state what came of it
 * @param previousState null for the first step
 * @param transitionName what kind of step
 * @param contextData whatever else belongs to it, as each history describes
 * @param triggeredBy the person who did it; null for what no person did
 */
@Schema(name = "StateModel")
public record StateModelJson(
    UUID id,
    String state,
    @Schema(nullable = true) @Nullable String previousState,
    @Schema(nullable = true) @Nullable String transitionName,
    @Schema(nullable = true) @Nullable String reason,
    @Schema(description = "Described with the operation") Object contextData,
    Instant createdAt,
    @Schema(nullable = true) @Nullable TriggeredByJson triggeredBy) {

  /**
   * @param email empty for somebody who belongs no more
   */
  @Schema(name = "TriggeredBy")
  public record TriggeredByJson(long id, String email) {}

  /**
   * Our histories count; the published one names its steps by UUID. So each is named after its
   * history and its place there (RFC 9562, section 5.3).
   */
  public static UUID id(String history, Object... place) {
    var name = new StringBuilder(history);
    for (var part : place) {
      name.append('/').append(part);
    }
    return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
  }
}
