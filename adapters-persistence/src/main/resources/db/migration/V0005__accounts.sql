-- Sessions ---------------------------------------------------------------------------------------------------------------

-- How long sessions live in an organization that decided it for itself, in minutes.
create table session_policy (
  organization_id bigint primary key references organization on delete cascade,
  max_age         integer not null check (max_age >= 1),
  max_idle        integer not null check (max_idle >= 1),
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);

alter table session_policy enable row level security;
create policy entered_organization on session_policy
  using (organization_id = (select current_organization()))
  with check (organization_id = (select current_organization()));

-- The session policies of those of a person's organizations that have one: what a session is held to, of which nobody
-- knows yet which organization it will be asked to open.
create function session_policies_of(who bigint)
  returns table (organization_id bigint, max_age integer, max_idle integer)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query select p.organization_id, p.max_age, p.max_idle
    from membership m join session_policy p on p.organization_id = m.organization_id
      join organization o on o.id = m.organization_id
    where m.user_id = who and m.deleted_at is null and o.deleted_at is null;
  end $$;

-- Limits on attempts -------------------------------------------------------------------------------------------------------

-- How much of an allowance is used, as the moment at which it will be whole again. The key is a hash of what is counted
-- and whom. Losing these rows in a crash loses nothing but patience, so they are not logged.
create unlogged table attempt (
  key      text primary key,
  whole_at timestamptz not null
) with (fillfactor = 70);
create index attempt_whole_at on attempt (whole_at);

-- One-time tokens that are sent by mail ------------------------------------------------------------------------------------

-- A person has at most one for each purpose, so that abandoned ones do not pile up.
create table account_token (
  user_id    bigint not null references app_user on delete cascade,
  purpose    text not null,
  token_hash text not null unique,
  -- the mailbox that it proves
  address    text not null,
  expires_at timestamptz not null,
  primary key (user_id, purpose)
);

-- Letters ------------------------------------------------------------------------------------------------------------------

-- The outbox: letters that wait for a node to carry them, or for another attempt. A row goes with its letter.
create table letter (
  id         bigint generated always as identity primary key,
  kind       text not null,
  address    text not null,
  encrypted  bytea not null,
  written_at timestamptz not null,
  -- while a node carries it: when it is everybody's again
  due_at     timestamptz not null,
  attempts   integer not null
);
create index letter_due on letter (due_at);

-- Erasure ------------------------------------------------------------------------------------------------------------------

-- Erases what organizations know of people: what directories said of them, now and in the plans of past runs.
-- Invitations, open ones too, forget the address and open nothing, and files of tags forget it. Activity logs forget from
-- where and as whom they acted. They lose their tags, and their sandboxes pass to the owners. What they did stays, under
-- their ids.
create function forget_people(who bigint[])
  returns void
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  update sync_problem p set dn = '', name = '', email = '', detail = '' from app_user u
    where u.id = any (who) and p.email = u.email;
  delete from letter l using app_user u where u.id = any (who) and l.address = u.email;
  update invitation i set email = 'erased-' || u.id || '@erased.invalid', is_revoked = true from app_user u
    where u.id = any (who) and i.email = u.email;
  update invitation i set email = 'erased-' || i.accepted_by || '@erased.invalid', is_revoked = true
    where i.accepted_by = any (who);
  update sync_change set subject = null, dn = null, email = null, username = null, first_name = null, last_name = null
    where user_id = any (who);
  delete from external_identity where user_id = any (who);
  update activity a set email = '', address = '', user_agent = '', referer = '' from membership m
    where m.user_id = any (who) and a.organization_id = m.organization_id and a.user_id = m.user_id;
  delete from member_tag_assignment a using membership m
    where m.user_id = any (who) and a.organization_id = m.organization_id and a.user_id = m.user_id;
  update member_tag_import_line l set email = '' from app_user u where u.id = any (who) and l.email = u.email;
  update workspace w set created_by = o.owner_id from organization o
    where o.id = w.organization_id and w.is_personal and w.created_by = any (who);
end
$$;
