package io.rollcall.rest.activity;

import io.rollcall.application.port.ActivityViews;
import io.rollcall.rest.common.Csv;
import org.jspecify.annotations.Nullable;

/** Requests, one a line. */
final class ActivityLines {
  static final String HEADER =
      Csv.line(
          "id",
          "datetime",
          "user_id",
          "email",
          "credential",
          "credential_id",
          "ip_address",
          "request_method",
          "request_url",
          "response_code",
          "duration",
          "project_id",
          "workspace_id",
          "workspace_owner_id",
          "user_agent",
          "http_referer",
          "extra_data");

  private ActivityLines() {}

  static String of(ActivityViews.Row row) {
    return Csv.line(
        row.id(),
        row.at(),
        row.userId(),
        row.email(),
        orEmpty(row.credential()),
        orEmpty(row.credentialId()),
        row.address(),
        row.method(),
        row.path(),
        ActivityJson.status(row),
        row.milliseconds(),
        orEmpty(row.projectId()),
        orEmpty(row.workspaceId()),
        orEmpty(row.workspaceOwner()),
        row.userAgent(),
        row.referer(),
        orEmpty(row.extra()));
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
