package io.rollcall.domain.federation;

import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.AccessPolicy;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Ids;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one provider's word about a person means for their membership: joining, changing, returning,
 * losing access. The same for a login and for a sync.
 */
public final class Provisioning {
  private final OrganizationId organization;
  private final Role defaultRole;
  private final AccessPolicy policy;
  private final boolean everybody;
  private final NewIds ids;
  private final Occasion occasion;
  private final Reconciler reconciler;

  /**
   * @param everybody whether people without a mapped group join, too
   */
  public Provisioning(
      ProviderId provider,
      ProviderKind kind,
      OrganizationId organization,
      Role defaultRole,
      AccessPolicy policy,
      boolean everybody,
      NewIds ids,
      Occasion occasion) {
    this.organization = organization;
    this.defaultRole = defaultRole;
    this.policy = policy;
    this.everybody = everybody;
    this.ids = ids;
    this.occasion = occasion;
    this.reconciler = new Reconciler(provider, kind, ids.facts(), occasion);
  }

  /** Ids for people who are new. */
  public record NewIds(Ids facts, Supplier<UserId> users) {}

  /**
   * @param current null for somebody who never belonged
   * @return nothing when nothing changes, or when the person does not join
   */
  public Optional<PlannedChange> plan(@Nullable Membership current, DesiredAccess desired) {
    if (current == null) {
      return joins(desired)
          ? Optional.of(planned(null, joined(newcomer(), desired)))
          : Optional.empty();
    }
    if (current.isDeleted()) {
      return grantsSomething(desired)
          ? Optional.of(planned(current, joined(current.returned(occasion.at()), desired)))
          : Optional.empty();
    }
    var facts = reconciler.reconcile(current.facts(), desired);
    return facts.equals(current.facts())
        ? Optional.empty()
        : Optional.of(planned(current, current.with(facts, policy, occasion.at())));
  }

  private boolean joins(DesiredAccess desired) {
    return switch (desired.listing()) {
      case LISTED, DISABLED -> everybody || !desired.mapped().isEmpty();
      case GONE, WITHDRAWN -> false;
    };
  }

  /**
   * Somebody who was removed by hand comes back only while the directory still grants something.
   */
  private static boolean grantsSomething(DesiredAccess desired) {
    return desired.mapped().stream()
        .anyMatch(mapped -> mapped.mapping().effect() instanceof Effect.Gives);
  }

  private Membership newcomer() {
    return Membership.fresh(
        ids.facts().nextMembership(), organization, ids.users().get(), occasion.at());
  }

  private Membership joined(Membership base, DesiredAccess desired) {
    var atJoining =
        new Grant(
            ids.facts().nextGrant(),
            new Target.OrganizationRole(defaultRole),
            new Source.DefaultRole(),
            occasion.by(),
            occasion.at(),
            null);
    var facts =
        new AccessFacts(false, List.of(atJoining), List.of(), Set.copyOf(base.facts().listedBy()));
    return base.with(reconciler.reconcile(facts, desired), policy, occasion.at());
  }

  /** Plans speak of what people are entitled to; seats are given when the plan is applied. */
  private PlannedChange planned(@Nullable Membership before, Membership after) {
    var entitled = after.withSeat(after.entitled().role().occupiesSeat());
    return PlannedChange.of(before, entitled, entitled.summary(policy));
  }
}
