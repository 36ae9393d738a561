package io.rollcall.domain.membership;

import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.ProviderKind;
import io.rollcall.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact: <em>source S says that this person is disabled or gone</em>. Added and ended, never
 * edited.
 *
 * @param until when it ended; null while it is active
 */
public record Suspension(
    SuspensionId id, Cause cause, Recorder recordedBy, Instant since, @Nullable Instant until) {

  /** Who says so, and what exactly. */
  public sealed interface Cause {
    /** An administrator deactivated the member. */
    record ByAdministrator(UserId by) implements Cause {}

    /** The directory marks the person's entry as disabled. */
    record Disabled(ProviderId provider, ProviderKind kind) implements Cause {}

    /** The directory no longer lists the person. Counts only while no other provider lists them. */
    record Gone(ProviderId provider, ProviderKind kind) implements Cause {}

    /** The person is in a group that is mapped to {@code DI}. */
    record InGroup(ProviderId provider, ProviderKind kind, MappingId mapping, GroupRef group)
        implements Cause {}
  }

  public boolean isActive() {
    return until == null;
  }

  public Suspension end(Instant at) {
    return new Suspension(id, cause, recordedBy, since, at);
  }

  /** The provider that says so; null when an administrator did. */
  public @Nullable ProviderId provider() {
    return switch (cause) {
      case Cause.ByAdministrator ignored -> null;
      case Cause.Disabled disabled -> disabled.provider();
      case Cause.Gone gone -> gone.provider();
      case Cause.InGroup group -> group.provider();
    };
  }
}
