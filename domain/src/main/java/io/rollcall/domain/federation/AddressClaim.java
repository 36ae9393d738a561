package io.rollcall.domain.federation;

import io.rollcall.domain.identity.EmailAddress;
import io.rollcall.domain.identity.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a directory that claims an e-mail address which somebody else claims, too.
 *
 * @param ordinal which entry
 * @param followed whether the entry is followed by its stable id already; then the address decides
 *     nothing
 * @param account the account that has the address; null when none has
 */
public record AddressClaim(
    int ordinal,
    String dn,
    String name,
    EmailAddress email,
    boolean followed,
    @Nullable Account account) {

  /**
   * An account that has the claimed address, and how it stands to the organization.
   *
   * @param followedHere whether the provider follows another entry as this account already
   */
  public record Account(
      UserId user,
      boolean memberHere,
      boolean ownerHere,
      boolean memberElsewhere,
      boolean domainVerified,
      boolean followedHere) {}

  /**
   * @param links entries that are existing accounts
   * @param problems entries that are not imported, by ordinal
   */
  public record Decision(Map<Integer, UserId> links, Map<Integer, SyncProblem> problems) {}

  /**
   * Decides all claims of a run. When two entries claim one address nobody is merged: whoever is
   * followed already keeps it and the others are conflicts. A single entry is linked to the account
   * by {@link IdentityLinking}.
   */
  public static Decision decide(List<AddressClaim> claims) {
    var byAddress = new HashMap<EmailAddress, List<AddressClaim>>();
    claims.forEach(
        claim -> byAddress.computeIfAbsent(claim.email, email -> new ArrayList<>()).add(claim));
    var links = new HashMap<Integer, UserId>();
    var problems = new HashMap<Integer, SyncProblem>();
    byAddress
        .values()
        .forEach(
            rivals ->
                rivals.stream()
                    .filter(claim -> !claim.followed)
                    .forEach(claim -> claim.decide(rivals.size() > 1, links, problems)));
    return new Decision(Map.copyOf(links), Map.copyOf(problems));
  }

  private void decide(
      boolean contested, Map<Integer, UserId> links, Map<Integer, SyncProblem> problems) {
    if (contested) {
      problems.put(
          ordinal,
          problem(
              SyncProblem.Kind.DUPLICATE_EMAIL,
              "Another entry of the directory has the same address; nobody is merged."));
    } else if (account != null) {
      var linking =
          account.followedHere
              ? IdentityLinking.CONFLICT // or two entries would be one person
              : IdentityLinking.of(
                  account.memberHere,
                  account.ownerHere,
                  account.memberElsewhere,
                  account.domainVerified);
      switch (linking) {
        case LINK -> links.put(ordinal, account.user);
        case CONFLICT ->
            problems.put(
                ordinal,
                problem(
                    SyncProblem.Kind.ACCOUNT_EXISTS,
                    "An account with this address exists, and nobody's account is taken over without their proof."));
      }
    }
  }

  private SyncProblem problem(SyncProblem.Kind kind, String detail) {
    return new SyncProblem(kind, dn, name, email.value(), detail);
  }
}
