package io.rollcall.domain.identity;

import java.time.Instant;

/** A domain that belongs to an organization: whoever has an address in it is one of theirs. */
public record VerifiedDomain(
    DomainName name, OrganizationId organization, Proof proof, Instant since) {

  /** How that is known (rules, section 5.3). */
  public enum Proof {
    /** The operator said so by a command. */
    DECLARED,
    /** The operator's configuration says so, for as long as it does. */
    CONFIGURED,
    /** A record in the domain name system. */
    DNS
  }
}
