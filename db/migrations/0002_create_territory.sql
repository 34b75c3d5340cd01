-- Reference tables: the same on every node, readable by everybody.
create table app.division (
  code text collate "C" primary key check (code ~ '^[0-9]{1,12}$'),
  name text not null,
  level text not null check (level in ('country', 'province', 'city', 'county', 'town', 'community', 'village', 'zone')),
  type_digit text check (type_digit ~ '^[0-9]$'),
  parent_code text collate "C"
);

create index division_parent on app.division (parent_code);

alter table app.division enable row level security;

alter table app.division force row level security;

create policy division_read on app.division for select using (true);

create policy division_write on app.division to sgz_app using (app.scope_from() = '0' and app.reach() = 'territory');

grant select on app.division to sgz_app, sgz_portal, sgz_report;

grant insert, update on app.division to sgz_app;

comment on table app.division is '行政区划（公开参考数据）';

comment on column app.division.type_digit is '乡级类别：0 街道 1 镇 2 乡 4 开发区等 5 农场兵团';

create table app.county (
  id integer primary key,
  code text collate "C" not null unique,
  name text not null
);

alter table app.county enable row level security;

alter table app.county force row level security;

create policy county_read on app.county for select using (true);

create policy county_write on app.county for insert to sgz_app with check (app.scope_from() = '0' and app.reach() = 'territory');

create policy county_owner on app.county to sgz_owner using (true);

grant select, insert on app.county to sgz_app;

comment on table app.county is '县级租户：代码会变更、合并，内部编号永不更改';

insert into app.county (id, code, name) values (0, '0', '县级以上');
