-- Spreadsheets that are taken in: read, held against what is recorded, confirmed as a whole, and taken back as a whole.
create table app.import_batch (
  county_id integer not null references app.county (id),
  id uuid not null,
  importer text collate "C" not null,
  division_code text collate "C" not null,
  account_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  sha256 text not null,
  headings text[] not null,
  mapping jsonb,
  state text not null check (state in ('read', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone')),
  message text,
  row_count integer not null,
  rows_done integer not null default 0,
  counts jsonb,
  uploaded_at timestamptz not null,
  beat_at timestamptz,
  applied_at timestamptz,
  undone_at timestamptz,
  primary key (county_id, id)
);

create index import_batch_by_id on app.import_batch (id);

create index import_batch_division on app.import_batch (division_code, id);

alter table app.import_batch enable row level security;

alter table app.import_batch force row level security;

create policy import_batch_read on app.import_batch for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and (app.reach() = 'territory' or (account_id = app.account_id() and app.reach() is not null))
);

create policy import_batch_insert on app.import_batch for insert to sgz_app
with check (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and account_id = app.account_id()
  and app.may_change()
);

create policy import_batch_update on app.import_batch for update to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and (app.reach() = 'territory' or account_id = app.account_id())
  and app.may_change()
);

grant select, insert on app.import_batch to sgz_app;

grant update (mapping, state, message, rows_done, counts, beat_at, applied_at, undone_at) on app.import_batch to sgz_app;

comment on table app.import_batch is '导入批次：一份表格，整批确认，整批撤销';

comment on column app.import_batch.account_id is 'PII: 导入人账号';

comment on column app.import_batch.mapping is '列对应：导入的列 → 表格的列名；本县下次沿用';

comment on column app.import_batch.beat_at is '正在处理时每秒一跳；不跳了就是中断';

create table app.import_row (
  county_id integer not null,
  batch_id uuid not null,
  line integer not null,
  division_code text collate "C" not null,
  account_id uuid not null,
  cells text[] not null,
  state text check (state in ('new', 'changed', 'same', 'wrong')),
  key text,
  said jsonb,
  faults jsonb,
  changes jsonb,
  record_id uuid,
  version integer,
  primary key (county_id, batch_id, line)
);

alter table app.import_row enable row level security;

alter table app.import_row force row level security;

create policy import_row_read on app.import_row for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and (app.reach() = 'territory' or (account_id = app.account_id() and app.reach() is not null))
);

create policy import_row_insert on app.import_row for insert to sgz_app
with check (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and account_id = app.account_id()
  and app.may_change()
);

create policy import_row_update on app.import_row for update to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and (app.reach() = 'territory' or account_id = app.account_id())
  and app.may_change()
);

grant select, insert on app.import_row to sgz_app;

grant update (state, key, said, faults, changes, record_id, version) on app.import_row to sgz_app;

comment on table app.import_row is '导入的各行：原样的格子、读出的内容、与已有档案的差别';

comment on column app.import_row.cells is 'PII: 表格里的一行，原样';

comment on column app.import_row.said is 'PII: 读出的内容';

comment on column app.import_row.changes is 'PII: 改动前后';

comment on column app.import_row.account_id is 'PII: 导入人账号';

comment on column app.import_row.version is '核对时所见的版次；导入后为导入的版次';
