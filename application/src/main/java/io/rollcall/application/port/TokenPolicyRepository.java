package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.TokenPolicy;

/** Which tokens organizations take. */
public interface TokenPolicyRepository {
  /** {@link TokenPolicy#DEFAULT} for an organization that never set one. */
  TokenPolicy find(OrganizationId organization);

  /** Counts from then on, for tokens that exist already, too; but none changes its end. */
  void save(OrganizationId organization, TokenPolicy policy);
}
