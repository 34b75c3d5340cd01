-- Files that belong to records. The bytes lie outside the database under their SHA-256; a row is written after its file.
create table app.attachment (
  county_id integer not null references app.county (id),
  id uuid not null,
  subject text collate "C" not null,
  record_id uuid not null,
  kind text collate "C" not null,
  division_code text collate "C" not null,
  agency_id uuid,
  station_id uuid,
  assigned_to uuid,
  round_ids uuid[],
  name text not null check (length(name) between 1 and 200),
  media_type text collate "C" not null,
  bytes bigint not null check (bytes > 0),
  sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  given_sha256 text collate "C" not null check (given_sha256 ~ '^[0-9a-f]{64}$'),
  preview_bytes bigint check (preview_bytes > 0),
  preview_sha256 text collate "C" check (preview_sha256 ~ '^[0-9a-f]{64}$'),
  state text collate "C" not null check (state in ('stored', 'quarantined')),
  quarantined_for text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  held_at timestamptz,
  removed_at timestamptz,
  removed_by uuid,
  removed_by_name text,
  removed_reason text,
  primary key (county_id, id),
  check ((state = 'quarantined') = (quarantined_for is not null)),
  check ((preview_sha256 is null) = (preview_bytes is null)),
  check ((removed_at is null) = (removed_reason is null)),
  check (removed_at is null or held_at is null or removed_at <= held_at)
);

create index attachment_record on app.attachment (record_id, id);

create index attachment_id on app.attachment (id);

create index attachment_division on app.attachment (division_code, recorded_at);

alter table app.attachment enable row level security;

alter table app.attachment force row level security;

create policy attachment_read on app.attachment for select to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy attachment_insert on app.attachment for insert to sgz_app
with check (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
  and recorded_by = app.account_id()
);

create policy attachment_update on app.attachment for update to sgz_app
using (
  division_code >= app.scope_from()
  and division_code < app.scope_below()
  and app.may_change()
  and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids)
);

create policy attachment_owner on app.attachment to sgz_owner using (true);

grant select, insert on app.attachment to sgz_app;

grant update (held_at, removed_at, removed_by, removed_by_name, removed_reason) on app.attachment to sgz_app;

comment on table app.attachment is '附件：字节在库外按 SHA-256 存放；撤下只作标记，不删文件';

comment on column app.attachment.name is 'PII: 文件名，可能含人名；只供显示，不作路径';

comment on column app.attachment.sha256 is '所存文件的散列，也是它的存放处';

comment on column app.attachment.given_sha256 is '上传时的散列：同一编号重传同一文件不再另存';

comment on column app.attachment.quarantined_for is '查出的病毒名';

comment on column app.attachment.held_at is '已作出的决定以它为依据，此后不能撤下';

comment on column app.attachment.recorded_by is 'PII: 上传账号';

comment on column app.attachment.recorded_by_name is 'PII: 上传人姓名';

comment on column app.attachment.removed_by is 'PII: 撤下账号';

comment on column app.attachment.removed_by_name is 'PII: 撤下人姓名';

-- Where a file may be read follows where its record lies. Whoever adds one holds the same lock shared, so that no file is
-- added to the old place while the record moves.
create function app.follow_record() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  perform pg_advisory_xact_lock(57, hashtext(new.id::text));
  update app.attachment
  set county_id = new.county_id, division_code = new.division_code, agency_id = new.agency_id, station_id = new.station_id,
      assigned_to = new.assigned_to, round_ids = new.round_ids
  where county_id = old.county_id and record_id = new.id;
  return new;
end
$$;

revoke all on function app.follow_record() from public;

comment on function app.follow_record() is '记录移交时，其附件随之移交';

do $$
declare
  one text;
begin
  foreach one in array array['entity', 'unit', 'station', 'worker', 'posting'] loop
    execute format($t$create trigger %1$I after update on app.%2$I for each row
      when (
        old.county_id is distinct from new.county_id
        or old.division_code is distinct from new.division_code
        or old.agency_id is distinct from new.agency_id
        or old.station_id is distinct from new.station_id
        or old.assigned_to is distinct from new.assigned_to
        or old.round_ids is distinct from new.round_ids
      )
      execute function app.follow_record()$t$, one || '_attachment', one);
  end loop;
end
$$;
