-- The role that serves requests. It owns nothing and bypasses nothing, so that row-level security binds it;
-- the role that runs these migrations owns everything. The pool is rollcall_app, or becomes it (set role).
do $$
begin
  if not exists (select from pg_roles where rolname = 'rollcall_app') then
    create role rollcall_app nologin;
  elsif exists (select from pg_roles where rolname = 'rollcall_app' and (rolsuper or rolbypassrls)) then
    raise exception 'The role rollcall_app must be neither superuser nor allowed to bypass row-level security.';
  end if;
end
$$;

grant usage on schema public to rollcall_app;

-- A sync stages what it read in temporary tables.
do $$
begin
  execute format('grant temporary on database %I to rollcall_app', current_database());
end
$$;

-- What later migrations create is the application's to use, and never to alter. Functions are not public by default:
-- each SECURITY DEFINER function says for itself who may call it, and the application may call them all.
alter default privileges in schema public grant select, insert, update, delete on tables to rollcall_app;
alter default privileges in schema public grant usage on sequences to rollcall_app;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to rollcall_app;
