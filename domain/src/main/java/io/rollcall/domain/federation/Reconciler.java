package io.rollcall.domain.federation;

import io.rollcall.domain.federation.DesiredAccess.Listing;
import io.rollcall.domain.federation.DesiredAccess.Mapped;
import io.rollcall.domain.federation.GroupMapping.Effect;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.membership.AccessFacts;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Ids;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.Suspension;
import io.rollcall.domain.membership.Suspension.Cause;
import io.rollcall.domain.membership.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is recorded of one person in line with what one provider says. Touches that
 * provider's facts alone; adds what is missing, ends what is no longer so, leaves the rest. Doing
 * it twice changes nothing the second time.
 */
public final class Reconciler {
  private final ProviderId provider;
  private final ProviderKind kind;
  private final Ids ids;
  private final Occasion occasion;

  public Reconciler(ProviderId provider, ProviderKind kind, Ids ids, Occasion occasion) {
    this.provider = provider;
    this.kind = kind;
    this.ids = ids;
    this.occasion = occasion;
  }

  /** The facts afterwards: the same object when nothing changes. */
  public AccessFacts reconcile(AccessFacts facts, DesiredAccess desired) {
    var grants = grants(facts.grants(), desired);
    var suspensions = suspensions(facts.suspensions(), desired);
    var listedBy = listedBy(facts.listedBy(), desired.listing());
    return grants.equals(facts.grants())
            && suspensions.equals(facts.suspensions())
            && listedBy.equals(facts.listedBy())
        ? facts
        : new AccessFacts(facts.owner(), grants, suspensions, listedBy);
  }

  private List<Grant> grants(List<Grant> recorded, DesiredAccess desired) {
    var missing = new HashSet<Key>();
    for (var mapped : desired.mapped()) {
      if (mapped.mapping().effect() instanceof Effect.Gives) {
        missing.add(Key.of(mapped));
      }
    }
    var after = new ArrayList<Grant>(recorded.size() + missing.size());
    for (var grant : recorded) {
      boolean ours =
          grant.isActive()
              && grant.source() instanceof Source.Provider by
              && by.provider().equals(provider);
      after.add(ours && !missing.remove(Key.of(grant)) ? grant.end(occasion.at()) : grant);
    }
    for (var mapped : desired.mapped()) {
      if (mapped.mapping().effect() instanceof Effect.Gives gives
          && missing.remove(Key.of(mapped))) {
        var source = new Source.Provider(provider, kind, mapped.mapping().id(), mapped.group());
        after.add(
            new Grant(ids.nextGrant(), gives.target(), source, occasion.by(), occasion.at(), null));
      }
    }
    return after;
  }

  private List<Suspension> suspensions(List<Suspension> recorded, DesiredAccess desired) {
    var missing = new HashSet<Object>();
    mark(desired.listing()).ifPresent(missing::add);
    for (var mapped : desired.mapped()) {
      if (mapped.mapping().effect() instanceof Effect.Suspends) {
        missing.add(Key.of(mapped));
      }
    }
    var after = new ArrayList<Suspension>(recorded.size() + missing.size());
    for (var suspension : recorded) {
      boolean ours = suspension.isActive() && provider.equals(suspension.provider());
      after.add(
          ours && !missing.remove(key(suspension.cause()))
              ? suspension.end(occasion.at())
              : suspension);
    }
    mark(desired.listing())
        .filter(missing::remove)
        .ifPresent(cause -> after.add(suspension(cause)));
    for (var mapped : desired.mapped()) {
      if (mapped.mapping().effect() instanceof Effect.Suspends && missing.remove(Key.of(mapped))) {
        after.add(
            suspension(new Cause.InGroup(provider, kind, mapped.mapping().id(), mapped.group())));
      }
    }
    return after;
  }

  private Suspension suspension(Cause cause) {
    return new Suspension(ids.nextSuspension(), cause, occasion.by(), occasion.at(), null);
  }

  private Optional<Cause> mark(Listing listing) {
    return switch (listing) {
      case LISTED, WITHDRAWN -> Optional.empty();
      case DISABLED -> Optional.of(new Cause.Disabled(provider, kind));
      case GONE -> Optional.of(new Cause.Gone(provider, kind));
    };
  }

  private Set<ProviderId> listedBy(Set<ProviderId> recorded, Listing listing) {
    boolean listed = listing == Listing.LISTED || listing == Listing.DISABLED;
    if (recorded.contains(provider) == listed) {
      return recorded;
    }
    if (recorded.isEmpty()) {
      return Set.of(provider);
    }
    var after = new HashSet<>(recorded);
    if (listed) {
      after.add(provider);
    } else {
      after.remove(provider);
    }
    return Set.copyOf(after);
  }

  private static Object key(Cause cause) {
    return cause instanceof Cause.InGroup in ? new Key(in.mapping(), in.group().id(), null) : cause;
  }

  /**
   * What makes two facts of a provider the same fact: the mapping, the stable id of the group, and
   * what it gives; null for a suspension.
   */
  private record Key(MappingId mapping, String group, @Nullable Target target) {
    static Key of(Mapped mapped) {
      return new Key(
          mapped.mapping().id(),
          mapped.group().id(),
          mapped.mapping().effect() instanceof Effect.Gives gives ? gives.target() : null);
    }

    static Key of(Grant grant) {
      var source = (Source.Provider) grant.source();
      return new Key(source.mapping(), source.group().id(), grant.target());
    }
  }
}
