package io.rollcall.application.port;

import io.rollcall.application.port.MemberViews.MemberRow;
import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.ProviderId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.GrantId;
import io.rollcall.domain.membership.GroupRef;
import io.rollcall.domain.membership.MappingId;
import io.rollcall.domain.membership.MembershipChange.Transition;
import io.rollcall.domain.membership.Recorder;
import io.rollcall.domain.membership.Role;
import io.rollcall.domain.membership.Rule;
import io.rollcall.domain.membership.SourceKind;
import io.rollcall.domain.membership.Target;
import io.rollcall.domain.membership.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happened to members. The changes of an organization are numbered from 1 in the order
 * in which they happened, without a gap; so the page of a list that nothing but time narrows is
 * found by its number, the millionth like the first.
 */
public interface HistoryViews {
  /**
   * For those who answer {@link #members}: of some things nothing is kept.
   *
   * @throws IllegalArgumentException for a filter by one of them
   */
  static void requireKept(MemberViews.Filter filter) {
    var traits = filter.traits();
    if (traits.activeFrom() != null
        || traits.activeTo() != null
        || !traits.tags().isEmpty()
        || filter.excludeProject() != null
        || filter.within() != null) {
      throw new IllegalArgumentException("nothing is kept of what the filter asks for");
    }
  }

  /** Changes of memberships. The key of a page is the number of its last change. */
  Page<ChangeRow> changes(ChangeQuery query);

  /** Grants that identity providers gave, and those that ended. */
  Page<AssignmentRow> assignments(AssignmentQuery query);

  /**
   * Who belonged at a moment, and as what: the list that {@link MemberViews#members} gave then,
   * with the names of today. Filters by what a member is like are about then. Those by activity,
   * tags, a project or a place, and the orders of {@code LAST_ACTIVITY} and {@code JOINED} cannot
   * be answered.
   *
   * @throws IllegalArgumentException for what cannot be answered
   */
  Page<MemberRow> members(MemberViews.Query query, Instant asOf);

  /**
   * A stretch of time.
   *
   * @param since its first moment; null for the beginning
   * @param until its last moment; null for now
   */
  record Period(@Nullable Instant since, @Nullable Instant until) {
    public static final Period ALWAYS = new Period(null, null);

    /** The part of it from that moment on. */
    public Period from(Instant moment) {
      return since == null || since.isBefore(moment) ? new Period(moment, until) : this;
    }
  }

  /**
   * @param workspace only who came into this workspace or left it; null for every change
   * @param user only what happened to this person; null for everybody
   * @param sources only changes to a role of these sources; empty for all
   * @param oldestFirst whether to begin with the first change; else with the last
   */
  record ChangeQuery(
      OrganizationId organization,
      @Nullable WorkspaceId workspace,
      @Nullable UserId user,
      Set<SourceKind> sources,
      Period period,
      boolean oldestFirst,
      Page.Request page) {
    public ChangeQuery within(Period other) {
      return new ChangeQuery(organization, workspace, user, sources, other, oldestFirst, page);
    }
  }

  /**
   * @param kind only grants of this kind of target; null for all
   * @param group only those because of groups of exactly this name; null for all
   */
  record AssignmentQuery(
      OrganizationId organization,
      @Nullable Kind kind,
      @Nullable String group,
      Period period,
      boolean oldestFirst,
      Page.Request page) {}

  /** What a grant is of. */
  enum Kind {
    ORGANIZATION,
    WORKSPACE,
    PROJECT
  }

  /**
   * Somebody in a history.
   *
   * @param email empty for somebody who belongs no more
   * @param name both names, possibly empty; "Deleted user" for somebody who belongs no more
   */
  record Person(UserId id, String email, String name) {
    public static Person gone(UserId id) {
      return new Person(id, "", "Deleted user");
    }
  }

  /**
   * @param by the person who did it; null for a sync run and for Rollcall itself
   * @param before the role before; null when the person joined
   */
  record ChangeRow(
      OrganizationId organization,
      long number,
      Person person,
      Instant at,
      Transition transition,
      Recorder recordedBy,
      @Nullable Person by,
      @Nullable Role before,
      Role after,
      boolean deleted,
      Rule rule,
      SourceKind source,
      Places placesBefore,
      Places placesAfter,
      String reason) {}

  /**
   * Where somebody is.
   *
   * @param projects the title of the role by the id of the project
   */
  record Places(List<Long> workspaces, Map<Long, String> projects) {}

  /**
   * @param added whether it began; else it ended
   */
  record AssignmentRow(
      OrganizationId organization,
      GrantId grant,
      boolean added,
      Person person,
      Instant at,
      Target target,
      ProviderId provider,
      SourceKind source,
      MappingId mapping,
      GroupRef group,
      Recorder recordedBy,
      @Nullable Person by,
      String reason) {}
}
