-- The backup reads as a role of its own, which sees every row of every table and changes nothing: no superuser is needed.
-- Called after every run of migrations, so that no later table has to remember it.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'sgz_backup') then
    raise exception 'role sgz_backup is missing: db/roles.sql makes it';
  end if;
end
$$;

create function app.let_backup_read() returns void
language plpgsql set search_path = pg_catalog, app
as $$
declare
  one record;
begin
  for one in
    select c.oid, c.relname from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname
  loop
    if not has_table_privilege('sgz_backup', one.oid, 'select') then
      execute format('grant select on app.%I to sgz_backup', one.relname);
    end if;
    if not exists (select from pg_policy p where p.polrelid = one.oid and p.polname = 'backup_read') then
      execute format('create policy backup_read on app.%I for select to sgz_backup using (true)', one.relname);
    end if;
  end loop;
end
$$;

revoke all on function app.let_backup_read() from public;

comment on function app.let_backup_read() is '让备份角色能读每一张表；每次结构变更之后执行';

grant usage on schema app to sgz_backup;

select app.let_backup_read();
