-- The organization the transaction has entered, with set_config('rollcall.organization', id, true). Outside an error, which
-- shows what an empty answer would hide: no number is spelled as the text that is read there.
create function current_organization() returns bigint
  language sql stable parallel safe
  return coalesce(nullif(current_setting('rollcall.organization', true), ''), 'no organization is entered')::bigint;

do $$
declare tenant text;
begin
  foreach tenant in array array['permission_override', 'membership', 'member_range', 'workspace', 'project', 'workspace_member',
    'project_member', 'identity_provider', 'group_mapping', 'access_grant', 'suspension', 'external_identity',
    'membership_history', 'sync_run', 'sync_group', 'sync_change', 'sync_problem']
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy entered_organization on %I
      using (organization_id = (select current_organization()))
      with check (organization_id = (select current_organization()))', tenant);
  end loop;
end $$;

-- Every decision begins with the row of its organization. Who deletes, restores or purges one says so first, for the
-- transaction: set_config('rollcall.deleted', 'visible', true). For everybody else a deleted one does not exist.
alter table organization enable row level security;
create policy entered_organization on organization
  using (id = (select current_organization())
    and (deleted_at is null or current_setting('rollcall.deleted', true) = 'visible'))
  with check (id = (select current_organization()));

-- What must look across organizations: this closed list and nothing else. Each returns the least that its caller needs.
-- Those that every request calls are in PL/pgSQL, which keeps their plan; a function in SQL is planned at each call.

-- The organizations a person belongs to.
create function organizations_of(who bigint)
  returns table (organization_id bigint, title text, contact_info text, created_at timestamptz, role text, owner boolean,
    more_organizations boolean)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query select o.id, o.title, o.contact_info, o.created_at, m.role, o.owner_id = m.user_id, o.plan_more_organizations
    from membership m join organization o on o.id = m.organization_id
    where m.user_id = who and m.deleted_at is null and o.deleted_at is null
    order by o.title, o.id;
  end $$;

-- Which of these people belong to an organization other than this one; a deleted one counts, since it may be restored.
create function belonging_elsewhere(people bigint[], here bigint)
  returns setof bigint
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select distinct m.user_id from membership m
    where m.user_id = any (people) and m.organization_id <> here and m.deleted_at is null;
  end;

-- Writes the search text of some of those who wait for it, and says how many they were: one node at a time, none for the
-- others, since a node that read a name before it changed could write it after another wrote the new one. The last batch leaves the index without unsorted entries, which a search would have to read; only its owner may do that.
create function index_search_text(most integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  waiting bigint[];
  entries integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('rollcall search')) then
    return 0;
  end if;
  with batch as (
    delete from search_pending where ctid = any (array(select ctid from search_pending limit most))
    returning user_id)
  select coalesce(array_agg(distinct user_id), '{}'), count(*) into waiting, entries from batch;
  delete from search_text t where t.user_id = any (waiting) and not exists (select from app_user u where u.id = t.user_id);
  insert into search_text as kept (user_id, text)
  select u.id, u.email || e'\n' || u.username || e'\n' || u.first_name || ' ' || u.last_name
  from app_user u where u.id = any (waiting)
  on conflict (user_id) do update set text = excluded.text where kept.text <> excluded.text;
  if entries between 1 and most - 1 then
    perform gin_clean_pending_list('search_text_trigrams');
  end if;
  return entries;
end
$$;

-- Sync runs that some process should be working on.
create function runs_under_way()
  returns table (organization_id bigint, id bigint, provider_id bigint, started_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select r.organization_id, r.id, r.provider_id, r.started_at from sync_run r
    where r.status in ('queued', 'reading', 'planning', 'applying');
  end;

-- Where in the history of the entered organization something is. Its numbers have no gap and neither column ever goes
-- back, so the middle tells which half to look in: twenty look-ups in a million rows.

-- The number of the first change at a moment or later; one more than the last when there is none.
create function history_from(organization bigint, moment timestamptz) returns bigint
  language plpgsql stable set search_path = public, pg_temp
  as $$
  declare
    low bigint := 1;
    high bigint := (select o.history_count + 1 from organization o where o.id = organization);
    middle bigint;
  begin
    while low < high loop
      middle := (low + high) / 2;
      if (select h.at < moment from membership_history h where h.organization_id = organization and h.number = middle) then
        low := middle + 1;
      else
        high := middle;
      end if;
    end loop;
    return low;
  end $$;

-- The number of the change with that assignment, counted from the first of the organization.
create function history_of_assignment(organization bigint, wanted bigint) returns bigint
  language plpgsql stable set search_path = public, pg_temp
  as $$
  declare
    low bigint := 1;
    high bigint := (select o.history_count + 1 from organization o where o.id = organization);
    middle bigint;
  begin
    while low < high loop
      middle := (low + high) / 2;
      if (select h.assigned < wanted from membership_history h where h.organization_id = organization and h.number = middle) then
        low := middle + 1;
      else
        high := middle;
      end if;
    end loop;
    return low;
  end $$;
