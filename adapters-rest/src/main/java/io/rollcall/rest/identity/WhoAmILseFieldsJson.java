package io.rollcall.rest.identity;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@link LseFieldsJson} with what only the own account shows. */
@Schema(name = "WhoAmILseFields")
record WhoAmILseFieldsJson(
    @Schema(nullable = true) @Nullable String activeOrganizationExternalId,
    Map<String, Object> emailNotificationSettings,
    @Schema(nullable = true) @Nullable Boolean inviteExpired,
    @Schema(nullable = true) @Nullable Instant inviteExpiredAt) {
  static final WhoAmILseFieldsJson NONE = new WhoAmILseFieldsJson(null, Map.of(), null, null);
}
