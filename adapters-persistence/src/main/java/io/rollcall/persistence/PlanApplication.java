package io.rollcall.persistence;

import io.rollcall.domain.federation.SyncRun;
import io.rollcall.domain.membership.Occasion;
import io.rollcall.domain.membership.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Carries a stored plan out, set by set, in the transaction of the caller. Reads nothing but the
 * plan; the plan holds what the domain decided.
 */
final class PlanApplication {
  private static final String LOCK =
      """
      select o.version = r.policy_version and p.version = r.provider_version
      from sync_run r
      join organization o on o.id = r.organization_id
      join identity_provider p on p.organization_id = r.organization_id and p.id = r.provider_id
      where r.organization_id = ? and r.id = ?
      for no key update of o""";

  private static final String LOCK_MEMBERS =
      """
      select count(*) from (
        select m.user_id from membership m
        where m.organization_id = ? and m.user_id in (
          select c.user_id from sync_change c where c.organization_id = ? and c.run_id = ? and not c.new_member)
        order by m.user_id for update) locked""";

  /**
   * People who changed since the plan was made, and new ones whose address has been taken since.
   */
  private static final String STALE =
      """
      select count(*) from sync_change c
      left join membership m on m.organization_id = c.organization_id and m.user_id = c.user_id
      where c.organization_id = ? and c.run_id = ? and c.kind <> 'profile'
        and case when c.new_member then exists (select from app_user a where a.email = c.email)
            else m.version is distinct from c.membership_version end""";

  private static final String COUNTS =
      """
      update organization o
      set member_count = o.member_count + d.members, seats_taken = o.seats_taken + d.seats,
        history_count = o.history_count + d.changes
      from (
        select count(*) as changes, count(*) filter (where c.new_member or c.returned) as members,
          coalesce(sum(case when c.new_member then (c.seat_after and u.unlimited)::int
            else (select (c.seat_after and (m.seated or u.unlimited))::int - m.seated::int from membership m
              where m.organization_id = c.organization_id and m.user_id = c.user_id) end), 0) as seats
        from sync_change c, (select seat_limit is null as unlimited from organization where id = ?) u
        where c.organization_id = ? and c.run_id = ? and c.kind <> 'profile') d
      where o.id = ?""";

  private static final String RANGES =
      MemberRanges.ADD.formatted(
          """
          (select c.user_id, 1 as members from sync_change c
            where c.organization_id = ? and c.run_id = ? and c.kind <> 'profile' and (c.new_member or c.returned)) u""");

  private static final String USERS =
      """
      insert into app_user (id, email, username, first_name, last_name, provisioned_by, joined_at, last_activity)
      select c.user_id, c.email, c.username, c.first_name, c.last_name, c.organization_id, ?, ? from sync_change c
      where c.organization_id = ? and c.run_id = ? and c.new_user""";

  private static final String PROFILES =
      """
      update app_user a
      set email = coalesce(c.email, a.email),
        email_verified_at = case when coalesce(c.email, a.email) = a.email then a.email_verified_at end, username = c.username, first_name = c.first_name, last_name = c.last_name
      from sync_change c
      where c.organization_id = ? and c.run_id = ? and not c.new_user and c.subject is not null
        and a.id = c.user_id and a.provisioned_by = c.organization_id
        and (coalesce(c.email, a.email), c.username, c.first_name, c.last_name)
          is distinct from (a.email, a.username, a.first_name, a.last_name)
        and not exists (select from app_user b where b.email = c.email and b.id <> a.id)""";

  private static final String MEMBERS =
      """
      insert into membership (organization_id, user_id, id, role, entitled_role, rule, source, seated, entitled_since,
        joined_at)
      select c.organization_id, c.user_id, c.membership_id,
        case when c.seat_after and not o.unlimited then 'NO' else c.role_after end,
        c.role_after, c.rule_after, c.source_after, c.seat_after and o.unlimited, ?, ?
      from sync_change c, (select seat_limit is null as unlimited from organization where id = ?) o
      where c.organization_id = ? and c.run_id = ? and c.new_member""";

  private static final String MEMBERSHIPS =
      """
      update membership m
      set role = case when c.seat_after and not (m.seated or o.seat_limit is null) then 'NO' else c.role_after end,
        entitled_role = c.role_after, rule = c.rule_after, source = c.source_after,
        seated = c.seat_after and (m.seated or o.seat_limit is null),
        entitled_since = case when m.entitled_role = c.role_after and not c.returned then m.entitled_since else ? end,
        joined_at = case when c.returned then ? else m.joined_at end,
        deleted_at = case when c.returned then null else m.deleted_at end,
        version = m.version + 1
      from sync_change c join organization o on o.id = c.organization_id
      where c.organization_id = ? and c.run_id = ? and c.kind <> 'profile' and not c.new_member
        and m.organization_id = c.organization_id and m.user_id = c.user_id""";

  /** Of people who are new, so nobody followed them before. */
  private static final String IDENTITIES =
      """
      insert into external_identity (organization_id, provider_id, subject, user_id, dn, linked_at)
      select c.organization_id, ?, c.subject, c.user_id, c.dn, ? from sync_change c
      where c.organization_id = ? and c.run_id = ? and c.new_identity and c.new_user""";

  private static final String LINKS =
      """
      insert into external_identity (organization_id, provider_id, subject, user_id, dn, linked_at)
      select c.organization_id, ?, c.subject, c.user_id, c.dn, ? from sync_change c
      where c.organization_id = ? and c.run_id = ? and c.new_identity and not c.new_user
      on conflict (organization_id, provider_id, issuer, subject) do update set listed = true, dn = excluded.dn""";

  private static final String LISTINGS =
      """
      update external_identity e
      set listed = c.listed, dn = coalesce(c.dn, e.dn)
      from sync_change c
      where c.organization_id = ? and c.run_id = ? and not c.new_identity
        and e.organization_id = c.organization_id and e.provider_id = ? and e.user_id = c.user_id
        and (c.subject is null or e.subject = c.subject)
        and (e.listed <> c.listed or e.dn <> coalesce(c.dn, e.dn))""";

  private static final String DEFAULT_GRANTS =
      """
      insert into access_grant (organization_id, id, user_id, target, role, source, recorded_by, recorded_by_id, since)
      select c.organization_id, c.default_grant, c.user_id, 'role', o.default_role, 'default', ?, ?, ?
      from sync_change c, (select default_role from organization where id = ?) o
      where c.organization_id = ? and c.run_id = ? and c.default_grant is not null""";

  private static final String GRANTS =
      """
      insert into access_grant (organization_id, id, user_id, target, role, workspace_id, project_id, project_role, source,
        provider_id, mapping_id, group_id, group_name, group_path, recorded_by, recorded_by_id, since)
      select c.organization_id, a.id, c.user_id, m.effect, m.role, m.workspace_id, m.project_id, m.project_role, p.kind,
        p.id, m.id, g.group_id, g.group_name, g.group_path, ?, ?, ?
      from sync_change c
      cross join lateral unnest(c.add_grants, c.add_grant_mappings, c.add_grant_refs) as a(id, mapping, ref)
      join group_mapping m on m.organization_id = c.organization_id and m.id = a.mapping
      join identity_provider p on p.organization_id = c.organization_id and p.id = m.provider_id
      join sync_group g on g.organization_id = c.organization_id and g.run_id = c.run_id and g.ref = a.ref
      where c.organization_id = ? and c.run_id = ? and c.add_grants is not null""";

  private static final String END_GRANTS =
      """
      update access_grant g
      set until = ?, ended_by = ?, ended_by_id = ?
      from (select c.user_id, unnest(c.end_grants) as id from sync_change c
            where c.organization_id = ? and c.run_id = ? and c.end_grants is not null) x
      where g.organization_id = ? and g.user_id = x.user_id and g.id = x.id and g.until is null""";

  private static final String SUSPENSIONS =
      """
      insert into suspension (organization_id, id, user_id, cause, provider_id, provider_kind, mapping_id, group_id,
        group_name, group_path, recorded_by, recorded_by_id, since)
      select c.organization_id, a.id, c.user_id, a.cause, p.id, p.kind, nullif(a.mapping, 0), g.group_id, g.group_name,
        g.group_path, ?, ?, ?
      from sync_change c
      cross join lateral unnest(c.add_suspensions, c.add_suspension_causes, c.add_suspension_mappings,
        c.add_suspension_refs) as a(id, cause, mapping, ref)
      join identity_provider p on p.organization_id = c.organization_id and p.id = ?
      left join sync_group g on g.organization_id = c.organization_id and g.run_id = c.run_id and g.ref = a.ref
      where c.organization_id = ? and c.run_id = ? and c.add_suspensions is not null""";

  private static final String END_SUSPENSIONS =
      """
      update suspension s
      set until = ?, ended_by = ?, ended_by_id = ?
      from (select c.user_id, unnest(c.end_suspensions) as id from sync_change c
            where c.organization_id = ? and c.run_id = ? and c.end_suspensions is not null) x
      where s.organization_id = ? and s.user_id = x.user_id and s.id = x.id and s.until is null""";

  private static final String LEAVE_WORKSPACES =
      """
      delete from workspace_member w
      using (select c.user_id, unnest(c.workspaces_before) as workspace_id, c.workspaces_after from sync_change c
             where c.organization_id = ? and c.run_id = ? and c.workspaces_before is not null) x
      where w.organization_id = ? and w.user_id = x.user_id and w.workspace_id = x.workspace_id
        and w.workspace_id <> all (coalesce(x.workspaces_after, '{}'))""";

  private static final String JOIN_WORKSPACES =
      """
      insert into workspace_member (organization_id, workspace_id, user_id)
      select x.organization_id, x.workspace_id, x.user_id
      from (select c.organization_id, c.user_id, unnest(c.workspaces_after) as workspace_id from sync_change c
            where c.organization_id = ? and c.run_id = ? and c.workspaces_after is not null) x
      join workspace w on w.organization_id = x.organization_id and w.id = x.workspace_id
      on conflict do nothing""";

  private static final String LEAVE_PROJECTS =
      """
      delete from project_member p
      using (select c.user_id, unnest(c.projects_before) as project_id, c.projects_after from sync_change c
             where c.organization_id = ? and c.run_id = ? and c.projects_before is not null) x
      where p.organization_id = ? and p.user_id = x.user_id and p.project_id = x.project_id
        and p.project_id <> all (coalesce(x.projects_after, '{}'))""";

  private static final String JOIN_PROJECTS =
      """
      insert into project_member (organization_id, project_id, user_id, role)
      select c.organization_id, x.project_id, c.user_id, x.role
      from sync_change c
      cross join lateral unnest(c.projects_after, c.project_roles_after) as x(project_id, role)
      join project p on p.organization_id = c.organization_id and p.id = x.project_id
      where c.organization_id = ? and c.run_id = ? and c.projects_after is not null
      on conflict (organization_id, project_id, user_id) do update set role = excluded.role""";

  /**
   * After {@link #COUNTS}: goes on counting where the last row before this plan ended, as {@link
   * HistoryWriter} does. Materialized, since that is counted from the whole plan, and would be for
   * each of its rows.
   */
  static final String HISTORY =
      """
      with kept as materialized (
        select o.history_count - d.changes as count, o.member_count - d.members as members
        from organization o, (select count(*) as changes, count(*) filter (where c.new_member or c.returned) as members
          from sync_change c where c.organization_id = ? and c.run_id = ? and c.kind <> 'profile') d
        where o.id = ?),
      last as materialized (
        select k.count, k.members, greatest(h.at, ?) as at, coalesce(h.assigned, 0) as assigned
        from kept k left join membership_history h on h.organization_id = ? and h.number = k.count)
      insert into membership_history (organization_id, user_id, number, at, members, transition, recorded_by,
        recorded_by_id, role_before, role_after, rule_after, source_after, workspaces_before, workspaces_after,
        projects_before, project_roles_before, projects_after, project_roles_after, assignments, assigned, reason)
      select c.organization_id, c.user_id, l.count + row_number() over plan, l.at,
        l.members + count(*) filter (where c.new_member or c.returned) over plan,
        case when c.returned then 'returned' when c.new_member then 'joined'
          when c.kind in ('removed', 'suspended') then 'suspended' when c.kind = 'resumed' then 'resumed'
          when c.kind = 'changed' and c.role_before <> c.role then 'role-changed' else 'access-changed' end,
        ?, ?, c.role_before, c.role, case when c.role = c.role_after then c.rule_after else 'seat-limit' end,
        c.source_after, c.workspaces_before, c.workspaces_after, c.projects_before, c.project_roles_before,
        c.projects_after, c.project_roles_after,
        case when c.end_grants is null then c.add_grants
          else c.add_grants || (select array_agg(-g) from unnest(c.end_grants) g) end,
        l.assigned + sum(coalesce(cardinality(c.add_grants), 0) + coalesce(cardinality(c.end_grants), 0)) over plan,
        c.because
      from (
        select c.*, m.role
        from sync_change c
        join membership m on m.organization_id = c.organization_id and m.user_id = c.user_id
        where c.organization_id = ? and c.run_id = ? and c.kind <> 'profile'
        offset 0) c
      cross join last l
      window plan as (rows unbounded preceding)""";

  private static final String LOST_ACCESS =
      """
      select c.user_id from sync_change c
      where c.organization_id = ? and c.run_id = ? and c.kind in ('removed', 'suspended')""";

  /**
   * What a plan speaks of. Each statement reads the plan once; those that would find nothing are
   * not worth a reading of a plan for a hundred thousand new people.
   */
  private record Contents(boolean knownPeople, boolean suspensions, boolean projects) {
    static Contents read(ResultSet row) throws SQLException {
      return new Contents(
          row.getBoolean("known_people"),
          row.getBoolean("suspensions"),
          row.getBoolean("projects"));
    }
  }

  private static final String CONTENTS =
      """
      select bool_or(not c.new_user) as known_people, bool_or(c.add_suspensions is not null) as suspensions,
        bool_or(c.projects_after is not null) as projects
      from sync_change c where c.organization_id = ? and c.run_id = ?""";

  private final Tenancy tenancy;
  private final SyncRun run;
  private final Occasion occasion;
  private final long organization;
  private final long id;
  private final long provider;

  PlanApplication(Tenancy tenancy, SyncRun run, Occasion occasion) {
    this.tenancy = tenancy;
    this.run = run;
    this.occasion = occasion;
    this.organization = run.organization().value();
    this.id = run.id().value();
    this.provider = run.directory().value();
  }

  void apply() {
    var contents = lock();
    var flight = tenancy.flight(run.organization());
    people(flight, contents);
    facts(flight, contents);
    access(flight, contents);
    var by = Recorders.kind(occasion.by());
    flight.change(
        HISTORY,
        organization,
        id,
        organization,
        occasion.at(),
        organization,
        by,
        Recorders.id(occasion.by()),
        organization,
        id);
    var lost = flight.query(LOST_ACCESS, row -> row.getLong(1), organization, id);
    flight.send();
    endSessions(lost.all().stream().mapToLong(Long::longValue).toArray());
  }

  private Contents lock() {
    var flight = tenancy.flight(run.organization());
    flight.query(StagingSql.MEMORY, row -> "");
    var current = flight.query(LOCK, row -> row.getBoolean(1), organization, id);
    var contents = flight.query(CONTENTS, Contents::read, organization, id);
    flight.query(LOCK_MEMBERS, row -> row.getLong(1), organization, organization, id);
    var stale = flight.query(STALE, row -> row.getLong(1), organization, id);
    flight.send();
    if (!current.first().orElse(false) || stale.first().orElse(1L) > 0) {
      throw new Violation.PlanIsStale().refused();
    }
    return contents.first().orElseThrow();
  }

  private void people(Flight flight, Contents contents) {
    var at = occasion.at();
    flight.change(COUNTS, organization, organization, id, organization);
    flight.change(RANGES, organization, organization, id);
    flight.change(USERS, at, at, organization, id);
    flight.change(MEMBERS, at, at, organization, organization, id);
    flight.change(IDENTITIES, provider, at, organization, id);
    if (contents.knownPeople) {
      flight.change(PROFILES, organization, id);
      flight.change(MEMBERSHIPS, at, at, organization, id);
      MemberTagCounts.cameByPlan(flight, organization, id);
      flight.change(LINKS, provider, at, organization, id);
      flight.change(LISTINGS, organization, id, provider);
    }
  }

  private void facts(Flight flight, Contents contents) {
    var at = occasion.at();
    var by = Recorders.kind(occasion.by());
    @Nullable Long byId = Recorders.id(occasion.by());
    flight.change(DEFAULT_GRANTS, by, byId, at, organization, organization, id);
    flight.change(GRANTS, by, byId, at, organization, id);
    if (contents.knownPeople) {
      flight.change(END_GRANTS, at, by, byId, organization, id, organization);
      flight.change(END_SUSPENSIONS, at, by, byId, organization, id, organization);
    }
    if (contents.suspensions) {
      flight.change(SUSPENSIONS, by, byId, at, provider, organization, id);
    }
  }

  private void access(Flight flight, Contents contents) {
    if (contents.knownPeople) {
      flight.change(LEAVE_WORKSPACES, organization, id, organization);
      flight.change(LEAVE_PROJECTS, organization, id, organization);
    }
    flight.change(JOIN_WORKSPACES, organization, id);
    if (contents.projects) {
      flight.change(JOIN_PROJECTS, organization, id);
    }
  }

  private void endSessions(long[] users) {
    if (users.length > 0) {
      var flight = tenancy.flight(run.organization());
      LostAccess.end(flight, run.organization(), users);
      flight.send();
    }
  }
}
