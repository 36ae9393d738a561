-- The activity log ---------------------------------------------------------------------------------------------------------

-- Whether the log of an organization says what a request changed, from what to what.
alter table organization add column activity_details boolean not null default true;

-- One row for each request that wanted to change something. No foreign keys, as for all that is written in bulk.
create table activity (
  organization_id bigint not null,
  id              bigint generated always as identity (cache 1000),
  at              timestamptz not null,
  duration_ms     integer not null,
  -- null when the client was gone before it was answered
  status          integer,
  method          text not null,
  path            text not null,
  user_id         bigint not null,
  -- as it was then
  email           text not null,
  -- session, access-token, legacy-key; null when nobody had signed in yet
  credential      text,
  credential_id   bigint,
  address         text not null,
  user_agent      text not null,
  referer         text not null,
  workspace_id    bigint,
  -- whose the workspace was
  workspace_owner bigint,
  project_id      bigint,
  extra           jsonb,
  primary key (organization_id, at, id)
);
create index activity_user on activity (organization_id, user_id, at, id);
create index activity_project on activity (organization_id, project_id, at, id) where project_id is not null;
create index activity_workspace on activity (organization_id, workspace_id, at, id) where workspace_id is not null;

-- How many rows there are of an organization, and since when, so that nobody has to count or look. An index of the rows by
-- age alone would be cheaper to sweep by; but then the planner reads pages of one organization from it, past the rows of all.
create table activity_count (
  organization_id bigint primary key,
  entries         bigint not null,
  oldest          timestamptz not null
);
create index activity_count_oldest on activity_count (oldest);

do $$
declare tenant text;
begin
  foreach tenant in array array['activity', 'activity_count']
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy entered_organization on %I
      using (organization_id = (select current_organization()))
      with check (organization_id = (select current_organization()))', tenant);
  end loop;
end $$;

-- Writes what the queue of a node gathered, of whatever organizations, in one statement. A request is kept by the
-- organization it names, if the person belongs or belonged there; else by the one the credential works in; else by the
-- only one the person belongs to; else by none. An organization whose plan has no log keeps nothing. Of somebody who was
-- erased meanwhile only the id is kept.
create function keep_activity(entries jsonb)
  returns integer
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare kept integer;
  begin
    with placed as materialized (
      select e.*, coalesce(
          (select m.organization_id from membership m where m.organization_id = e.named and m.user_id = e.user_id),
          e.active,
          (select min(m.organization_id) from membership m where m.user_id = e.user_id and m.deleted_at is null
            having count(*) = 1)) as place
      from jsonb_to_recordset(entries) as e(at timestamptz, duration_ms integer, status integer, method text, path text,
        user_id bigint, named bigint, active bigint, credential text, credential_id bigint, address text, user_agent text,
        referer text, workspace bigint, project bigint, extra jsonb)
    ), written as (
      insert into activity (organization_id, at, duration_ms, status, method, path, user_id, email, credential,
        credential_id, address, user_agent, referer, workspace_id, workspace_owner, project_id, extra)
      select p.place, p.at, p.duration_ms, p.status, p.method, p.path, p.user_id,
        case when gone.erased then '' else u.email end, p.credential, p.credential_id,
        case when gone.erased then '' else p.address end, case when gone.erased then '' else p.user_agent end,
        case when gone.erased then '' else p.referer end, coalesce(p.workspace, j.workspace_id), w.created_by, p.project,
        case when o.activity_details then p.extra end
      from placed p
        join organization o on o.id = p.place and o.plan_activity_log and not o.purging
        left join app_user u on u.id = p.user_id
        cross join lateral (
          select coalesce(u.email = 'erased-' || u.id || '@erased.invalid', true) as erased) gone
        left join project j on j.organization_id = p.place and j.id = p.project
        left join workspace w on w.organization_id = p.place and w.id = coalesce(p.workspace, j.workspace_id)
      returning organization_id, at
    ), counted as (
      insert into activity_count as c (organization_id, entries, oldest)
      select w.organization_id, count(*), min(w.at) from written w group by 1 order by 1
      on conflict (organization_id) do update
        set entries = c.entries + excluded.entries, oldest = least(c.oldest, excluded.oldest)
      returning c.organization_id
    )
    select count(*) into kept from written;
    return kept;
  end $$;

-- Removes some of the rows that began before a moment, from the organization with the oldest on; one node at a time does,
-- and the others find nothing to do. Never waits for who writes: what is being counted is left for the next time.
create function forget_activity(before timestamptz, most integer)
  returns integer
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  #variable_conflict use_column
  declare
    place bigint;
    gone integer;
    removed integer := 0;
  begin
    if not pg_try_advisory_xact_lock(hashtext('rollcall activity')) then
      return 0;
    end if;
    while removed < most loop
      select c.organization_id into place from activity_count c
        where c.oldest < forget_activity.before order by c.oldest limit 1 for update skip locked;
      exit when not found;
      delete from activity where ctid = any (array(
        select a.ctid from activity a where a.organization_id = place and a.at < forget_activity.before
        order by a.at, a.id limit most - removed));
      get diagnostics gone = row_count;
      removed := removed + gone;
      update activity_count c set entries = c.entries - gone, oldest = coalesce(
          (select a.at from activity a where a.organization_id = place order by a.at, a.id limit 1), 'infinity')
        where c.organization_id = place;
    end loop;
    return removed;
  end $$;
