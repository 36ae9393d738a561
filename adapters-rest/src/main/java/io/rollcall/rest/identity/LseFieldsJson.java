package io.rollcall.rest.identity;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Fields of features that are not served, with their off values. */
@Schema(name = "LseFields")
public record LseFieldsJson(
    Map<String, Object> emailNotificationSettings,
    @Schema(nullable = true) @Nullable Boolean inviteExpired,
    @Schema(nullable = true) @Nullable Instant inviteExpiredAt) {
  public static final LseFieldsJson NONE = new LseFieldsJson(Map.of(), null, null);
}
