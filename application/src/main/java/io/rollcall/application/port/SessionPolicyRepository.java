package io.rollcall.application.port;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.Session;
import java.time.Instant;
import java.util.Optional;

/** How long sessions live in an organization that decided it for itself. */
public interface SessionPolicyRepository {
  /** Nothing while the organization goes by the server's policy. */
  Optional<Kept> find(OrganizationId organization);

  /** Sets the policy, in whole minutes; it counts for sessions that are open already, too. */
  Kept save(OrganizationId organization, Session.Policy policy, Instant at);

  record Kept(Session.Policy policy, Instant createdAt, Instant updatedAt) {}
}
