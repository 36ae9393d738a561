package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.membership.Grant;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import io.rollcall.domain.membership.ProjectId;
import io.rollcall.domain.membership.ProjectRole;
import io.rollcall.domain.membership.Source;
import io.rollcall.domain.membership.WorkspaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what happened to members into the history, and keeps the counts of the organization. */
final class HistoryWriter {
  /**
   * Goes on counting where the last row ended; the lock on the organization keeps it the last.
   * Whoever read the clock before they waited for that lock did it no earlier than the one before.
   */
  private static final String WRITE =
      """
      with kept as (
        update organization set member_count = member_count + ?, seats_taken = seats_taken + ?,
          history_count = history_count + ?
        where id = ?
        returning id, member_count - ? as members, history_count - ? as count),
      last as (
        select k.members, k.count, coalesce(h.at, '-infinity') as at, coalesce(h.assigned, 0) as assigned
        from kept k left join membership_history h on h.organization_id = k.id and h.number = k.count)
      insert into membership_history (organization_id, user_id, number, at, members, transition, recorded_by,
        recorded_by_id, role_before, role_after, rule_after, source_after, workspaces_before, workspaces_after,
        projects_before, project_roles_before, projects_after, project_roles_after, deleted_after, assignments, assigned,
        reason)
      select r.organization_id, r.user_id, l.count + r.number, greatest(r.at, l.at), l.members + r.members, r.transition,
        r.recorded_by, r.recorded_by_id, r.role_before, r.role_after, r.rule_after, r.source_after, r.workspaces_before,
        r.workspaces_after, r.projects_before, r.project_roles_before, r.projects_after, r.project_roles_after,
        r.deleted_after, r.assignments, l.assigned + r.assigned, r.reason
      from last l, jsonb_populate_recordset(null::membership_history, ?::jsonb) r""";

  private final OrganizationId organization;
  private final List<MembershipChange> changes;

  HistoryWriter(OrganizationId organization, List<MembershipChange> changes) {
    this.organization = organization;
    this.changes = changes;
  }

  /**
   * Adds the statement to the flight.
   *
   * @param joined how many more belong than before
   * @param seated how many more seats are taken
   */
  void write(Flight flight, int joined, int seated) {
    long id = organization.value();
    int count = changes.size();
    flight.change(WRITE, joined, seated, count, id, joined, count, rows());
  }

  /** Numbers and sums from the first of these changes on. */
  private String rows() {
    var rows = new JsonRows();
    int members = 0;
    long assigned = 0;
    for (var change : changes) {
      var assignments = assignments(change);
      members += belongs(change.after()) - belongs(change.before());
      assigned += assignments.size();
      write(rows.row(), change)
          .set("number", rows.size())
          .set("members", members)
          .set("assignments", orNull(assignments))
          .set("assigned", assigned);
    }
    return rows.json();
  }

  private static int belongs(@Nullable Membership member) {
    return member == null || member.isDeleted() ? 0 : 1;
  }

  private JsonRows.Row write(JsonRows.Row row, MembershipChange change) {
    var before = change.before();
    var after = change.after();
    var by = change.occasion().by();
    var projectsBefore = projects(before);
    var projectsAfter = projects(after);
    return row.set("organization_id", organization.value())
        .set("user_id", after.user().value())
        .set("at", change.occasion().at())
        .set("transition", change.transition().code())
        .set("recorded_by", Recorders.kind(by))
        .set("recorded_by_id", Recorders.id(by))
        .set("role_before", before == null ? null : before.role().code())
        .set("role_after", after.role().code())
        .set("rule_after", after.rule().code())
        .set("source_after", after.entitled().source().code())
        .set("workspaces_before", before == null ? null : orNull(workspaces(before)))
        .set("workspaces_after", orNull(workspaces(after)))
        .set("projects_before", orNull(projectsBefore.keySet()))
        .set("project_roles_before", orNull(projectsBefore.values()))
        .set("projects_after", orNull(projectsAfter.keySet()))
        .set("project_roles_after", orNull(projectsAfter.values()))
        .set("deleted_after", after.isDeleted())
        .set("reason", change.reason());
  }

  /** Grants of identity providers: those that were added, and with a minus those that ended. */
  private static List<Long> assignments(MembershipChange change) {
    var assignments = new ArrayList<Long>();
    change.grantsAdded().stream()
        .filter(HistoryWriter::isByProvider)
        .forEach(grant -> assignments.add(grant.id().value()));
    change.grantsEnded().stream()
        .filter(HistoryWriter::isByProvider)
        .forEach(grant -> assignments.add(-grant.id().value()));
    return assignments;
  }

  private static boolean isByProvider(Grant grant) {
    return grant.source() instanceof Source.Provider;
  }

  /** Deleted members are in no workspace. */
  static Set<Long> workspaces(Membership member) {
    var ids = new TreeSet<Long>();
    if (!member.isDeleted()) {
      member.entitled().workspaces().stream().map(WorkspaceId::value).forEach(ids::add);
    }
    return ids;
  }

  private static Map<Long, String> projects(@Nullable Membership member) {
    var roles = new TreeMap<Long, String>();
    if (member != null && !member.isDeleted()) {
      for (Map.Entry<ProjectId, ProjectRole> there : member.entitled().projects().entrySet()) {
        roles.put(there.getKey().value(), there.getValue().title());
      }
    }
    return roles;
  }

  private static <T> @Nullable Collection<T> orNull(Collection<T> some) {
    return some.isEmpty() ? null : some;
  }
}
