package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderId;
import java.util.List;
import java.util.Set;

/**
 * Everything that is known about one membership and decides its access. The order of the lists
 * means nothing.
 *
 * @param owner whether the member owns the organization
 * @param grants ended ones included
 * @param suspensions ended ones included
 * @param listedBy the providers of the organization that list the person now
 */
public record AccessFacts(
    boolean owner, List<Grant> grants, List<Suspension> suspensions, Set<ProviderId> listedBy) {
  public static final AccessFacts NONE = new AccessFacts(false, List.of(), List.of(), Set.of());

  public AccessFacts {
    grants = List.copyOf(grants);
    suspensions = List.copyOf(suspensions);
    listedBy = Set.copyOf(listedBy);
  }

  /** Whether this suspension takes access away now. */
  public boolean counts(Suspension suspension) {
    if (!suspension.isActive()) {
      return false;
    }
    return switch (suspension.cause()) {
      case Suspension.Cause.Gone gone -> listedBy.stream().allMatch(gone.provider()::equals);
      case Suspension.Cause.ByAdministrator ignored -> true;
      case Suspension.Cause.Disabled ignored -> true;
      case Suspension.Cause.InGroup ignored -> true;
    };
  }
}
