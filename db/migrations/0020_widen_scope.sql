-- More ways for a grant to be narrow: the towns of a zone, what is assigned to the account, the sample of one evaluation
-- round; and one way to look further for a while, for reading only: a broken glass.
alter table app.access_grant drop constraint access_grant_role_check;

alter table app.access_grant add constraint access_grant_role_check check (role in (
  'system-admin', 'bureau', 'bureau-line', 'town', 'child-officer', 'village', 'agency', 'agency-office', 'worker', 'centre',
  'supervisor', 'evaluator', 'finance', 'auditor', 'city', 'province', 'volunteer', 'client'
));

alter table app.access_grant add constraint access_grant_office check (role <> 'agency-office' or agency_id is not null);

alter table app.access_grant
  add column zone_towns text[] collate "C" check (array_to_string(zone_towns, ',') ~ '^[0-9]{9}(,[0-9]{9})*$'),
  add column is_own boolean not null default false,
  add column round_id uuid;

alter table app.access_grant
  add constraint access_grant_own_role check (role not in ('volunteer', 'client') or is_own);

comment on column app.access_grant.zone_towns is '片区：只限这些乡镇街道';

comment on column app.access_grant.is_own is '只限指派给本人的对象与个案';

comment on column app.access_grant.round_id is '只限这一轮评估抽中的样本，只读';

create function app.zone_towns() returns text[] language sql stable parallel safe
as $$ select string_to_array(nullif(current_setting('app.zone', true), ''), ',') $$;

create function app.round_id() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.round_id', true), '')::uuid $$;

create function app.may_reach(code text, agency uuid, station uuid, assigned uuid, rounds uuid[])
returns boolean language sql stable parallel safe
as $$
  select case app.reach()
    when 'territory' then true
    when 'glass' then true
    when 'zone' then left(code, 9) = any (app.zone_towns())
    when 'agency' then agency = app.agency_id()
    when 'station' then station = app.station_id()
    when 'own' then assigned = app.account_id()
    when 'sample' then app.round_id() = any (rounds)
    else false
  end
$$;

create function app.may_change() returns boolean language sql stable parallel safe
as $$ select coalesce(app.reach() in ('territory', 'zone', 'agency', 'station', 'own'), false) $$;

comment on function app.zone_towns() is '片区的乡镇街道代码；空即无';

comment on function app.round_id() is '评估轮次；空即无';

comment on function app.may_reach(text, uuid, uuid, uuid, uuid[]) is '辖区之内再收窄：片区、机构、站、本人、样本；范围不明即无';

comment on function app.may_change() is '样本与紧急查阅只读，其余可写';

alter table app.entity add column assigned_to uuid, add column round_ids uuid[];

grant update (assigned_to, round_ids) on app.entity to sgz_app;

comment on column app.entity.assigned_to is 'PII: 指派给的账号';

comment on column app.entity.round_ids is '抽中它的评估轮次';

drop policy entity_scope on app.entity;

create policy entity_read on app.entity for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy entity_insert on app.entity for insert to sgz_app
with check (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy entity_update on app.entity for update to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy entity_delete on app.entity for delete to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

drop policy decision_read on app.decision;

create policy decision_read on app.decision for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_reach(division_code, agency_id, station_id, null, null)
);

drop policy consequence_read on app.consequence;

create policy consequence_read on app.consequence for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_reach(division_code, agency_id, station_id, null, null)
);

create table app.break_glass (
  county_id integer not null references app.county (id),
  id uuid not null,
  division_code text collate "C" not null check (division_code ~ '^[0-9]{6}$'),
  account_id uuid not null,
  grant_id uuid not null,
  role text not null check (role in ('auditor', 'city', 'province')),
  display_name text not null,
  reason text not null check (length(reason) between 8 and 500),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  primary key (county_id, id),
  check (expires_at > opened_at and expires_at <= opened_at + interval '3 hours')
);

create index break_glass_account on app.break_glass (account_id, grant_id, expires_at);

create index break_glass_division on app.break_glass (division_code, opened_at);

alter table app.break_glass enable row level security;

alter table app.break_glass force row level security;

create policy break_glass_own on app.break_glass for select to sgz_app using (account_id = app.account_id());

create policy break_glass_reported on app.break_glass for select to sgz_app
using (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'system-admin')
  and division_code >= app.scope_from()
  and division_code < app.scope_below()
);

create policy break_glass_open on app.break_glass for insert to sgz_app
with check (account_id = app.account_id() and role = app.role_code() and app.reach() = 'territory' and closed_at is null);

create policy break_glass_close on app.break_glass for update to sgz_app using (account_id = app.account_id());

create policy break_glass_owner on app.break_glass to sgz_owner using (true);

grant select, insert on app.break_glass to sgz_app;

grant update (closed_at) on app.break_glass to sgz_app;

comment on table app.break_glass is '紧急查阅：三小时、只读；所在县民政局可见';

comment on column app.break_glass.account_id is 'PII: 查阅人账号';

comment on column app.break_glass.display_name is 'PII: 查阅人姓名';

create function app.find_reach(wanted_account uuid, wanted_grant uuid, at timestamptz)
returns table (zone_towns text[], is_own boolean, round_id uuid, glass_id uuid, glass_code text, glass_expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select g.zone_towns, g.is_own, g.round_id, b.id, b.division_code, b.expires_at
  from app.access_grant g
  left join lateral (
    select o.id, o.division_code, o.expires_at
    from app.break_glass o
    where o.account_id = g.account_id
      and o.grant_id = g.id
      and o.opened_at <= at
      and o.expires_at > at
      and o.closed_at is null
    order by o.opened_at desc
    limit 1
  ) b on true
  where g.account_id = wanted_account
    and g.id = wanted_grant
$$;

revoke all on function app.find_reach(uuid, uuid, timestamptz) from public;

grant execute on function app.find_reach(uuid, uuid, timestamptz) to sgz_app;

comment on function app.find_reach(uuid, uuid, timestamptz) is '授权的收窄与正在生效的紧急查阅';
