create table app.decision (
  county_id integer not null references app.county (id),
  id uuid not null,
  scheme_id text collate "C" not null,
  scheme_sha256 text collate "C" not null,
  rule_id text collate "C" not null,
  subject text collate "C" not null,
  entity_id uuid not null,
  division_code text collate "C" not null,
  agency_id uuid,
  station_id uuid,
  as_of date not null,
  facts jsonb not null,
  outcome jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz not null default now(),
  primary key (county_id, id)
);

create index decision_entity on app.decision (county_id, subject, entity_id);

create index decision_division on app.decision (division_code, decided_at);

alter table app.decision enable row level security;

alter table app.decision force row level security;

create policy decision_read on app.decision for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and case app.reach()
    when 'territory' then true
    when 'agency' then agency_id = app.agency_id()
    when 'station' then station_id = app.station_id()
    else false
  end
);

create policy decision_append on app.decision for insert to sgz_app
with check (
  app.reach() = 'territory'
  and decided_by = app.account_id()
  and division_code >= app.scope_from()
  and division_code < app.scope_below()
);

grant select, insert on app.decision to sgz_app;

comment on table app.decision is '决定：连同方案散列、事实与结论永久保存，可重放，不可更改';

comment on column app.decision.facts is 'PII: 作决定时的事实';

comment on column app.decision.decided_by is 'PII: 决定人账号';

create table app.consequence (
  county_id integer not null references app.county (id),
  id uuid not null,
  scheme_id text collate "C" not null,
  scheme_sha256 text collate "C" not null,
  rule_id text collate "C" not null,
  subject text collate "C" not null,
  entity_id uuid not null,
  division_code text collate "C" not null,
  agency_id uuid,
  station_id uuid,
  event_on date not null,
  measure text not null,
  ends_on date,
  status text not null default 'proposed' check (status in ('proposed', 'decided', 'rejected', 'lifted')),
  decision_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (county_id, id),
  unique (county_id, scheme_id, rule_id, subject, entity_id, event_on)
);

create index consequence_division on app.consequence (division_code, event_on);

alter table app.consequence enable row level security;

alter table app.consequence force row level security;

create policy consequence_read on app.consequence for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and case app.reach()
    when 'territory' then true
    when 'agency' then agency_id = app.agency_id()
    when 'station' then station_id = app.station_id()
    else false
  end
);

create policy consequence_propose on app.consequence for insert to sgz_app
with check (
  status = 'proposed'
  and decision_id is null
  and app.reach() = 'territory'
  and division_code >= app.scope_from()
  and division_code < app.scope_below()
);

create policy consequence_owner on app.consequence to sgz_owner using (true);

grant select, insert on app.consequence to sgz_app;

comment on table app.consequence is '后果：事件发生即存为拟议，日后好转不抹去；状态只能经函数变更';

create function app.decide_consequence(of_county integer, wanted uuid, new_status text, by_decision uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  update app.consequence c
  set status = new_status,
      decision_id = by_decision
  where c.county_id = of_county
    and c.id = wanted
    and app.reach() = 'territory'
    and app.role_code() = 'bureau'
    and c.division_code >= app.scope_from()
    and c.division_code < app.scope_below()
    and (c.status, new_status) in (('proposed', 'decided'), ('proposed', 'rejected'), ('decided', 'lifted'));
  return found;
end
$$;

revoke all on function app.decide_consequence(integer, uuid, text, uuid) from public;

grant execute on function app.decide_consequence(integer, uuid, text, uuid) to sgz_app;

comment on function app.decide_consequence(integer, uuid, text, uuid) is '拟议 → 决定或驳回，决定 → 解除；只限本辖区主管部门';
