-- The organization leads the key of every tenant table, so that the tables can be distributed by organization later.
-- What syncs write by the hundred thousand has no foreign keys: each costs more than the row (docs/adr/0006), every writer holds
-- the lock on the organization, and a tenant is deleted table by table. The rest has them.
-- Row-level security (V0003) lets the application role see one organization at a time; what must look across is there, too.

-- Ids come from sequences in blocks of 100, handed out by the application.
create sequence user_id_seq increment by 100;
create sequence organization_id_seq increment by 100;
create sequence membership_id_seq increment by 100;
create sequence grant_id_seq increment by 100;
create sequence suspension_id_seq increment by 100;
create sequence workspace_id_seq increment by 100;
create sequence project_id_seq increment by 100;
create sequence provider_id_seq increment by 100;
create sequence mapping_id_seq increment by 100;
create sequence run_id_seq increment by 100;
create sequence session_id_seq increment by 100;

-- Global tables ---------------------------------------------------------------------------------------------------------

create table app_user (
  id                bigint primary key,
  email             text not null unique,
  username          text not null default '',
  first_name        text not null default '',
  last_name         text not null default '',
  phone             text not null default '',
  -- keyboard shortcuts of clients: a JSON object, which nothing here looks into
  hotkeys           text not null default '{}',
  password_hash     text,
  -- the organization whose provider made the account and may write its profile
  provisioned_by    bigint,
  email_verified_at timestamptz,
  joined_at         timestamptz not null,
  last_activity     timestamptz not null
);

-- What people are searched by, with an index of its trigrams. Writing that index costs ten times the row, so it is written
-- a moment later, in batches: until then search_pending names those whose row may be missing or out of date.
create extension if not exists pg_trgm;

create table search_text (
  user_id bigint primary key,
  text    text not null
);
create index search_text_trigrams on search_text using gin (text gin_trgm_ops);

create table search_pending (
  user_id bigint not null
);

create function search_added() returns trigger language plpgsql as $$
begin
  insert into search_pending select a.id from added a;
  return null;
end $$;
create trigger search_added after insert on app_user referencing new table as added
  for each statement execute function search_added();

create function search_removed() returns trigger language plpgsql as $$
begin
  insert into search_pending select r.id from removed r;
  return null;
end $$;
create trigger search_removed after delete on app_user referencing old table as removed
  for each statement execute function search_removed();

create function search_changed() returns trigger language plpgsql as $$
begin
  insert into search_pending values (new.id);
  return null;
end $$;
create trigger search_changed after update of email, username, first_name, last_name on app_user for each row
  when ((old.email, old.username, old.first_name, old.last_name)
    is distinct from (new.email, new.username, new.first_name, new.last_name))
  execute function search_changed();

create table session (
  id              bigint primary key,
  token_hash      text not null unique,
  user_id         bigint not null references app_user on delete cascade,
  active          bigint,
  bound_to        bigint,
  created_at      timestamptz not null,
  last_seen_at    timestamptz not null,
  user_agent      text not null default '',
  address         text not null default ''
);
create index session_by_user on session (user_id);

-- The legacy API key of one membership: found by its hash, readable again by its owner.
create table legacy_token (
  organization_id bigint not null,
  user_id         bigint not null references app_user on delete cascade,
  token_hash      text not null unique,
  encrypted       bytea not null,
  created_at      timestamptz not null default now(),
  primary key (organization_id, user_id)
);

-- Tenant tables ---------------------------------------------------------------------------------------------------------

create table organization (
  id                             bigint primary key,
  title                          text not null,
  contact_info                   text,
  owner_id                       bigint not null references app_user,
  default_role                   text not null default 'NO',
  manual_role_management         boolean not null default true,
  manual_workspace_management    boolean not null default true,
  manual_project_member_management boolean not null default true,
  -- the plan
  seat_limit                     integer check (seat_limit >= 1),
  plan_more_organizations        boolean not null default true,
  plan_sso                       boolean not null default true,
  plan_ldap                      boolean not null default true,
  plan_scim                      boolean not null default true,
  plan_activity_log              boolean not null default true,
  -- kept counts, changed under the lock on this row
  project_count                  integer not null default 0,
  member_count                   integer not null default 0,
  seats_taken                    integer not null default 0,
  history_count                  bigint not null default 0,
  created_at                     timestamptz not null,
  version                        bigint not null default 0,
  -- deleted by its owner: there for nobody (V0003) until it is restored, or purged after that moment
  deleted_at                     timestamptz,
  purge_after                    timestamptz,
  -- a purge has begun, and what is left of it can only be purged
  purging                        boolean not null default false,
  check ((deleted_at is null) = (purge_after is null) and (deleted_at is not null or not purging))
);
create index organization_deleted on organization (purge_after) where deleted_at is not null;

create table permission_override (
  organization_id bigint not null references organization on delete cascade,
  permission      text not null,
  roles           text[] not null,
  primary key (organization_id, permission)
);

create table membership (
  organization_id bigint not null,
  user_id         bigint not null,
  id              bigint not null,
  -- the role the member acts with (NO while waiting for a seat), what they are entitled to, and why
  role            text not null,
  entitled_role   text not null,
  rule            text not null,
  source          text not null,
  seated          boolean not null,
  entitled_since  timestamptz not null,
  joined_at       timestamptz not null,
  deleted_at      timestamptz,
  version         bigint not null default 0,
  primary key (organization_id, user_id)
) with (fillfactor = 90);
create index membership_of_user on membership (user_id);
create index membership_waiting on membership (organization_id, entitled_since)
  where not seated and deleted_at is null and entitled_role in ('OW', 'AD', 'MA', 'RE', 'AN');

-- How many members have user ids in the ranges of 2^6, 2^12 and 2^18 ids: range n of a width holds the ids n * 2^width and
-- up. A page by its number is found by them, without reading the members before it (ADR 0015). Kept counts, too.
create table member_range (
  organization_id bigint not null,
  width           integer not null,
  range           bigint not null,
  members         integer not null,
  primary key (organization_id, width, range)
) with (fillfactor = 70);

-- Where the page begins that follows so many members, in the order of user ids: after the first `rest` members whose ids
-- are from `first` on. Past the last member no id is large enough.
create function member_page_start(here bigint, skipped bigint, out first bigint, out rest bigint)
  language plpgsql stable parallel safe
as $$
declare
  none constant bigint := 9223372036854775807;
  low bigint := 0;
  high bigint := none;
  step record;
begin
  rest := skipped;
  for wide in reverse 3 .. 1 loop
    first := none;
    for step in select r.range, r.members from member_range r
      where r.organization_id = here and r.width = wide * 6 and r.range >= low and r.range < high
      order by r.range
    loop
      if step.members > rest then
        first := step.range << wide * 6;
        exit;
      end if;
      rest := rest - step.members;
    end loop;
    exit when first = none;
    low := step.range << 6;
    high := (step.range + 1) << 6;
  end loop;
end
$$;

create table workspace (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  title           text not null,
  description     text,
  color           text,
  is_archived     boolean not null default false,
  is_personal     boolean not null default false,
  created_by      bigint not null,
  created_at      timestamptz not null,
  primary key (organization_id, id)
);

create table project (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  workspace_id    bigint,
  title           text not null,
  description     text not null default '',
  color           text not null default '',
  is_published    boolean not null default false,
  is_draft        boolean not null default false,
  created_by      bigint not null,
  created_at      timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, workspace_id) references workspace
);
create index project_workspace on project (organization_id, workspace_id);
create index project_creator on project (organization_id, created_by);

-- Effective workspace and project memberships: what the domain made of the grants, for reading.
create table workspace_member (
  organization_id bigint not null,
  workspace_id    bigint not null,
  user_id         bigint not null,
  primary key (organization_id, workspace_id, user_id)
);
create index workspace_member_user on workspace_member (organization_id, user_id);

create table project_member (
  organization_id bigint not null,
  project_id      bigint not null,
  user_id         bigint not null,
  role            text not null,
  primary key (organization_id, project_id, user_id)
);
create index project_member_user on project_member (organization_id, user_id);

create table identity_provider (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  kind            text not null,
  title           text not null,
  settings        jsonb not null,
  -- encrypted; null when there is none
  secret          bytea,
  people          text not null,
  mode            text not null,
  budget_people   integer not null,
  budget_percent  integer not null,
  state           text not null,
  created_at      timestamptz not null,
  removed_at      timestamptz,
  version         bigint not null default 0,
  primary key (organization_id, id)
);

create table group_mapping (
  organization_id bigint not null,
  id              bigint not null,
  provider_id     bigint not null,
  position        integer not null,
  group_name      text not null,
  -- the stable id of the group it was resolved to
  group_id        text,
  -- role, workspace, project or suspend
  effect          text not null,
  role            text,
  workspace_id    bigint,
  project_id      bigint,
  project_role    text,
  removed_at      timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, provider_id) references identity_provider on delete cascade
);
create index group_mapping_provider on group_mapping (organization_id, provider_id);

-- Grants are added and ended, never edited.
create table access_grant (
  organization_id bigint not null,
  id              bigint not null,
  user_id         bigint not null,
  -- role, workspace or project
  target          text not null,
  role            text,
  workspace_id    bigint,
  project_id      bigint,
  project_role    text,
  -- manual, invite, default, ldap, oidc, saml, scim
  source          text not null,
  by_user         bigint,
  invitation_id   bigint,
  provider_id     bigint,
  mapping_id      bigint,
  group_id        text,
  group_name      text,
  group_path      text[],
  -- user, login, sync, invitation, system
  recorded_by     text not null,
  recorded_by_id  bigint,
  since           timestamptz not null,
  until           timestamptz,
  ended_by        text,
  ended_by_id     bigint,
  primary key (organization_id, user_id, id)
);
-- Few grants are of projects: this serves who holds one of a project, and a role by the id of its grant.
create index access_grant_project on access_grant (organization_id, project_id, id)
  where until is null and project_id is not null;
create index access_grant_provider on access_grant (organization_id, provider_id, user_id)
  where until is null and provider_id is not null;

create table suspension (
  organization_id bigint not null,
  id              bigint not null,
  user_id         bigint not null,
  -- administrator, disabled, gone, in-group
  cause           text not null,
  by_user         bigint,
  provider_id     bigint,
  provider_kind   text,
  mapping_id      bigint,
  group_id        text,
  group_name      text,
  group_path      text[],
  recorded_by     text not null,
  recorded_by_id  bigint,
  since           timestamptz not null,
  until           timestamptz,
  ended_by        text,
  ended_by_id     bigint,
  primary key (organization_id, user_id, id)
);
create index suspension_provider on suspension (organization_id, provider_id)
  where until is null and provider_id is not null;

create table external_identity (
  organization_id bigint not null,
  provider_id     bigint not null,
  issuer          text not null default '',
  subject         text not null,
  user_id         bigint not null,
  dn              text not null default '',
  -- whether the provider lists the person now
  listed          boolean not null default true,
  linked_at       timestamptz not null,
  primary key (organization_id, provider_id, issuer, subject)
);
create index external_identity_user on external_identity (organization_id, user_id);

-- What happened to members. The rows of an organization are numbered from 1 without a gap in the order in which things
-- happened, and at never goes back; so a page, a count and a moment are found by a number (docs/adr/0016). Nothing is ever
-- changed or taken out. An empty list is null: most lists are, and a null costs nothing to write.
create table membership_history (
  organization_id bigint not null,
  user_id         bigint not null,
  number          bigint not null,
  at              timestamptz not null,
  -- how many belong to the organization after this
  members         integer not null,
  transition      text not null,
  recorded_by     text not null,
  recorded_by_id  bigint,
  role_before     text,
  role_after      text not null,
  rule_after      text not null,
  source_after    text not null,
  workspaces_before bigint[],
  workspaces_after  bigint[],
  projects_before   bigint[],
  project_roles_before text[],
  projects_after    bigint[],
  project_roles_after text[],
  deleted_after   boolean not null default false,
  -- the grants of identity providers that were added and, with a minus, those that ended
  assignments     bigint[],
  -- how many of them the organization has seen up to this row, its own included
  assigned        bigint not null,
  reason          text not null,
  primary key (organization_id, user_id, number),
  unique (organization_id, number)
);

create table sync_run (
  organization_id bigint not null,
  id              bigint not null,
  provider_id     bigint not null,
  status          text not null,
  dry_run         boolean not null,
  purpose         text not null,
  requested_by    bigint,
  phase           text not null,
  done            bigint not null default 0,
  total           bigint,
  per_second      bigint not null default 0,
  counts          jsonb not null,
  reason_code     text,
  reason_text     text,
  read_seconds    double precision not null default 0,
  resolve_seconds double precision not null default 0,
  plan_seconds    double precision not null default 0,
  apply_seconds   double precision not null default 0,
  listed_by_base  jsonb,
  -- the stable id of the group of each mapping, by the mapping's id
  group_ids       jsonb,
  -- what the plan was made from
  provider_version bigint,
  policy_version   bigint,
  started_at      timestamptz not null,
  finished_at     timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, provider_id) references identity_provider on delete cascade
);
create index sync_run_provider on sync_run (organization_id, provider_id, id desc);
-- one run of a directory at a time, across all nodes
create unique index sync_run_under_way on sync_run (organization_id, provider_id)
  where status in ('queued', 'reading', 'planning', 'applying');
create index sync_run_active on sync_run (status) where status in ('queued', 'reading', 'planning', 'applying');

-- The groups a plan speaks of.
create table sync_group (
  organization_id bigint not null,
  run_id          bigint not null,
  ref             integer not null,
  group_id        text not null,
  group_name      text not null,
  group_path      text[] not null,
  primary key (organization_id, run_id, ref)
);

-- The plan of a run, one row a person; APPLY reads nothing else. An empty list is null: most lists are, and a null costs
-- nothing to write.
create table sync_change (
  organization_id   bigint not null,
  run_id            bigint not null,
  position          integer not null,
  -- removed, suspended, changed, resumed, joined, recorded; profile (only names, address or DN change)
  kind              text not null,
  user_id           bigint not null,
  new_user          boolean not null,
  new_member        boolean not null,
  membership_id     bigint,
  membership_version bigint,
  subject           text,
  dn                text,
  email             text,
  username          text,
  first_name        text,
  last_name         text,
  -- whether the directory lists the person afterwards
  listed            boolean not null,
  role_before       text,
  role_after        text,
  rule_after        text,
  source_after      text,
  -- whether the role afterwards takes a seat
  seat_after        boolean not null,
  workspaces_before bigint[],
  workspaces_after  bigint[],
  projects_before   bigint[],
  project_roles_before text[],
  projects_after    bigint[],
  project_roles_after text[],
  returned          boolean not null default false,
  -- whether the provider follows the person from now on
  new_identity      boolean not null default false,
  -- the default grant of somebody who joins
  default_grant     bigint,
  add_grants        bigint[],
  add_grant_mappings bigint[],
  add_grant_refs    integer[],
  end_grants        bigint[],
  add_suspensions   bigint[],
  add_suspension_causes text[],
  add_suspension_mappings bigint[],
  add_suspension_refs integer[],
  end_suspensions   bigint[],
  because           text not null default '',
  primary key (organization_id, run_id, position)
);

create table sync_problem (
  organization_id bigint not null,
  run_id          bigint not null,
  position        integer not null,
  kind            text not null,
  dn              text not null,
  name            text not null,
  email           text not null,
  detail          text not null,
  primary key (organization_id, run_id, position)
);
