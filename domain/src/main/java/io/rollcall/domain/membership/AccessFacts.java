package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

  /** The same of a member who owns the organization, or no longer does. */
  public AccessFacts owned(boolean byThem) {
    return new AccessFacts(byThem, grants, suspensions, listedBy);
  }

  public AccessFacts with(Grant grant) {
    return with(List.of(grant));
  }

  public AccessFacts with(List<Grant> more) {
    return new AccessFacts(
        owner, Stream.concat(grants.stream(), more.stream()).toList(), suspensions, listedBy);
  }

  public AccessFacts with(Suspension suspension) {
    return new AccessFacts(
        owner,
        grants,
        Stream.concat(suspensions.stream(), Stream.of(suspension)).toList(),
        listedBy);
  }

  /** Without those of the active grants. */
  public AccessFacts endingGrants(Predicate<Grant> ended, Instant at) {
    return new AccessFacts(
        owner,
        grants.stream().map(g -> g.isActive() && ended.test(g) ? g.end(at) : g).toList(),
        suspensions,
        listedBy);
  }

  /** Without those of the active suspensions. */
  public AccessFacts endingSuspensions(Predicate<Suspension> ended, Instant at) {
    return new AccessFacts(
        owner,
        grants,
        suspensions.stream().map(s -> s.isActive() && ended.test(s) ? s.end(at) : s).toList(),
        listedBy);
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
