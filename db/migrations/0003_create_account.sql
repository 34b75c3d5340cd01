create table app.account (
  id uuid primary key,
  sign_in_name text collate "C" not null unique check (sign_in_name ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  display_name text not null,
  password_hash text not null,
  division_code text collate "C" not null,
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);

create index account_division on app.account (division_code);

alter table app.account enable row level security;

alter table app.account force row level security;

create policy account_own on app.account for select to sgz_app using (id = app.account_id());

create policy account_scope on app.account to sgz_app
using (app.reach() = 'territory' and division_code >= app.scope_from() and division_code < app.scope_below());

create policy account_owner on app.account to sgz_owner using (true);

grant select (id, sign_in_name, display_name, division_code, is_active, created_at) on app.account to sgz_app;

grant insert on app.account to sgz_app;

grant update (display_name, password_hash, division_code, is_active) on app.account to sgz_app;

comment on table app.account is '账号';

comment on column app.account.sign_in_name is 'PII: 登录名';

comment on column app.account.display_name is 'PII: 姓名';

comment on column app.account.password_hash is 'argon2id 密码散列，应用角色不可读';

create table app.access_grant (
  account_id uuid not null references app.account (id),
  id uuid not null,
  role text not null check (role in (
    'system-admin', 'bureau', 'town', 'agency', 'worker', 'centre', 'supervisor',
    'evaluator', 'finance', 'auditor', 'city', 'province'
  )),
  scope_code text collate "C" not null check (scope_code ~ '^[0-9]{1,12}$'),
  agency_id uuid,
  station_id uuid,
  valid_from date not null,
  valid_to date,
  primary key (account_id, id),
  check (role <> 'agency' or agency_id is not null),
  check (role <> 'worker' or station_id is not null),
  check (valid_to is null or valid_to > valid_from)
);

create index access_grant_scope on app.access_grant (scope_code);

alter table app.access_grant enable row level security;

alter table app.access_grant force row level security;

create policy access_grant_own on app.access_grant for select to sgz_app using (account_id = app.account_id());

create policy access_grant_scope on app.access_grant to sgz_app
using (app.reach() = 'territory' and scope_code >= app.scope_from() and scope_code < app.scope_below());

create policy access_grant_owner on app.access_grant to sgz_owner using (true);

grant select, insert on app.access_grant to sgz_app;

grant update (valid_to) on app.access_grant to sgz_app;

comment on table app.access_grant is '授权：账号在某辖区（可限于一个机构或一个站）以何种身份行事；valid_to 当日起失效';

create table app.session (
  token_hash bytea primary key,
  account_id uuid not null,
  grant_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  foreign key (account_id, grant_id) references app.access_grant (account_id, id)
);

create index session_account on app.session (account_id);

alter table app.session enable row level security;

alter table app.session force row level security;

create policy session_own on app.session to sgz_app using (account_id = app.account_id());

create policy session_owner on app.session to sgz_owner using (true);

grant select, insert, delete on app.session to sgz_app;

comment on table app.session is '会话：只存令牌的散列';

create function app.find_sign_in(wanted text, today date)
returns table (
  account_id uuid, password_hash text, display_name text,
  grant_id uuid, role text, scope_code text, agency_id uuid, station_id uuid
)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select a.id, a.password_hash, a.display_name, g.id, g.role, g.scope_code, g.agency_id, g.station_id
  from app.account a
  left join app.access_grant g
    on g.account_id = a.id
    and g.valid_from <= today
    and (g.valid_to is null or g.valid_to > today)
  where a.sign_in_name = wanted
    and a.is_active
  order by g.valid_from, g.id
$$;

create function app.find_session(wanted bytea, at timestamptz, today date)
returns table (account_id uuid, grant_id uuid, display_name text, role text, scope_code text, agency_id uuid, station_id uuid)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select s.account_id, s.grant_id, a.display_name, g.role, g.scope_code, g.agency_id, g.station_id
  from app.session s
  join app.account a on a.id = s.account_id
  join app.access_grant g on g.account_id = s.account_id and g.id = s.grant_id
  where s.token_hash = wanted
    and s.expires_at > at
    and a.is_active
    and g.valid_from <= today
    and (g.valid_to is null or g.valid_to > today)
$$;

revoke all on function app.find_sign_in(text, date), app.find_session(bytea, timestamptz, date) from public;

grant execute on function app.find_sign_in(text, date), app.find_session(bytea, timestamptz, date) to sgz_app;

comment on function app.find_sign_in(text, date) is '登录前唯一可读密码散列的途径；每项有效授权一行，没有授权也有一行';

comment on function app.find_session(bytea, timestamptz, date) is '由令牌散列得到有效会话；过期、停用、授权失效则无';
