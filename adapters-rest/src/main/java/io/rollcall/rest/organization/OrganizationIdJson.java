package io.rollcall.rest.organization;

import io.rollcall.application.port.AccountViews;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization as the list shows it. */
@Schema(name = "OrganizationId")
record OrganizationIdJson(
    long id,
    String title,
    @Schema(nullable = true) @Nullable String contactInfo,
    Instant createdAt) {
  static OrganizationIdJson of(AccountViews.OrganizationRow row) {
    return new OrganizationIdJson(row.id(), row.title(), row.contactInfo(), row.createdAt());
  }
}
