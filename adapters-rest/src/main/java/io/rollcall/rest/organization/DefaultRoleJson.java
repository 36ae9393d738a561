package io.rollcall.rest.organization;

import io.rollcall.domain.organization.Organization;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The role of whoever joins, and whose setting it is.
 *
 * @param extraDataOnActivityLogs whether the activity log says what changed
 */
@Schema(name = "DefaultRole")
record DefaultRoleJson(long organization, String defaultRole, boolean extraDataOnActivityLogs) {
  static DefaultRoleJson of(Organization organization, boolean details) {
    return new DefaultRoleJson(
        organization.id().value(), organization.defaultRole().code(), details);
  }
}
