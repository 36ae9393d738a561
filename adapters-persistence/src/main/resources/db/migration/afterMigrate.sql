-- Lets the login of the pool become rollcall_app. The server names that login; where nobody does (tests as superuser),
-- nobody needs to. Runs after every migration, since logins change without the schema changing.
do $$
declare
  login text := nullif(current_setting('rollcall.application_login', true), '');
  may_become text := case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
begin
  if login <> 'rollcall_app' and not pg_has_role(login, 'rollcall_app', may_become) then
    execute format('grant rollcall_app to %I', login);
  end if;
end
$$;
