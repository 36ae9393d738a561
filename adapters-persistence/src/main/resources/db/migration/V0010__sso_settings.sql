-- SAML and SCIM settings: kept and checked, before the protocols are served.
create table sso_settings (
  organization_id bigint not null references organization on delete cascade,
  -- saml, scim
  kind            text not null,
  settings        jsonb not null,
  primary key (organization_id, kind)
);

-- How they came to be, counted from 1 for each organization under the lock on it. Holds no secret, and of metadata a digest.
create table settings_history (
  organization_id bigint not null references organization on delete cascade,
  number          bigint not null,
  kind            text not null,
  at              timestamptz not null,
  by_user         bigint not null,
  -- configured, default; null before the first step of its kind
  state_before    text,
  state           text not null,
  before          jsonb not null,
  after           jsonb not null,
  primary key (organization_id, number)
);

do $$
declare tenant text;
begin
  foreach tenant in array array['sso_settings', 'settings_history']
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy entered_organization on %I
      using (organization_id = (select current_organization()))
      with check (organization_id = (select current_organization()))', tenant);
  end loop;
end $$;
