package io.rollcall.persistence;

import java.util.List;

/**
 * What staging asks PostgreSQL: set differences, no rules. Temporary tables belong to the run's
 * connection alone.
 */
final class StagingSql {
  /**
   * For hash joins of some hundred thousand rows without spilling; every cursor is read to its end.
   */
  static final String MEMORY =
      "select set_config('work_mem', '64MB', true), set_config('cursor_tuple_fraction', '1', true)";

  static final String CREATE =
      """
      create temporary table staged_person (ordinal integer, subject text, dn text, email text, username text,
        first_name text, last_name text, disabled boolean);
      create temporary table staged_user (ordinal integer, user_id bigint, linked boolean, changed boolean);
      create temporary table staged_exclusion (ordinal integer);
      create temporary table staged_grant (ordinal integer, mapping_id bigint, ref integer, suspends boolean);
      create temporary table staged_ref (ref integer, group_id text, group_name text, group_path text[]);
      create temporary table staged_plan (position bigint, ordinal integer, kind text, user_id bigint, new_user boolean,
        new_member boolean, membership_id bigint, membership_version bigint, listed boolean, role_before text,
        role_after text, rule_after text, source_after text, seat_after boolean, workspaces_before bigint[],
        workspaces_after bigint[], projects_before bigint[], project_roles_before text[], projects_after bigint[],
        project_roles_after text[], returned boolean, default_grant bigint, add_grants bigint[],
        add_grant_mappings bigint[], add_grant_refs integer[], end_grants bigint[], add_suspensions bigint[],
        add_suspension_causes text[], add_suspension_mappings bigint[], add_suspension_refs integer[],
        end_suspensions bigint[], because text);
      create index on staged_plan (position)\
      """;

  static final String DROP =
      """
      drop table if exists staged_person, staged_user, staged_exclusion, staged_grant, staged_ref, staged_plan\
      """;

  /**
   * Who of those read is followed by this provider already, and of whom name, address or DN differ.
   */
  static final String FOLLOW =
      """
      insert into staged_user
      select s.ordinal, e.user_id, false,
        e.dn <> s.dn or (a.provisioned_by = e.organization_id
          and (coalesce(s.email, a.email), s.username, s.first_name, s.last_name)
            is distinct from (a.email, a.username, a.first_name, a.last_name))
      from staged_person s
      join external_identity e
        on e.organization_id = ? and e.provider_id = ? and e.issuer = '' and e.subject = s.subject
      join app_user a on a.id = e.user_id\
      """;

  /**
   * Nobody knows how many rows these tables have until they are filled: with the indexes even a
   * plan that expects a handful is quick.
   */
  static final String INDEX =
      """
      create index on staged_person (ordinal);
      create index on staged_user (ordinal)\
      """;

  static final String RECORDED_ADDRESSES =
      """
      select u.ordinal, a.email from staged_user u join app_user a on a.id = u.user_id where u.ordinal = any (?)\
      """;

  static final String CHOOSE_ADDRESS =
      """
      update staged_person s set email = c.email from unnest(?::integer[], ?::text[]) as c(ordinal, email)
      where s.ordinal = c.ordinal\
      """;

  /**
   * Entries whose address another entry has, too; and entries not followed whose address an account
   * has.
   */
  static final String CLAIMS =
      """
      with contested as (
        select email from staged_person where email is not null group by email having count(*) > 1)
      select s.ordinal, s.dn, trim(s.first_name || ' ' || s.last_name) as name, s.email, u.user_id is not null as followed,
        a.id as account, m.user_id is not null and m.deleted_at is null as member_here, o.owner_id = a.id as owner_here,
        exists (select from external_identity e where e.organization_id = o.id and e.provider_id = ? and e.user_id = a.id)
          as followed_here,
        split_part(s.email, '@', 2) in (select d.domain from verified_domain d where d.organization_id = o.id)
          as domain_verified
      from staged_person s
      join organization o on o.id = ?
      left join staged_user u on u.ordinal = s.ordinal
      left join app_user a on a.email = s.email and u.user_id is null
      left join membership m on m.organization_id = o.id and m.user_id = a.id
      where s.email is not null and (a.id is not null or s.email in (select email from contested))\
      """;

  static final String LINK =
      "insert into staged_user select ordinal, user_id, true, true from unnest(?::integer[],"
          + " ?::bigint[]) as l(ordinal, user_id)";

  static final String EXCLUDE = "insert into staged_exclusion select unnest(?::integer[])";

  /**
   * New people and everybody for whom the directory's word differs from what is recorded. All
   * comparisons are full joins, which PostgreSQL hashes whatever it believes about sizes: right
   * after a first run it has no statistics, and a nested loop would take a minute.
   *
   * <p>Parameters: everybody, then organization and provider for each of the six comparisons.
   */
  static final String AFFECTED =
      """
      declare affected no scroll cursor for
      select s.ordinal, null::bigint as user_id, s.disabled from staged_person s
      where not exists (select from staged_user u where u.ordinal = s.ordinal)
        and not exists (select from staged_exclusion x where x.ordinal = s.ordinal)
        and s.email is not null
        and (?::boolean or exists (select from staged_grant g where g.ordinal = s.ordinal))
      union all
      select coalesce(u.ordinal, -1), d.user_id, coalesce(s.disabled, false) from (
        select coalesce(want.user_id, have.user_id) as user_id
        from (select u.user_id, g.mapping_id, r.group_id from staged_grant g
              join staged_user u on u.ordinal = g.ordinal join staged_ref r on r.ref = g.ref
              where not g.suspends) want
        full join (select user_id, mapping_id, group_id from access_grant
              where organization_id = ? and provider_id = ? and until is null) have
          on want.user_id = have.user_id and want.mapping_id = have.mapping_id and want.group_id = have.group_id
        where want.user_id is null or have.user_id is null
        union
        select coalesce(want.user_id, have.user_id)
        from (select u.user_id, g.mapping_id, r.group_id from staged_grant g
              join staged_user u on u.ordinal = g.ordinal join staged_ref r on r.ref = g.ref
              where g.suspends) want
        full join (select user_id, mapping_id, group_id from suspension
              where organization_id = ? and provider_id = ? and cause = 'in-group' and until is null) have
          on want.user_id = have.user_id and want.mapping_id = have.mapping_id and want.group_id = have.group_id
        where want.user_id is null or have.user_id is null
        union
        select coalesce(want.user_id, have.user_id)
        from (select u.user_id from staged_person s join staged_user u on u.ordinal = s.ordinal where s.disabled) want
        full join (select user_id from suspension
              where organization_id = ? and provider_id = ? and cause = 'disabled' and until is null) have
          on want.user_id = have.user_id
        where want.user_id is null or have.user_id is null
        union
        select e.user_id
        from staged_user u
        full join (select user_id, listed from external_identity
              where organization_id = ? and provider_id = ?) e on e.user_id = u.user_id
        where coalesce(e.listed, true) <> (u.user_id is not null)
        union
        select u.user_id from staged_user u where u.linked
        union
        select s.user_id from suspension s
        where ?::boolean and s.organization_id = ? and s.provider_id = ? and s.until is null
      ) d
      left join staged_user u on u.user_id = d.user_id
      left join staged_person s on s.ordinal = u.ordinal
      order by 1\
      """;

  /** The next rows of {@link #AFFECTED}. */
  static final String NEXT_AFFECTED = "fetch %d from affected";

  /** What an earlier attempt of the run left. */
  static final List<String> FORGET_ATTEMPT =
      List.of(
          "delete from sync_change where organization_id = ? and run_id = ?",
          "delete from sync_group where organization_id = ? and run_id = ?",
          "delete from sync_problem where organization_id = ? and run_id = ?");

  static final String STORE_GROUPS =
      "insert into sync_group select ?, ?, ref, group_id, group_name, group_path from staged_ref";

  /** An address that another account has is not taken over: the old one stays. */
  private static final String FREE_ADDRESS =
      "case when exists (select from app_user a where a.email = s.email and a.id <> %s) then null"
          + " else s.email end";

  /** The part of the plan between two positions. */
  static final String STORE_PLAN =
      """
      insert into sync_change (organization_id, run_id, position, kind, user_id, new_user, new_member, membership_id,
        membership_version, subject, dn, email, username, first_name, last_name, listed, role_before, role_after, rule_after,
        source_after, seat_after, workspaces_before, workspaces_after, projects_before, project_roles_before, projects_after,
        project_roles_after, returned, new_identity, default_grant, add_grants, add_grant_mappings, add_grant_refs, end_grants,
        add_suspensions, add_suspension_causes, add_suspension_mappings, add_suspension_refs, end_suspensions, because)
      select ?, ?, p.position, p.kind, p.user_id, p.new_user, p.new_member, p.membership_id, p.membership_version,
        s.subject, s.dn, %s, s.username, s.first_name, s.last_name, p.listed, p.role_before, p.role_after, p.rule_after, p.source_after,
        p.seat_after, p.workspaces_before, p.workspaces_after, p.projects_before, p.project_roles_before, p.projects_after,
        p.project_roles_after, p.returned, p.new_user or coalesce(u.linked, false), p.default_grant, p.add_grants,
        p.add_grant_mappings, p.add_grant_refs, p.end_grants, p.add_suspensions, p.add_suspension_causes,
        p.add_suspension_mappings, p.add_suspension_refs, p.end_suspensions, p.because
      from staged_plan p
      left join staged_person s on s.ordinal = p.ordinal
      left join staged_user u on u.ordinal = p.ordinal
      where p.position between ? and ?\
      """
          .formatted(FREE_ADDRESS.formatted("p.user_id"));

  /** Those of whom only the names, the address or the DN differ. */
  static final String STORE_PROFILES =
      """
      insert into sync_change (organization_id, run_id, position, kind, user_id, new_user, new_member, subject, dn, email,
        username, first_name, last_name, listed, seat_after)
      select ?, ?, (select count(*) from staged_plan) + row_number() over (), 'profile', u.user_id, false, false, s.subject,
        s.dn, %s, s.username, s.first_name, s.last_name, true, false
      from staged_user u
      join staged_person s on s.ordinal = u.ordinal
      join app_user a on a.id = u.user_id
      join external_identity e on e.organization_id = ? and e.provider_id = ? and e.issuer = '' and e.subject = s.subject
      where u.changed and (e.dn <> s.dn
          or (a.provisioned_by = ?
            and (coalesce(s.email, a.email), s.username, s.first_name, s.last_name)
              is distinct from (a.email, a.username, a.first_name, a.last_name)))
        and not exists (select from staged_plan p where p.user_id = u.user_id)\
      """
          .formatted(FREE_ADDRESS.formatted("u.user_id"));

  /**
   * Of several followed people whose entries have one address, one keeps it or gets it: whoever has
   * it already, else the first. The address of the others is forgotten. Only of accounts whose
   * address the organization writes.
   */
  static final String SHARED_ADDRESSES =
      """
      with contested as (
        select email from staged_person where email is not null group by email having count(*) > 1),
      ranked as (
        select s.ordinal, s.email,
          row_number() over (partition by s.email order by a.email <> s.email, s.ordinal) as rank
        from staged_person s
        join staged_user u on u.ordinal = s.ordinal
        join app_user a on a.id = u.user_id
        where s.email in (select email from contested) and a.provisioned_by = ?)
      update staged_person s set email = null from ranked r where r.ordinal = s.ordinal and r.rank > 1
      returning s.dn, trim(s.first_name || ' ' || s.last_name) as name, r.email\
      """;

  static final String TAKEN_ADDRESSES =
      """
      select s.dn, trim(s.first_name || ' ' || s.last_name) as name, s.email
      from staged_user u
      join staged_person s on s.ordinal = u.ordinal
      join app_user mine on mine.id = u.user_id and mine.provisioned_by = ?
      join app_user other on other.email = s.email and other.id <> mine.id
      where u.changed and s.email <> mine.email\
      """;

  /**
   * Whoever belongs elsewhere keeps the address: by it they get in there. Parameters: organization
   * and run twice, organization.
   */
  static final String KEPT_ADDRESSES =
      """
      with moved as (
        select c.position, c.user_id, c.email, c.dn, trim(c.first_name || ' ' || c.last_name) as name
        from sync_change c join app_user a on a.id = c.user_id
        where c.organization_id = ? and c.run_id = ? and not c.new_user and a.provisioned_by = c.organization_id
          and a.email <> c.email)
      update sync_change c set email = null from moved m
      where c.organization_id = ? and c.run_id = ? and c.position = m.position
        and m.user_id in (select b from belonging_elsewhere((select array_agg(user_id) from moved), ?) b)
      returning m.dn, m.name, m.email\
      """;

  static final String BASIS =
      """
      update sync_run r set provider_version = ?, policy_version = ? where r.organization_id = ? and r.id = ?\
      """;

  private StagingSql() {}
}
