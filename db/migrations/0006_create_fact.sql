create table app.entity (
  county_id integer not null references app.county (id),
  subject text collate "C" not null,
  id uuid not null,
  division_code text collate "C" not null,
  agency_id uuid,
  station_id uuid,
  is_open boolean not null default false,
  name text not null,
  facts jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (county_id, subject, id)
);

create index entity_subject_division on app.entity (subject, division_code);

alter table app.entity enable row level security;

alter table app.entity force row level security;

create policy entity_scope on app.entity to sgz_app
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

create policy entity_open on app.entity for select to sgz_app
using (
  is_open
  and app.reach() is not null
  and (
    (division_code >= app.scope_from() and division_code < app.scope_below())
    or division_code = any (app.scope_above())
  )
);

grant select, insert, delete on app.entity to sgz_app;

grant update (division_code, agency_id, station_id, is_open, name, facts, recorded_at) on app.entity to sgz_app;

comment on table app.entity is '事实：各业务模块建成之前，按事实目录存放的对象';

comment on column app.entity.name is 'PII: 对象名称，可能是人名';

comment on column app.entity.facts is 'PII: 事实，引擎形式：整数、ISO 日期、对象编号';

comment on column app.entity.is_open is '公开：辖区相交的任何登录者可读，不限机构与站';
