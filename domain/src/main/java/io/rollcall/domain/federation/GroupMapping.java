package io.rollcall.domain.federation;

import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.Target;
import org.jspecify.annotations.Nullable;

/**
 * A rule of one provider: whoever is in the group gets the effect.
 *
 * @param group the group as the administrator named it: by DN, by common name, or by stable id
 * @param groupId the stable id of the group it was resolved to, so that a renamed group keeps its
 *     mapping; null until the first run that found it
 */
public record GroupMapping(MappingId id, String group, @Nullable String groupId, Effect effect) {

  /** What being in the group means. */
  public sealed interface Effect {
    record Gives(Target target) implements Effect {}

    /** The group is mapped to {@code DI}: its people are suspended while they are in it. */
    record Suspends() implements Effect {}
  }

  public boolean sameRule(GroupMapping other) {
    return group.equals(other.group) && effect.equals(other.effect);
  }
}
