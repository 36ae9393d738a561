package io.rollcall.rest.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.rollcall.application.port.ActivityViews;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request that wanted to change something, and who made it.
 *
 * @param userSession the end of the session's id
 * @param workspaceOwnerId whose the workspace was that the request was about
 * @param credential session, access-token or legacy-key; null when nobody had signed in yet
 */
@Schema(name = "ActivityLog")
record ActivityJson(
    long id,
    Instant datetime,
    int duration,
    String requestMethod,
    String requestUrl,
    @Schema(examples = "200") String responseCode,
    long userId,
    String email,
    @Schema(nullable = true) @Nullable String userSession,
    @Schema(nullable = true, examples = "session") @Nullable String credential,
    @Schema(nullable = true) @Nullable Long credentialId,
    @Schema(nullable = true) @Nullable String ipAddress,
    String userAgent,
    String httpReferer,
    long organizationId,
    @Schema(nullable = true) @Nullable Long workspaceId,
    @Schema(nullable = true) @Nullable Long workspaceOwnerId,
    @Schema(nullable = true) @Nullable Long projectId,
    @Schema(nullable = true, type = SchemaType.OBJECT) @JsonRawValue @Nullable String extraData) {
  private static final int SHOWN_OF_SESSION = 8;

  /** The published answer: a list of one. */
  @Schema(name = "ActivityLogResponse")
  record PageJson(
      List<ActivityJson> data,
      @JsonProperty("recordsFiltered") long recordsFiltered,
      @JsonProperty("recordsTotal") long recordsTotal) {
    static PageJson of(ActivityViews.Found found) {
      return new PageJson(
          found.rows().stream().map(ActivityJson::of).toList(), found.filtered(), found.total());
    }
  }

  static ActivityJson of(ActivityViews.Row row) {
    return new ActivityJson(
        row.id(),
        row.at(),
        row.milliseconds(),
        row.method(),
        row.path(),
        status(row),
        row.userId(),
        row.email(),
        session(row),
        row.credential(),
        row.credentialId(),
        row.address().isEmpty() ? null : row.address(),
        row.userAgent(),
        row.referer(),
        row.organizationId(),
        row.workspaceId(),
        row.workspaceOwner(),
        row.projectId(),
        row.extra());
  }

  /** Empty when the client was gone before it was answered. */
  static String status(ActivityViews.Row row) {
    return row.status() == null ? "" : row.status().toString();
  }

  private static @Nullable String session(ActivityViews.Row row) {
    if (!"session".equals(row.credential()) || row.credentialId() == null) {
      return null;
    }
    var id = row.credentialId().toString();
    return id.substring(Math.max(0, id.length() - SHOWN_OF_SESSION));
  }
}
