-- What the operator's commands see across organizations. The application role may call it, as it may call the other
-- functions of the closed list (V0003); no HTTP operation does.
create function organizations_of_everybody(wanted text, most integer)
  returns table (id bigint, title text, owner_email text, member_count integer, seats_taken integer, seat_limit integer,
    plan_more_organizations boolean, plan_sso boolean, plan_ldap boolean, plan_scim boolean, plan_activity_log boolean,
    created_at timestamptz, purge_after timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select o.id, o.title, a.email, o.member_count, o.seats_taken, o.seat_limit, o.plan_more_organizations, o.plan_sso,
      o.plan_ldap, o.plan_scim, o.plan_activity_log, o.created_at, o.purge_after
    from organization o join app_user a on a.id = o.owner_id
    where wanted = '' or position(lower(wanted) in lower(o.title)) > 0 or position(lower(wanted) in a.email) > 0
    order by o.id
    limit most;
  end;

-- Deleted organizations whose time is up, or whose purge was begun.
create function organizations_to_purge(moment timestamptz)
  returns setof bigint
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select o.id from organization o where o.deleted_at is not null and (o.purging or o.purge_after <= moment) order by o.purge_after;
  end;

-- Organizations that keep secrets to encrypt anew when the server's key changes.
create function organizations_with_secrets()
  returns setof bigint
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select p.organization_id from identity_provider p where p.secret is not null
    union
    select l.organization_id from invitation_link l;
  end;

-- Domains of organizations: declared by the operator, or proved.
create table verified_domain (
  organization_id bigint not null references organization on delete cascade,
  -- lower case, ASCII; one organization's alone
  domain          text not null unique,
  -- declared, configured, dns
  proof           text not null,
  since           timestamptz not null,
  primary key (organization_id, domain)
);

alter table verified_domain enable row level security;
create policy entered_organization on verified_domain
  using (organization_id = (select current_organization()))
  with check (organization_id = (select current_organization()));

-- Whose a domain is, and all of them.
create function domains_of_everybody(wanted text)
  returns table (organization_id bigint, domain text, proof text, since timestamptz)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select d.organization_id, d.domain, d.proof, d.since from verified_domain d
    where wanted = '' or d.domain = wanted
    order by d.domain;
  end;
