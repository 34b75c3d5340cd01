-- Numbers that tell a person apart, encrypted: never in clear in a row, a dump or a log.
create table app.person_secret (
  county_id integer not null references app.county (id),
  person_id uuid not null,
  kind text not null check (kind in ('id-number', 'phone', 'bank')),
  division_code text collate "C" not null,
  agency_id uuid,
  station_id uuid,
  assigned_to uuid,
  round_ids uuid[],
  key_id text collate "C" not null,
  ciphertext bytea not null,
  blind_index bytea not null,
  last4 text not null check (length(last4) <= 4),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (county_id, person_id, kind)
);

create unique index person_secret_identity on app.person_secret (county_id, blind_index) where kind = 'id-number';

create index person_secret_blind on app.person_secret (blind_index);

create index person_secret_key on app.person_secret (key_id);

create index person_secret_person on app.person_secret (person_id);

alter table app.person_secret enable row level security;

alter table app.person_secret force row level security;

create policy person_secret_read on app.person_secret for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy person_secret_insert on app.person_secret for insert to sgz_app
with check (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy person_secret_update on app.person_secret for update to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy person_secret_delete on app.person_secret for delete to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy person_secret_owner on app.person_secret to sgz_owner using (true);

grant select, insert, delete on app.person_secret to sgz_app;

grant update (division_code, agency_id, station_id, assigned_to, round_ids, key_id, ciphertext, blind_index) on app.person_secret to sgz_app;

comment on table app.person_secret is '人员的证件号、电话、卡号：只存密文，列表掩码，查看原文须事由';

comment on column app.person_secret.ciphertext is 'PII: 密文，内含算法与密钥编号，并与所在行绑定';

comment on column app.person_secret.blind_index is 'PII: 带密钥的散列，只供相等查找';

comment on column app.person_secret.last4 is 'PII: 末四位';

create function app.is_secret_taken(of_county integer, indexes bytea[], except_person uuid)
returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$
  select app.may_change() and exists (
    select from app.person_secret s
    where s.county_id = of_county
      and s.kind = 'id-number'
      and s.blind_index = any (indexes)
      and s.person_id <> except_person
  )
$$;

revoke all on function app.is_secret_taken(integer, bytea[], uuid) from public;

grant execute on function app.is_secret_taken(integer, bytea[], uuid) to sgz_app;

comment on function app.is_secret_taken(integer, bytea[], uuid) is '证件号在本县是否已属于另一人；不说是谁、在哪';
