-- Accounts of one person each, that end with what grounds them; sessions that idle out; reset by a one-time code.
alter table app.account
  add column person_name text,
  add column expires_on date,
  add column password_set_at timestamptz,
  add column reset_code_hash bytea,
  add column reset_expires_at timestamptz;

update app.account set person_name = display_name;

alter table app.account alter column person_name set not null;

comment on column app.account.person_name is 'PII: 使用人姓名；一个账号只属于一个人';

comment on column app.account.expires_on is '账号到期日，当日起不能登录';

comment on column app.account.reset_code_hash is '一次性重置码的散列，应用角色不可读';

grant select (person_name, expires_on, password_set_at, reset_expires_at) on app.account to sgz_app;

grant update (person_name, expires_on, password_set_at, reset_code_hash, reset_expires_at) on app.account to sgz_app;

alter table app.access_grant
  add column is_acting boolean not null default false,
  add column ground_county_id integer references app.county (id),
  add column ground_subject text collate "C" check (ground_subject in ('contract', 'posting')),
  add column ground_id uuid,
  add column granted_by uuid,
  add column revoked_at timestamptz,
  add column revoked_by uuid,
  add constraint access_grant_acting_ends check (not is_acting or valid_to is not null),
  add constraint access_grant_ground_whole check (num_nulls(ground_county_id, ground_subject, ground_id) in (0, 3));

comment on column app.access_grant.is_acting is '代理职务：须有止期';

comment on column app.access_grant.ground_subject is '授权所依据的协议或岗位：其终止后授权随之失效';

comment on column app.access_grant.granted_by is 'PII: 授权人账号';

comment on column app.access_grant.revoked_by is 'PII: 撤销人账号';

grant update (revoked_at, revoked_by) on app.access_grant to sgz_app;

create policy entity_ground on app.entity for select to sgz_owner using (subject in ('contract', 'posting'));

create function app.is_grant_in_force(g app.access_grant, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$
  select g.revoked_at is null
    and g.valid_from <= today
    and (g.valid_to is null or g.valid_to > today)
    and (g.ground_id is null or exists (
      select from app.entity e
      where e.county_id = g.ground_county_id
        and e.subject = g.ground_subject
        and e.id = g.ground_id
        and coalesce(e.facts ->> 'endsOn', e.facts ->> 'endOn', '9999') collate "C" >= today::text
    ))
$$;

comment on function app.is_grant_in_force(app.access_grant, date) is '授权今日是否有效：未撤销、在起止日内、所依据的协议或岗位未终止';

-- What a session is and where it is used from; those of before the change end.
delete from app.session;

alter table app.session
  add column id uuid not null unique,
  add column last_seen_at timestamptz not null,
  add column stage text not null check (stage in ('open', 'code', 'set-up')),
  add column has_factor boolean not null,
  add column method text not null check (method in ('password', 'oidc')),
  add column place text not null,
  add column agent text not null;

comment on column app.session.stage is 'open 可用；code 等第二因素；set-up 须先设置第二因素';

comment on column app.session.has_factor is '本次登录已验证第二因素';

comment on column app.session.place is 'PII: 来源地址，隐去末段';

comment on column app.session.agent is '浏览器与系统的概称';

grant update (stage, has_factor) on app.session to sgz_app;

drop function app.find_session(bytea, timestamptz, date);

create function app.find_session(wanted bytea, at timestamptz, today date, idle interval)
returns table (
  account_id uuid, display_name text, access_grant jsonb, session_id uuid, stage text, has_factor boolean, method text, last_seen_at timestamptz, expires_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select s.account_id, a.display_name, to_jsonb(g), s.id, s.stage, s.has_factor, s.method, s.last_seen_at, s.expires_at
  from app.session s
  join app.account a on a.id = s.account_id
  join app.access_grant g on g.account_id = s.account_id and g.id = s.grant_id
  where s.token_hash = wanted
    and s.expires_at > at
    and s.last_seen_at > at - idle
    and a.is_active
    and (a.expires_on is null or a.expires_on > today)
    and app.is_grant_in_force(g, today)
$$;

comment on function app.find_session(bytea, timestamptz, date, interval) is '由令牌散列得到会话；过期、闲置、停用、授权失效则无';

create function app.touch_session(wanted bytea, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, app
as $$ update app.session set last_seen_at = at where token_hash = wanted $$;

comment on function app.touch_session(bytea, timestamptz) is '记下会话最近一次使用';

create function app.end_session(wanted bytea) returns void
language sql security definer set search_path = pg_catalog, app
as $$ delete from app.session where token_hash = wanted $$;

comment on function app.end_session(bytea) is '凭令牌散列结束会话';

drop function app.find_sign_in(text, date);

create function app.find_sign_in(wanted text, today date)
returns table (
  account_id uuid, sign_in_name text, password_hash text, display_name text, person_name text,
  reset_code_hash bytea, reset_expires_at timestamptz, access_grant jsonb
)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select a.id, a.sign_in_name, a.password_hash, a.display_name, a.person_name, a.reset_code_hash, a.reset_expires_at,
    case when g.id is not null then to_jsonb(g) end
  from app.account a
  left join app.access_grant g on g.account_id = a.id and app.is_grant_in_force(g, today)
  where a.sign_in_name = wanted
    and a.is_active
    and (a.expires_on is null or a.expires_on > today)
  order by g.valid_from, g.id
$$;

comment on function app.find_sign_in(text, date) is '登录前唯一可读密码散列的途径；每项有效授权一行，没有授权也有一行';

create function app.own_password_hash() returns text
language sql stable security definer set search_path = pg_catalog, app
as $$ select password_hash from app.account where id = app.account_id() $$;

comment on function app.own_password_hash() is '本人的密码散列，用于再次核对密码';

create function app.set_own_password(new_hash text, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, app
as $$
  update app.account set password_hash = new_hash, password_set_at = at, reset_code_hash = null, reset_expires_at = null
  where id = app.account_id()
$$;

comment on function app.set_own_password(text, timestamptz) is '修改本人密码';

create function app.redeem_reset(of_account uuid, code_hash bytea, new_hash text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  update app.account
  set password_hash = new_hash, password_set_at = at, reset_code_hash = null, reset_expires_at = null
  where id = of_account and is_active and reset_code_hash = code_hash and reset_expires_at > at;
  if not found then
    return false;
  end if;
  delete from app.session where account_id = of_account;
  return true;
end
$$;

comment on function app.redeem_reset(uuid, bytea, text, timestamptz) is '凭一次性重置码设新密码：码随即作废，原有会话全部结束';

create function app.is_own_to_manage(of_account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$
  select exists (
    select from app.account a
    where a.id = of_account
      and app.reach() = 'territory'
      and a.division_code >= app.scope_from()
      and a.division_code < app.scope_below()
  )
$$;

comment on function app.is_own_to_manage(uuid) is '账号是否在操作人的辖区内';

create function app.list_account_grants(of_account uuid, today date)
returns table (access_grant jsonb, is_in_force boolean)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select to_jsonb(g), app.is_grant_in_force(g, today)
  from app.access_grant g
  where g.account_id = of_account and app.is_own_to_manage(of_account)
  order by g.valid_from, g.id
$$;

comment on function app.list_account_grants(uuid, date) is '辖区内账号的全部授权，连同辖区外的：管不了更大权限的账号';

create function app.end_account_sessions(of_account uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  ended integer;
begin
  delete from app.session where account_id = of_account and app.is_own_to_manage(of_account);
  get diagnostics ended = row_count;
  return ended;
end
$$;

comment on function app.end_account_sessions(uuid) is '结束辖区内一个账号的全部会话';
