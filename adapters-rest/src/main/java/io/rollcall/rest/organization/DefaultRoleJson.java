package io.rollcall.rest.organization;

import io.rollcall.domain.organization.Organization;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The role of whoever joins, and whose setting it is. */
@Schema(name = "DefaultRole")
record DefaultRoleJson(long organization, String defaultRole) {
  static DefaultRoleJson of(Organization organization) {
    return new DefaultRoleJson(organization.id().value(), organization.defaultRole().code());
  }
}
