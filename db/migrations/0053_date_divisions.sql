-- Divisions change: a row says how a division stands now, division_past how it stood before, division_change who changed what,
-- when, and by which document. A code that is given up stays, with the day on which it ended.
alter table app.division
  add column since date,
  add column ended_on date,
  add constraint division_dates check (ended_on > since);

comment on column app.division.since is '自何日起如此；空为自始';

comment on column app.division.ended_on is '自何日起不再有；空为仍有';

create index division_level on app.division (level, code);

create policy division_local_insert on app.division for insert to sgz_app
with check (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'city', 'province')
  and code > app.scope_from()
  and code < app.scope_below()
);

create policy division_local_update on app.division for update to sgz_app
using (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'city', 'province')
  and code > app.scope_from()
  and code < app.scope_below()
);

create table app.division_past (
  code text collate "C" not null,
  since date,
  until date not null,
  name text not null,
  level text not null,
  type_digit text,
  parent_code text collate "C",
  primary key (code, until),
  check (until > since)
);

alter table app.division_past enable row level security;

alter table app.division_past force row level security;

create policy division_past_read on app.division_past for select using (true);

create policy division_past_append on app.division_past for insert to sgz_app
with check (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'city', 'province')
  and code > app.scope_from()
  and code < app.scope_below()
);

grant select on app.division_past to sgz_app, sgz_portal, sgz_report;

grant insert on app.division_past to sgz_app;

comment on table app.division_past is '区划的从前：改名、改属之前的样子，只增不改';

create table app.division_list (
  name text collate "C" primary key,
  sha256 text collate "C" not null,
  stored_at timestamptz not null default now()
);

alter table app.division_list enable row level security;

alter table app.division_list force row level security;

create policy division_list_read on app.division_list for select using (true);

create policy division_list_write on app.division_list to sgz_app using (app.scope_from() = '0' and app.reach() = 'territory');

create policy division_list_villages on app.division_list for insert to sgz_app
with check (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'city', 'province')
  and name >= app.scope_from()
  and name < app.scope_below()
);

create policy division_list_again on app.division_list for update to sgz_app
using (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'city', 'province')
  and name >= app.scope_from()
  and name < app.scope_below()
);

grant select, insert, update on app.division_list to sgz_app;

comment on table app.division_list is '已装入的区划清单：全国到乡级为 country，村级按县代码';

create table app.division_change (
  county_id integer not null references app.county (id),
  id uuid not null,
  division_code text collate "C" not null,
  kind text not null check (kind in ('rename', 'merge', 'split', 'move', 'create')),
  effective_on date not null,
  document_no text not null,
  content jsonb not null,
  moved jsonb not null,
  made_by uuid not null,
  made_by_name text not null,
  recorded_at timestamptz not null,
  primary key (county_id, id)
);

create index division_change_division on app.division_change (division_code, effective_on);

alter table app.division_change enable row level security;

alter table app.division_change force row level security;

create policy division_change_read on app.division_change for select to sgz_app
using (
  app.reach() is not null
  and ((division_code >= app.scope_from() and division_code < app.scope_below()) or division_code = any (app.scope_above()))
);

create policy division_change_append on app.division_change for insert to sgz_app
with check (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'city', 'province')
  and made_by = app.account_id()
  and division_code >= app.scope_from()
  and division_code < app.scope_below()
);

grant select, insert on app.division_change to sgz_app;

comment on table app.division_change is '区划变更：谁、何时、依何文件、自何日起，移动了什么；只增不改';

comment on column app.division_change.content is '变更本身：新旧代码与名称';

comment on column app.division_change.moved is '移动的数目';

comment on column app.division_change.made_by is 'PII: 办理人账号';

comment on column app.division_change.made_by_name is 'PII: 办理人姓名';

-- A county that keeps records gets its stable number when the first of them comes.
create function app.ensure_county(of_code text) returns integer
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  number integer;
begin
  select c.id into number from app.county c where c.code = of_code;
  if number is not null then
    return number;
  end if;
  if not app.may_change() or not (of_code >= app.scope_from() and of_code < app.scope_below()) then
    raise insufficient_privilege using message = 'this county lies outside of the scope';
  end if;
  perform pg_advisory_xact_lock(7302);
  insert into app.county (id, code, name)
  select (select max(id) + 1 from app.county), d.code, d.name
  from app.division d
  where d.code = of_code and d.level = 'county'
  on conflict (code) do nothing;
  select c.id into strict number from app.county c where c.code = of_code;
  return number;
end
$$;

revoke all on function app.ensure_county(text) from public;

grant execute on function app.ensure_county(text) to sgz_app;

comment on function app.ensure_county(text) is '县的内部编号：没有就给一个，永不更改';

-- What hangs on a code without being a record: grants and accounts, zones of grants, measures proposed. Both codes must lie
-- strictly below the caller's own.
create function app.follow_division(old_code text, new_code text)
returns table (grants integer, zones integer, accounts integer, consequences integer)
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  if app.reach() is distinct from 'territory'
    or coalesce(app.role_code() not in ('bureau', 'city', 'province'), true)
    or not (old_code > app.scope_from() and old_code < app.scope_below() and new_code > app.scope_from() and new_code < app.scope_below())
  then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  update app.access_grant g set scope_code = new_code || substr(g.scope_code, length(old_code) + 1)
  where g.scope_code >= old_code and g.scope_code < old_code || '~';
  get diagnostics grants = row_count;
  update app.access_grant g
  set zone_towns = (
    select array_agg(distinct case when t collate "C" >= old_code and t collate "C" < old_code || '~' then left(new_code || substr(t, length(old_code) + 1), 9) else t end)
    from unnest(g.zone_towns) t
  )
  where exists (select from unnest(g.zone_towns) t where t collate "C" >= old_code and t collate "C" < old_code || '~');
  get diagnostics zones = row_count;
  update app.account a set division_code = new_code || substr(a.division_code, length(old_code) + 1)
  where a.division_code >= old_code and a.division_code < old_code || '~';
  get diagnostics accounts = row_count;
  update app.consequence c set division_code = new_code || substr(c.division_code, length(old_code) + 1)
  where c.division_code >= old_code and c.division_code < old_code || '~';
  get diagnostics consequences = row_count;
  return next;
end
$$;

revoke all on function app.follow_division(text, text) from public;

grant execute on function app.follow_division(text, text) to sgz_app;

comment on function app.follow_division(text, text) is '区划代码改变时，授权、账号与拟议后果随之改到新代码';

-- Whoever is granted a station goes where the station goes.
create function app.follow_station(of_station uuid, old_code text, new_code text) returns integer
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  moved integer;
begin
  if app.reach() is distinct from 'territory'
    or coalesce(app.role_code() not in ('bureau', 'city', 'province'), true)
    or not (old_code > app.scope_from() and old_code < app.scope_below() and new_code > app.scope_from() and new_code < app.scope_below())
  then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  update app.access_grant g set scope_code = new_code
  where g.station_id = of_station and g.scope_code >= old_code and g.scope_code < old_code || '~';
  get diagnostics moved = row_count;
  update app.consequence c set division_code = new_code
  where c.station_id = of_station and c.division_code >= old_code and c.division_code < old_code || '~';
  return moved;
end
$$;

revoke all on function app.follow_station(uuid, text, text) from public;

grant execute on function app.follow_station(uuid, text, text) to sgz_app;

comment on function app.follow_station(uuid, text, text) is '社工站改属时，限于该站的授权随之改到新代码';
