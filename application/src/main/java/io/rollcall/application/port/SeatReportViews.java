package io.rollcall.application.port;

import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads who takes a seat, and by which assignments. */
public interface SeatReportViews {
  /** One page of members with their assignments, and how many seats there are. */
  Report report(Query query);

  /**
   * @param filter by what somebody is like; nothing else of it counts
   * @param email only who has exactly this address; null for everybody
   * @param stale only who has a role assignment that is stale, or only who has none; null for both
   */
  record Query(
      OrganizationId organization,
      MemberViews.Filter filter,
      @Nullable String email,
      @Nullable Boolean stale,
      MemberViews.Ordering ordering,
      boolean descending,
      Page.Request page) {}

  record Report(Page<Seat> page, Usage usage) {}

  /**
   * @param limit null for none
   */
  record Usage(@Nullable Integer limit, int taken) {}

  /**
   * @param assignments the active grants, by id
   */
  record Seat(MemberRow member, List<Assignment> assignments) {
    public Seat {
      assignments = List.copyOf(assignments);
    }

    /** Whether a role is among them that nothing stands behind, or that leads nowhere. */
    public boolean hasStaleRoles() {
      return assignments.stream()
          .anyMatch(
              given ->
                  !(given.target() instanceof Target.Workspace)
                      && given.status() != Status.CONFIGURED);
    }
  }

  /**
   * @param title of the workspace or project; null for a role in the organization, and for a place
   *     that is gone
   * @param group the name of the directory group; null for what people gave
   * @param membership the id of the membership in which it counts; null where it does not
   * @param orphaned whether the mapping it came by is no more; the next sync ends it
   */
  record Assignment(
      GrantId grant,
      Target target,
      @Nullable String title,
      SourceKind source,
      @Nullable String group,
      Instant since,
      @Nullable Long membership,
      boolean orphaned) {
    public Status status() {
      if (orphaned) {
        return Status.ORPHANED;
      }
      return membership == null ? Status.MISSING_MEMBERSHIP : Status.CONFIGURED;
    }
  }

  /** What stands behind an assignment. */
  enum Status {
    CONFIGURED,
    /** Its mapping was removed. */
    ORPHANED,
    /** It gives nothing: the policy ignores it, or the place is gone. */
    MISSING_MEMBERSHIP
  }
}
