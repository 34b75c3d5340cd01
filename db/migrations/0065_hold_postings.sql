-- One person holds one full-time post at a time, kept by the database too; grants that rest on a posting look for it where
-- postings lie by now.
create function app.latest_day(of_rows jsonb, field text) returns date language sql immutable parallel safe
as $$
  select max(app.iso_day(row_ ->> field))
  from jsonb_array_elements(case jsonb_typeof(of_rows) when 'array' then of_rows else '[]' end) row_
$$;

comment on function app.latest_day(jsonb, text) is '若干行中某个日期最晚的一天';

create function app.next_check_day(checks jsonb) returns date language sql immutable parallel safe
as $$
  select min(until)
  from (
    select max(app.iso_day(row_ ->> 'validUntilOn')) as until
    from jsonb_array_elements(case jsonb_typeof(checks) when 'array' then checks else '[]' end) row_
    group by row_ ->> 'kindCode'
  ) each_kind
$$;

comment on function app.next_check_day(jsonb) is '各类核查中最早到期的一天';

alter table app.worker
  add column birth_on date generated always as (app.iso_day(facts ->> 'birthOn')) stored,
  add column is_certified boolean generated always as (coalesce(jsonb_typeof(facts -> 'certificates') = 'array' and jsonb_array_length(facts -> 'certificates') > 0, false)) stored,
  add column certified_until date generated always as (app.latest_day(facts -> 'certificates', 'validUntilOn')) stored,
  add column employed_until date generated always as (app.latest_day(facts -> 'labourContracts', 'to')) stored,
  add column check_due_on date generated always as (app.next_check_day(facts -> 'checks')) stored;

comment on column app.worker.birth_on is 'PII: 出生日期';

create index worker_by_station on app.worker (station_id);

create index worker_by_agency on app.worker (agency_id, id);

create index worker_by_name on app.worker (name_keys, county_id, id);

alter table app.posting
  add column is_full_time boolean generated always as ((facts ->> 'isFullTime')::boolean) stored,
  add column held daterange generated always as (
    case
      when app.iso_day(facts ->> 'startOn') <= coalesce(app.iso_day(facts ->> 'endOn'), 'infinity')
      then daterange(app.iso_day(facts ->> 'startOn'), app.iso_day(facts ->> 'endOn'), '[]')
    end
  ) stored,
  add constraint posting_one_full_time exclude using gist (county_id with =, worker_id with =, held with &&) where (is_full_time);

comment on column app.posting.held is '在岗期间，首尾两日均计入';

create policy posting_ground on app.posting for select to sgz_owner using (true);

create or replace function app.is_grant_in_force(g app.access_grant, today date) returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$
  select g.revoked_at is null
    and g.valid_from <= today
    and (g.valid_to is null or g.valid_to > today)
    and case
      when g.ground_id is null then true
      when g.ground_subject = 'posting' then exists (
        select from app.posting p
        where p.county_id = g.ground_county_id and p.id = g.ground_id and coalesce(p.facts ->> 'endOn', '9999') collate "C" >= today::text
      )
      else exists (
        select from app.entity e
        where e.county_id = g.ground_county_id
          and e.subject = g.ground_subject
          and e.id = g.ground_id
          and coalesce(e.facts ->> 'endsOn', e.facts ->> 'endOn', '9999') collate "C" >= today::text
      )
    end
$$;
