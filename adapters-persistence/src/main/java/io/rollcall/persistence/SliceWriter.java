package io.rollcall.persistence;

import io.rollcall.domain.identity.OrganizationId;
import io.rollcall.domain.identity.UserId;
import io.rollcall.domain.membership.Membership;
import io.rollcall.domain.membership.MembershipChange;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened to members: one statement for each kind of row, however many rows there are,
 * and all statements in one flight.
 */
final class SliceWriter {
  private static final String JOIN =
      "insert into membership select * from jsonb_populate_recordset(null::membership, ?::jsonb)";

  /** Each row is looked up by its key, as in {@link GrantRows#END}. */
  private static final String CHANGE =
      JOIN
          + """

          on conflict (organization_id, user_id) do update
          set role = excluded.role, entitled_role = excluded.entitled_role, rule = excluded.rule,
            source = excluded.source, seated = excluded.seated, entitled_since = excluded.entitled_since,
            joined_at = excluded.joined_at, deleted_at = excluded.deleted_at, version = membership.version + 1
          where membership.version = excluded.version""";

  private static final String RANGES =
      MemberRanges.ADD.formatted("unnest(?::bigint[], ?::integer[]) u(user_id, members)");

  private static final String LEAVE_WORKSPACES =
      """
      delete from workspace_member
      where organization_id = ? and user_id = any (?) and (workspace_id, user_id) not in (
        select r.workspace_id, r.user_id from jsonb_populate_recordset(null::workspace_member, ?::jsonb) r)""";

  private static final String JOIN_WORKSPACES =
      """
      insert into workspace_member
      select r.* from jsonb_populate_recordset(null::workspace_member, ?::jsonb) r
      where exists (select from workspace w where w.organization_id = r.organization_id and w.id = r.workspace_id)
      on conflict do nothing""";

  private static final String LEAVE_PROJECTS =
      """
      delete from project_member
      where organization_id = ? and user_id = any (?) and (project_id, user_id) not in (
        select r.project_id, r.user_id from jsonb_populate_recordset(null::project_member, ?::jsonb) r)""";

  private static final String JOIN_PROJECTS =
      """
      insert into project_member
      select r.* from jsonb_populate_recordset(null::project_member, ?::jsonb) r
      where exists (select from project p where p.organization_id = r.organization_id and p.id = r.project_id)
      on conflict (organization_id, project_id, user_id) do update set role = excluded.role""";

  private static final String HAND_OVER_SANDBOXES =
      """
      update workspace w set created_by = o.owner_id
      from organization o
      where o.id = ? and w.organization_id = o.id and w.is_personal and w.created_by = any (?)""";

  private final Flight flight;
  private final OrganizationId organization;
  private final List<MembershipChange> changes;
  private final Map<UserId, Member> members = new LinkedHashMap<>();

  SliceWriter(Flight flight, OrganizationId organization, List<MembershipChange> changes) {
    this.flight = flight;
    this.organization = organization;
    this.changes = changes;
    changes.forEach(
        change ->
            members.merge(
                change.after().user(),
                new Member(change.before(), change.after()),
                (first, last) -> new Member(first.before, last.after)));
  }

  /** One member before and after all changes. */
  private record Member(@Nullable Membership before, Membership after) {
    int counted() {
      return (after.isDeleted() ? 0 : 1) - (before == null || before.isDeleted() ? 0 : 1);
    }

    int seats() {
      return (after.seated() ? 1 : 0) - (before != null && before.seated() ? 1 : 0);
    }

    boolean lostAccess() {
      return before != null && before.isActive() && !after.isActive();
    }

    boolean left() {
      return before != null && !before.isDeleted() && after.isDeleted();
    }

    boolean returned() {
      return before != null && before.isDeleted() && !after.isDeleted();
    }

    boolean workspacesChanged() {
      return !workspaces(after).equals(before == null ? Set.of() : workspaces(before));
    }

    boolean projectsChanged() {
      return !after
              .entitled()
              .projects()
              .equals(before == null ? Map.of() : before.entitled().projects())
          || after.isDeleted();
    }
  }

  /** Adds all statements to the flight; call {@link Written#check} once it was sent. */
  Written write() {
    if (members.isEmpty()) {
      return new Written(null, 0);
    }
    var written = memberships();
    grants();
    suspensions();
    workspaces();
    projects();
    history();
    ranges();
    endSessions();
    handOverSandboxes();
    return written;
  }

  /** How many memberships should have been found as they were loaded. */
  record Written(Flight.@Nullable Changed changed, int expected) {
    void check() {
      if (changed != null && changed.count() != expected) {
        throw new IllegalStateException(
            "%d of %d memberships were changed by somebody without the lock on the organization"
                .formatted(expected - changed.count(), expected));
      }
    }
  }

  private Written memberships() {
    var joined = new JsonRows();
    var changed = new JsonRows();
    members
        .values()
        .forEach(
            member -> MembershipRows.write(member.before == null ? joined : changed, member.after));
    if (!joined.isEmpty()) {
      flight.change(JOIN, joined.json());
    }
    return changed.isEmpty()
        ? new Written(null, 0)
        : new Written(flight.change(CHANGE, changed.json()), changed.size());
  }

  private void grants() {
    var added = new JsonRows();
    var ended = new JsonRows();
    for (var change : changes) {
      var user = change.after().user();
      change.grantsAdded().forEach(grant -> GrantRows.write(added, organization, user, grant));
      change
          .grantsEnded()
          .forEach(g -> GrantRows.writeEnd(ended, organization, user, g, change.occasion().by()));
    }
    if (!added.isEmpty()) {
      flight.change(GrantRows.INSERT, added.json());
    }
    if (!ended.isEmpty()) {
      flight.change(GrantRows.END, ended.json());
    }
  }

  private void suspensions() {
    var added = new JsonRows();
    var ended = new JsonRows();
    for (var change : changes) {
      var user = change.after().user();
      change
          .suspensionsAdded()
          .forEach(suspension -> SuspensionRows.write(added, organization, user, suspension));
      change
          .suspensionsEnded()
          .forEach(
              s ->
                  SuspensionRows.writeEnd(ended, change.after().user(), s, change.occasion().by()));
    }
    if (!added.isEmpty()) {
      flight.change(SuspensionRows.INSERT, added.json());
    }
    if (!ended.isEmpty()) {
      flight.change(SuspensionRows.END, ended.json(), organization.value());
    }
  }

  private void workspaces() {
    var changed = members.values().stream().filter(Member::workspacesChanged).toList();
    if (changed.isEmpty()) {
      return;
    }
    var rows = new JsonRows();
    for (var member : changed) {
      workspaces(member.after)
          .forEach(
              workspace ->
                  rows.row()
                      .set("organization_id", organization.value())
                      .set("workspace_id", workspace)
                      .set("user_id", member.after.user().value()));
    }
    flight.change(LEAVE_WORKSPACES, organization.value(), users(changed), rows.json());
    if (!rows.isEmpty()) {
      flight.change(JOIN_WORKSPACES, rows.json());
    }
  }

  private void projects() {
    var changed = members.values().stream().filter(Member::projectsChanged).toList();
    if (changed.isEmpty()) {
      return;
    }
    var rows = new JsonRows();
    for (var member : changed) {
      if (member.after.isDeleted()) {
        continue;
      }
      member
          .after
          .entitled()
          .projects()
          .forEach(
              (project, role) ->
                  rows.row()
                      .set("organization_id", organization.value())
                      .set("project_id", project.value())
                      .set("user_id", member.after.user().value())
                      .set("role", role.title()));
    }
    flight.change(LEAVE_PROJECTS, organization.value(), users(changed), rows.json());
    if (!rows.isEmpty()) {
      flight.change(JOIN_PROJECTS, rows.json());
    }
  }

  private void history() {
    new HistoryWriter(organization, changes)
        .write(
            flight,
            members.values().stream().mapToInt(Member::counted).sum(),
            members.values().stream().mapToInt(Member::seats).sum());
  }

  private void ranges() {
    var comings = members.values().stream().filter(member -> member.counted() != 0).toList();
    if (!comings.isEmpty()) {
      flight.change(
          RANGES,
          organization.value(),
          users(comings),
          comings.stream().mapToInt(Member::counted).toArray());
    }
    var left = members.values().stream().filter(Member::left).toList();
    if (!left.isEmpty()) {
      MemberTagCounts.left(flight, organization.value(), users(left));
    }
    var returned = members.values().stream().filter(Member::returned).toList();
    if (!returned.isEmpty()) {
      MemberTagCounts.came(flight, organization.value(), users(returned));
    }
  }

  private void endSessions() {
    var lost = members.values().stream().filter(Member::lostAccess).toList();
    if (!lost.isEmpty()) {
      LostAccess.end(flight, organization, users(lost));
    }
  }

  /** Nobody else ever saw them: without the owner they would be lost with whoever left. */
  private void handOverSandboxes() {
    var left = members.values().stream().filter(Member::left).toList();
    if (!left.isEmpty()) {
      flight.change(HAND_OVER_SANDBOXES, organization.value(), users(left));
    }
  }

  private static Set<Long> workspaces(Membership member) {
    return HistoryWriter.workspaces(member);
  }

  private static long[] users(Collection<Member> members) {
    return Values.ids(members, member -> member.after.user().value());
  }
}
