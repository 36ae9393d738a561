-- Lets the login of the pool become rollcall_app. The server names that login; where nobody does (tests), it is the one
-- that migrates. Runs after every migration, since logins change without the schema changing.
do $$
declare
  login text := coalesce(nullif(current_setting('rollcall.application_login', true), ''), current_user);
begin
  if login <> 'rollcall_app' and not (select rolsuper from pg_roles where rolname = login) then
    execute format('grant rollcall_app to %I', login);
  end if;
end
$$;
