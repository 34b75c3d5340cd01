-- An inspection of a station and its conclusion, and the second signature under it: both only ever added. The gates the plans
-- guard are judged on both occasions, and the facts that were read are kept with each.
create table app.station_acceptance (
  county_id integer not null references app.county (id),
  id uuid not null,
  station_id uuid not null,
  division_code text collate "C" not null,
  agency_id uuid,
  gate text collate "C" not null,
  round integer not null check (round > 0),
  result text collate "C" not null check (result in ('passed', 'correct', 'failed')),
  inspected_on date not null,
  correct_by date,
  remark text not null,
  representatives jsonb,
  judged jsonb not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, station_id, gate, round),
  check ((correct_by is not null) = (result = 'correct'))
);

create index station_acceptance_station on app.station_acceptance (station_id, gate, round);

create index station_acceptance_division on app.station_acceptance (division_code, id);

create table app.acceptance_signature (
  county_id integer not null references app.county (id),
  id uuid not null,
  acceptance_id uuid not null,
  station_id uuid not null,
  division_code text collate "C" not null,
  agency_id uuid,
  verdict text collate "C" not null check (verdict in ('agreed', 'returned')),
  reason text not null,
  published_on date,
  judged jsonb not null,
  signed_by uuid not null,
  signed_by_name text not null,
  signed_at timestamptz not null,
  primary key (county_id, id),
  unique (county_id, acceptance_id)
);

create function app.check_acceptance_signer() returns trigger language plpgsql set search_path = pg_catalog, app
as $$
begin
  if exists (
    select 1 from app.station_acceptance a
    where a.county_id = new.county_id and a.id = new.acceptance_id and a.proposed_by = new.signed_by
  ) then
    raise exception 'who concluded does not sign' using errcode = 'check_violation';
  end if;
  return new;
end
$$;

create trigger acceptance_signature_signer before insert on app.acceptance_signature
for each row execute function app.check_acceptance_signer();

do $$
declare
  one text;
  who text;
begin
  foreach one in array array['station_acceptance', 'acceptance_signature'] loop
    who := case one when 'station_acceptance' then 'proposed_by' else 'signed_by' end;
    execute format('alter table app.%I enable row level security', one);
    execute format('alter table app.%I force row level security', one);
    execute format($p$create policy %1$I on app.%2$I for select to sgz_app
      using (division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_reach(division_code, agency_id, station_id, null, null))$p$, one || '_read', one);
    execute format($p$create policy %1$I on app.%2$I for insert to sgz_app
      with check (%3$I = app.account_id() and division_code >= app.scope_from() and division_code < app.scope_below()
        and app.may_change() and app.may_reach(division_code, agency_id, station_id, null, null))$p$, one || '_append', one, who);
    execute format('grant select, insert on app.%I to sgz_app', one);
  end loop;
end
$$;

comment on table app.station_acceptance is '验收结论：由一人提出，只增不改';

comment on column app.station_acceptance.judged is 'PII: 提出时的判定与所依据的事实';

comment on column app.station_acceptance.remark is 'PII: 说明';

comment on column app.station_acceptance.representatives is 'PII: 服务对象代表人数与意见';

comment on column app.station_acceptance.proposed_by is 'PII: 提出人账号';

comment on column app.station_acceptance.proposed_by_name is 'PII: 提出人姓名';

comment on table app.acceptance_signature is '验收签署：由另一人签署或退回，只增不改';

comment on column app.acceptance_signature.judged is 'PII: 签署时的判定与所依据的事实';

comment on column app.acceptance_signature.reason is 'PII: 理由';

comment on column app.acceptance_signature.signed_by is 'PII: 签署人账号';

comment on column app.acceptance_signature.signed_by_name is 'PII: 签署人姓名';
