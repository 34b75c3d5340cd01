-- Records of the subjects that lists sort and constraints hold get tables of their own, all of one shape: that of app.entity,
-- which keeps the others. The view app.fact is all of them. A version that is replaced goes to app.record_history, so that the
-- world as of a past day can be told exactly.
alter table app.entity
  add column version integer not null default 1,
  add column effective_on date not null default '-infinity',
  add column recorded_by uuid,
  add column name_keys text not null default '';

grant update (effective_on, recorded_by, name_keys) on app.entity to sgz_app;

comment on column app.entity.version is '版次：每改一次加一，旧版次的保存会被拒绝';

comment on column app.entity.effective_on is '本版自何日起如此';

comment on column app.entity.recorded_by is 'PII: 记录人账号';

comment on column app.entity.name_keys is 'PII: 名称的拼音与首字母，供查找';

create index entity_by_id on app.entity (id);

create function app.iso_day(text) returns date language sql immutable parallel safe
as $$
  select case
    when $1 ~ '^\d{4}-\d{2}-\d{2}$' then make_date(left($1, 4)::int, substr($1, 6, 2)::int, right($1, 2)::int)
  end
$$;

comment on function app.iso_day(text) is '事实里写作文字的日期；不是日期即无';

create table app.record_history (
  county_id integer not null references app.county (id),
  subject text collate "C" not null,
  id uuid not null,
  version integer not null,
  division_code text collate "C" not null,
  agency_id uuid,
  station_id uuid,
  assigned_to uuid,
  round_ids uuid[],
  is_open boolean not null,
  name text not null,
  facts jsonb not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  replaced_at timestamptz not null default now(),
  is_removed boolean not null,
  primary key (county_id, subject, id, version)
);

create index record_history_division on app.record_history (division_code, subject, id);

alter table app.record_history enable row level security;

alter table app.record_history force row level security;

create policy record_history_read on app.record_history for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy record_history_owner on app.record_history to sgz_owner using (true);

grant select on app.record_history to sgz_app;

comment on table app.record_history is '档案历史：被替换的每一版，只增不改';

comment on column app.record_history.name is 'PII: 名称，可能是人名';

comment on column app.record_history.facts is 'PII: 当时的事实';

comment on column app.record_history.assigned_to is 'PII: 当时指派给的账号';

comment on column app.record_history.recorded_by is 'PII: 当时的记录人账号';

create function app.next_version() returns trigger language plpgsql set search_path = pg_catalog, app
as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;

create function app.keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  insert into app.record_history (
    county_id, subject, id, version, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, facts,
    effective_on, recorded_at, recorded_by, is_removed
  )
  values (
    old.county_id, coalesce(to_jsonb(old) ->> 'subject', tg_table_name), old.id, old.version, old.division_code, old.agency_id,
    old.station_id, old.assigned_to, old.round_ids, old.is_open, old.name, old.facts, old.effective_on, old.recorded_at,
    old.recorded_by, tg_op = 'DELETE'
  );
  return null;
end
$$;

revoke all on function app.keep_version() from public;

do $$
declare
  one text;
begin
  foreach one in array array['unit', 'station', 'worker', 'posting'] loop
    execute format('create table app.%I (like app.entity including defaults including comments)', one);
    execute format('alter table app.%1$I drop column subject, add primary key (county_id, id), add foreign key (county_id) references app.county (id)', one);
    execute format('create index %1$I on app.%2$I (id)', one || '_by_id', one);
    execute format('create index %1$I on app.%2$I (division_code, id)', one || '_by_division', one);
    execute format('alter table app.%I enable row level security', one);
    execute format('alter table app.%I force row level security', one);
    execute format($p$create policy %1$I on app.%2$I for select to sgz_app
      using (division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))$p$, one || '_read', one);
    execute format($p$create policy %1$I on app.%2$I for select to sgz_app
      using (is_open and app.reach() is not null and ((division_code >= app.scope_from() and division_code < app.scope_below())
        or division_code = any (app.scope_above())))$p$, one || '_open', one);
    execute format($p$create policy %1$I on app.%2$I for insert to sgz_app
      with check (division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_change() and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))$p$, one || '_insert', one);
    execute format($p$create policy %1$I on app.%2$I for update to sgz_app
      using (division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_change() and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))$p$, one || '_update', one);
    execute format($p$create policy %1$I on app.%2$I for delete to sgz_app
      using (division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_change() and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))$p$, one || '_delete', one);
    execute format('grant select, insert, delete on app.%I to sgz_app', one);
    execute format('grant update (division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, name_keys, facts, effective_on, recorded_at, recorded_by) on app.%I to sgz_app', one);
  end loop;
end
$$;

comment on table app.unit is '地区：参与方案的县、镇街、村社与片区';

comment on table app.station is '社工站与村（社区）社工室';

comment on table app.worker is '社工';

comment on table app.posting is '岗位：谁在哪个站、自何日至何日';

alter table app.unit
  add column tier_code text collate "C" generated always as (facts ->> 'tierCode') stored,
  add column parent_id uuid generated always as ((facts ->> 'parentId')::uuid) stored;

alter table app.station
  add column tier_code text collate "C" generated always as (facts ->> 'tierCode') stored,
  add column stage_code text collate "C" generated always as (facts ->> 'stageCode') stored,
  add column opened_on date generated always as (app.iso_day(facts ->> 'openedOn')) stored,
  add column area_hundredths_m2 integer generated always as ((facts ->> 'areaM2')::integer) stored,
  add constraint station_own_id check (station_id = id);

alter table app.worker
  add column education_level text collate "C" generated always as (facts ->> 'educationLevel') stored;

alter table app.posting
  add column worker_id uuid generated always as ((facts ->> 'workerId')::uuid) stored,
  add column seat_code text collate "C" generated always as (facts ->> 'seatCode') stored,
  add column start_on date generated always as (app.iso_day(facts ->> 'startOn')) stored,
  add column end_on date generated always as (app.iso_day(facts ->> 'endOn')) stored;

create index posting_worker on app.posting (worker_id);

create index posting_station on app.posting (station_id);

create policy entity_move on app.entity to sgz_owner using (true);

alter table app.entity disable trigger user;

do $$
declare
  one text;
begin
  foreach one in array array['unit', 'station', 'worker', 'posting'] loop
    execute format('create policy entity_move on app.%I to sgz_owner using (true)', one);
    execute format(
      'insert into app.%1$I (county_id, id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, facts, recorded_at)
       select county_id, id, division_code, agency_id, case when subject = ''station'' then id else station_id end, assigned_to, round_ids,
         is_open, name, facts, recorded_at
       from app.entity where subject = %1$L', one);
    execute format('delete from app.entity where subject = %L', one);
    execute format('drop policy entity_move on app.%I', one);
  end loop;
end
$$;

alter table app.entity enable trigger user;

drop policy entity_move on app.entity;

alter table app.entity
  add constraint entity_own_tables check (subject not in ('unit', 'station', 'worker', 'posting'));

do $$
declare
  one text;
begin
  foreach one in array array['entity', 'unit', 'station', 'worker', 'posting'] loop
    execute format('create trigger %1$I before update on app.%2$I for each row execute function app.next_version()', one || '_next_version', one);
    execute format('create trigger %1$I after update or delete on app.%2$I for each row execute function app.keep_version()', one || '_keep_version', one);
    if one <> 'entity' then
      execute format('create trigger %1$I after insert on app.%2$I referencing new table as changed for each statement execute function app.tick_fact_clock()', one || '_inserted', one);
      execute format('create trigger %1$I after update on app.%2$I referencing new table as changed for each statement execute function app.tick_fact_clock()', one || '_updated', one);
      execute format('create trigger %1$I after delete on app.%2$I referencing old table as changed for each statement execute function app.tick_fact_clock()', one || '_deleted', one);
    end if;
  end loop;
end
$$;

create trigger worker_moved after update on app.worker for each row
when (
  old.division_code is distinct from new.division_code
  or old.agency_id is distinct from new.agency_id
  or old.station_id is distinct from new.station_id
  or old.assigned_to is distinct from new.assigned_to
  or old.round_ids is distinct from new.round_ids
)
execute function app.follow_person();

create trigger worker_removed after delete on app.worker for each row execute function app.follow_person();

create view app.fact with (security_invoker = true) as
  select county_id, subject, id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, name_keys, facts,
    version, effective_on, recorded_at, recorded_by
  from app.entity
  union all
  select county_id, 'unit' collate "C", id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, name_keys,
    facts, version, effective_on, recorded_at, recorded_by
  from app.unit
  union all
  select county_id, 'station' collate "C", id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name,
    name_keys, facts, version, effective_on, recorded_at, recorded_by
  from app.station
  union all
  select county_id, 'worker' collate "C", id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name,
    name_keys, facts, version, effective_on, recorded_at, recorded_by
  from app.worker
  union all
  select county_id, 'posting' collate "C", id, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name,
    name_keys, facts, version, effective_on, recorded_at, recorded_by
  from app.posting;

grant select on app.fact to sgz_app;

comment on view app.fact is '全部档案：引擎读它，不问各自存在哪张表';
