package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** The key of a row of a tenant table: the organization leads. */
@Embeddable
record TenantKey(@Column(name = "organization_id") long organization, @Column(name = "id") long id)
    implements Serializable {
  static TenantKey of(OrganizationId organization, long id) {
    return new TenantKey(organization.value(), id);
  }
}
