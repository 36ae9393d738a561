-- Invitations -------------------------------------------------------------------------------------------------------------

create sequence invitation_id_seq increment by 100;

-- By mail, to one address. Whoever writes holds the lock on the organization.
create table invitation (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  email           text not null,
  role            text,
  workspaces      bigint[] not null,
  projects        bigint[] not null,
  token_hash      text not null unique,
  sender          bigint not null,
  sent_at         timestamptz not null,
  expires_at      timestamptz not null,
  -- queued, sent, failed
  delivery        text not null,
  delivery_problem text,
  accepted_by     bigint,
  is_revoked      boolean not null,
  primary key (organization_id, id)
);
create unique index invitation_open on invitation (organization_id, email) where accepted_by is null and not is_revoked;

-- The link of an organization: found by its hash, readable again by its administrators.
create table invitation_link (
  organization_id bigint primary key references organization on delete cascade,
  token_hash      text not null unique,
  encrypted       bytea not null,
  since           timestamptz not null
);

do $$
declare tenant text;
begin
  foreach tenant in array array['invitation', 'invitation_link']
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy entered_organization on %I
      using (organization_id = (select current_organization()))
      with check (organization_id = (select current_organization()))', tenant);
  end loop;
end $$;

-- What the holder of a token is invited by: an invitation, or the link of an organization (no id). To a deleted
-- organization nobody is invited.
create function invited_by(token text)
  returns table (organization_id bigint, invitation_id bigint)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select i.organization_id, i.id from invitation i join organization o on o.id = i.organization_id
    where i.token_hash = token and o.deleted_at is null
    union all
    select l.organization_id, null from invitation_link l join organization o on o.id = l.organization_id
    where l.token_hash = token and o.deleted_at is null;
  end;
