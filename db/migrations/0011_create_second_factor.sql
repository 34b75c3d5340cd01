create table app.second_factor (
  account_id uuid primary key references app.account (id),
  secret bytea,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  pending_secret bytea,
  check ((secret is null) = (confirmed_at is null))
);

alter table app.second_factor enable row level security;

alter table app.second_factor force row level security;

create policy second_factor_own on app.second_factor to sgz_app using (account_id = app.account_id());

create policy second_factor_owner on app.second_factor to sgz_owner using (true);

grant select, insert, update, delete on app.second_factor to sgz_app;

comment on table app.second_factor is '第二因素（TOTP）：密钥加密存放，last_step 之前的口令不再有效';

create table app.recovery_code (
  account_id uuid not null references app.account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

alter table app.recovery_code enable row level security;

alter table app.recovery_code force row level security;

create policy recovery_code_own on app.recovery_code to sgz_app using (account_id = app.account_id());

create policy recovery_code_owner on app.recovery_code to sgz_owner using (true);

grant select, insert, delete on app.recovery_code to sgz_app;

grant update (used_at) on app.recovery_code to sgz_app;

comment on table app.recovery_code is '恢复码：只存散列，每个用一次';

create function app.clear_account_factor(of_account uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  if app.is_own_to_manage(of_account) then
    delete from app.second_factor where account_id = of_account;
    delete from app.recovery_code where account_id = of_account;
  end if;
end
$$;

comment on function app.clear_account_factor(uuid) is '管理员解除辖区内账号的第二因素（手机遗失）';

create function app.list_accounts_with_factor(wanted uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, app
as $$
  select f.account_id from app.second_factor f
  where f.account_id = any (wanted) and f.confirmed_at is not null and app.is_own_to_manage(f.account_id)
$$;

comment on function app.list_accounts_with_factor(uuid[]) is '辖区内哪些账号已设第二因素';

create table app.federated_identity (
  issuer text collate "C" not null,
  subject text collate "C" not null,
  account_id uuid not null references app.account (id),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);

create index federated_identity_account on app.federated_identity (account_id);

alter table app.federated_identity enable row level security;

alter table app.federated_identity force row level security;

create policy federated_identity_own on app.federated_identity to sgz_app using (account_id = app.account_id());

create policy federated_identity_owner on app.federated_identity to sgz_owner using (true);

grant select, insert, delete on app.federated_identity to sgz_app;

comment on table app.federated_identity is '统一身份认证（OIDC）的用户与本系统账号的绑定';

comment on column app.federated_identity.subject is 'PII: 认证方给出的用户标识';

create function app.find_federated(of_issuer text, of_subject text) returns text
language sql stable security definer set search_path = pg_catalog, app
as $$
  select a.sign_in_name from app.federated_identity f join app.account a on a.id = f.account_id
  where f.issuer = of_issuer and f.subject = of_subject
$$;

comment on function app.find_federated(text, text) is '统一身份认证的用户绑定到哪个登录名';

create function app.has_federated(of_account uuid, of_issuer text) returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$ select exists (select from app.federated_identity where account_id = of_account and issuer = of_issuer) $$;

comment on function app.has_federated(uuid, text) is '账号是否已与该认证方的某个用户绑定';

do $$
declare
  one regprocedure;
begin
  foreach one in array array[
    'app.is_grant_in_force(app.access_grant, date)', 'app.find_session(bytea, timestamptz, date, interval)',
    'app.touch_session(bytea, timestamptz)', 'app.end_session(bytea)', 'app.find_sign_in(text, date)',
    'app.own_password_hash()', 'app.set_own_password(text, timestamptz)', 'app.redeem_reset(uuid, bytea, text, timestamptz)',
    'app.is_own_to_manage(uuid)', 'app.list_account_grants(uuid, date)', 'app.end_account_sessions(uuid)',
    'app.clear_account_factor(uuid)', 'app.list_accounts_with_factor(uuid[])', 'app.find_federated(text, text)',
    'app.has_federated(uuid, text)'
  ]::regprocedure[] loop
    execute format('revoke all on function %s from public', one);
    execute format('grant execute on function %s to sgz_app', one);
  end loop;
end
$$;
