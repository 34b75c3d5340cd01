create table app.audit_entry (
  county_id integer not null references app.county (id),
  id uuid not null,
  recorded_at timestamptz not null default now(),
  account_id uuid,
  grant_id uuid,
  role text not null,
  action text not null,
  outcome text not null,
  division_code text collate "C" not null,
  subject text,
  subject_id text,
  detail jsonb,
  request_id text,
  primary key (county_id, id)
);

create index audit_entry_division on app.audit_entry (division_code, recorded_at);

alter table app.audit_entry enable row level security;

alter table app.audit_entry force row level security;

create policy audit_entry_append on app.audit_entry for insert to sgz_app
with check (account_id is not distinct from app.account_id());

create policy audit_entry_read on app.audit_entry for select to sgz_app
using (app.reach() = 'territory' and division_code >= app.scope_from() and division_code < app.scope_below());

grant select, insert on app.audit_entry to sgz_app;

comment on table app.audit_entry is '审计：只增不改，与业务写入同一事务';

comment on column app.audit_entry.account_id is 'PII: 操作账号';
