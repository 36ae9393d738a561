-- Labels that administrators put on members ---------------------------------------------------------------------------------

create sequence member_tag_id_seq increment by 100;
create sequence member_tag_import_id_seq increment by 100;

-- Whoever writes tags, or who has them, holds the lock on the organization.
create table member_tag (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  label           text not null,
  -- what the label is compared by: lower case, normalized
  key             text not null,
  created_by      bigint not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- how many who belong have it, changed under the lock on the organization
  member_count    integer not null,
  primary key (organization_id, id),
  unique (organization_id, key)
);

-- Who left keeps theirs, and has them again on coming back. A bulk fact without foreign keys (docs/adr/0006).
create table member_tag_assignment (
  organization_id bigint not null,
  user_id         bigint not null,
  tag_id          bigint not null,
  primary key (organization_id, user_id, tag_id)
);
create index member_tag_assignment_tag on member_tag_assignment (organization_id, tag_id, user_id);

-- A file of tags, until a node has applied it and as long as its outcome is kept.
create table member_tag_import (
  organization_id bigint not null references organization on delete cascade,
  id              bigint not null,
  requested_by    bigint not null,
  -- of everybody in the file: the labels, and what they are compared by
  labels          text[] not null,
  keys            text[] not null,
  -- created, in_progress, completed, failed
  status          text not null,
  problem         text,
  tags_created    integer not null default 0,
  assignments_created integer not null default 0,
  users_skipped   integer not null default 0,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  -- while a node works on it: when it is everybody's again
  due_at          timestamptz not null,
  attempts        integer not null default 0,
  primary key (organization_id, id)
);
create index member_tag_import_due on member_tag_import (due_at) where finished_at is null;

-- Its lines: those to apply, and afterwards those alone that gave nobody a tag.
create table member_tag_import_line (
  organization_id bigint not null,
  import_id       bigint not null,
  line            integer not null,
  -- normalized; as it was written where it is no address
  email           text not null,
  labels          text[] not null,
  keys            text[] not null,
  -- malformed, invalid-address, invalid-tag, not-a-member, no-longer-a-member
  problem         text,
  primary key (organization_id, import_id, line)
);

do $$
declare tenant text;
begin
  foreach tenant in array array['member_tag', 'member_tag_assignment', 'member_tag_import', 'member_tag_import_line']
  loop
    execute format('alter table %I enable row level security', tenant);
    execute format('create policy entered_organization on %I
      using (organization_id = (select current_organization()))
      with check (organization_id = (select current_organization()))', tenant);
  end loop;
end $$;

-- Imports that wait for a node, or whose node has not come back with them in time.
create function member_tag_imports_due(moment timestamptz)
  returns table (organization_id bigint, id bigint)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select i.organization_id, i.id from member_tag_import i
    where i.finished_at is null and i.due_at <= moment
    order by i.due_at, i.id;
  end;
