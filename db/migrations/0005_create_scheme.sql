create table app.scheme_version (
  scheme_id text collate "C" not null,
  version text collate "C" not null,
  sha256 text collate "C" not null,
  valid_during daterange not null,
  content jsonb not null,
  loaded_at timestamptz not null default now(),
  primary key (scheme_id, version)
);

create index scheme_version_hash on app.scheme_version (scheme_id, sha256);

alter table app.scheme_version enable row level security;

alter table app.scheme_version force row level security;

create policy scheme_version_read on app.scheme_version for select using (true);

create policy scheme_version_load on app.scheme_version for insert to sgz_app
with check (app.scope_from() = '0' and app.reach() = 'territory');

grant select on app.scheme_version to sgz_app, sgz_portal, sgz_report;

grant insert on app.scheme_version to sgz_app;

comment on table app.scheme_version is '方案版本：装入后不可更改，按内容散列辨认';

comment on column app.scheme_version.content is '源文件：文件名到全文';

create table app.scheme_adoption (
  id uuid primary key,
  unit_code text collate "C" not null,
  scheme_id text collate "C" not null,
  layer smallint not null default 0 check (layer >= 0),
  in_force daterange not null check (not isempty(in_force)),
  reference_day date,
  adopted_by uuid,
  recorded_at timestamptz not null default now(),
  exclude using gist (unit_code with =, layer with =, in_force with &&)
);

alter table app.scheme_adoption enable row level security;

alter table app.scheme_adoption force row level security;

create policy scheme_adoption_read on app.scheme_adoption for select using (true);

create policy scheme_adoption_write on app.scheme_adoption to sgz_app
using (app.reach() = 'territory' and unit_code >= app.scope_from() and unit_code < app.scope_below());

grant select on app.scheme_adoption to sgz_app, sgz_portal, sgz_report;

grant insert on app.scheme_adoption to sgz_app;

grant update (in_force) on app.scheme_adoption to sgz_app;

comment on column app.scheme_adoption.reference_day is '演示数据所述之日；空为今天';

comment on table app.scheme_adoption is '某地采用某方案：第 0 层为本案，以上各层按槽位覆盖；同层同期只有一个';

create table app.signature (
  id uuid primary key,
  scheme_id text collate "C" not null,
  subject text collate "C" not null check (subject ~ '^(setting|reading):.+$'),
  unit_code text collate "C" not null,
  value jsonb not null,
  signed_by uuid,
  signed_by_name text not null,
  signed_on date not null,
  recorded_at timestamptz not null default now()
);

create index signature_subject on app.signature (scheme_id, subject, unit_code, recorded_at);

alter table app.signature enable row level security;

alter table app.signature force row level security;

create policy signature_read on app.signature for select to sgz_app
using (
  (unit_code >= app.scope_from() and unit_code < app.scope_below())
  or unit_code = any (app.scope_above())
);

create policy signature_append on app.signature for insert to sgz_app
with check (app.reach() = 'territory' and unit_code >= app.scope_from() and unit_code < app.scope_below());

grant select, insert on app.signature to sgz_app;

comment on table app.signature is '签署：方案未给出的数值与释义由谁何时定为何值；只增不改，最后一次为准';

comment on column app.signature.signed_by_name is 'PII: 签署人姓名';

create table app.scheme_document (
  id uuid primary key,
  scheme_id text collate "C" not null,
  unit_code text collate "C" not null,
  file_name text not null,
  media_type text not null,
  bytes bytea not null,
  sha256 text collate "C" not null,
  attached_by uuid,
  attached_at timestamptz not null default now()
);

create index scheme_document_scheme on app.scheme_document (scheme_id, unit_code);

alter table app.scheme_document enable row level security;

alter table app.scheme_document force row level security;

create policy scheme_document_read on app.scheme_document for select to sgz_app
using (
  (unit_code >= app.scope_from() and unit_code < app.scope_below())
  or unit_code = any (app.scope_above())
);

create policy scheme_document_write on app.scheme_document for insert to sgz_app
with check (app.reach() = 'territory' and unit_code >= app.scope_from() and unit_code < app.scope_below());

grant select, insert on app.scheme_document to sgz_app;

comment on table app.scheme_document is '方案原件：由当地上传';
