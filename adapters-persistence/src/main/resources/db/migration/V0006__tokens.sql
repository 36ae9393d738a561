-- Personal access tokens, the keys that sign them, and which tokens an organization takes.

create sequence api_token_id_seq increment by 100;
create sequence signing_key_id_seq increment by 100;

-- Global: the server's own keys, encrypted under rollcall.secret-key, shared by all nodes.
create table signing_key (
  id           bigint primary key,
  encrypted    bytea not null,
  created_at   timestamptz not null,
  -- since when a younger key signs
  retired_at   timestamptz,
  -- when the last token ends that it signed
  signed_until timestamptz not null
);

-- What the server remembers of a personal access token: all but the signature. A row gone is a token dead.
create table api_token (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  user_id         bigint not null references app_user on delete cascade,
  -- all, read, decisions, scim
  scope           text not null,
  signed_by       bigint not null references signing_key on delete cascade,
  -- header and payload: what lists show
  shown           text not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  primary key (organization_id, id)
);
create index api_token_user on api_token (organization_id, user_id);
create index api_token_of_user on api_token (user_id);
create index api_token_key on api_token (signed_by);

create table token_policy (
  organization_id bigint primary key references organization on delete cascade,
  api_tokens      boolean not null,
  legacy_keys     boolean not null,
  days            integer not null check (days between 1 and 73000)
);

do $$
declare tenant text;
begin
  foreach tenant in array array['api_token', 'token_policy']
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy entered_organization on %I
      using (organization_id = (select current_organization()))
      with check (organization_id = (select current_organization()))', tenant);
  end loop;
end $$;

-- Whose legacy key it is, which says nothing of an organization, and whether that takes such keys.
create function holder_of_key(hash text)
  returns table (organization_id bigint, user_id bigint, taken boolean)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  #variable_conflict use_column
  begin
    return query select t.organization_id, t.user_id, coalesce(p.legacy_keys, true)
    from legacy_token t left join token_policy p on p.organization_id = t.organization_id
    where t.token_hash = hash;
  end $$;

-- Ends the tokens and legacy keys of people in every organization; for when a password changes.
create function end_tokens_of(who bigint[])
  returns void
  language sql security definer set search_path = public, pg_temp
  begin atomic
    delete from api_token where user_id = any (who);
    delete from legacy_token where user_id = any (who);
  end;
