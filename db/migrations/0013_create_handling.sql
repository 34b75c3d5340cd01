create table app.handling (
  county_id integer not null references app.county (id),
  subject text collate "C" not null,
  subject_id text collate "C" not null,
  account_id uuid not null,
  action text collate "C" not null,
  first_at timestamptz not null,
  primary key (county_id, subject, subject_id, account_id, action)
);

alter table app.handling enable row level security;

alter table app.handling force row level security;

create policy handling_own on app.handling to sgz_app using (account_id = app.account_id());

grant select, insert on app.handling to sgz_app;

comment on table app.handling is '谁录入、认定过哪个对象：经手录入者不得再作决定';

comment on column app.handling.account_id is 'PII: 经手账号';
