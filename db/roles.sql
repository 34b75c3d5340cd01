-- Runs before the migrations at every start, by the account that connects (the migrator); changes nothing that is there.
-- sgz_owner owns everything and cannot log in; sgz_app serves requests, owns nothing and bypasses nothing;
-- sgz_portal reads what is public; sgz_report reads aggregates; sgz_backup reads everything and changes nothing.
do $$
declare
  wanted text;
  needed text;
begin
  foreach wanted in array array['sgz_owner', 'sgz_app', 'sgz_portal', 'sgz_report', 'sgz_backup'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
      execute format('create role %I nologin nosuperuser nobypassrls noinherit', wanted);
    end if;
  end loop;
  foreach wanted in array array['sgz_owner', 'sgz_app'] loop
    -- from 16 on, membership alone does not allow `set role`
    needed := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
    if not pg_catalog.pg_has_role(current_user, wanted, needed) then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
  -- serving works without it; a backup says so where it is missing
  needed := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
  if not pg_catalog.pg_has_role(current_user, 'sgz_backup', needed) then
    begin
      grant sgz_backup to current_user;
    exception when insufficient_privilege then
      raise notice 'sgz_backup could not be granted';
    end;
  end if;
end
$$;

create extension if not exists btree_gist;

create schema if not exists app authorization sgz_owner;

create table if not exists app.migration (
  name text collate "C" primary key,
  sha256 text not null,
  applied_at timestamptz not null default now()
);

alter table app.migration owner to sgz_owner;

alter table app.migration enable row level security;

alter table app.migration force row level security;

do $$
begin
  if not exists (select from pg_catalog.pg_policies where schemaname = 'app' and tablename = 'migration') then
    create policy migration_owner on app.migration to sgz_owner using (true);
  end if;
end
$$;

comment on table app.migration is '已执行的数据库变更';
