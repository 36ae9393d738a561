package io.rollcall.domain.federation;

/**
 * What happens at the first sight of an unknown subject whose address belongs to an account (rules,
 * section 5.2). An account is never taken over silently.
 */
public enum IdentityLinking {
  /** The account is the same person: the identity is attached to it. */
  LINK,
  /**
   * Never silently: reported by name, and the person links at a login after proving the account.
   */
  CONFLICT;

  /**
   * @param memberHere the account belongs to this organization already
   * @param ownerHere it owns this organization
   * @param memberElsewhere it belongs to another organization, too
   * @param domainVerified the domain of the address is verified for this organization
   */
  public static IdentityLinking of(
      boolean memberHere, boolean ownerHere, boolean memberElsewhere, boolean domainVerified) {
    return memberHere && !ownerHere && (!memberElsewhere || domainVerified) ? LINK : CONFLICT;
  }
}
