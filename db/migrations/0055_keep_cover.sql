-- On which days a division is covered: built (a station is open), staffed (somebody is posted there), serving (a service is on
-- record). Kept with every write of the records it follows from; app.cover_of works it out from scratch and must agree.
create table app.cover (
  county_id integer not null references app.county (id),
  division_code text collate "C" not null,
  built datemultirange not null,
  staffed datemultirange not null,
  serving datemultirange not null,
  primary key (county_id, division_code)
);

create index cover_division on app.cover (division_code);

alter table app.cover enable row level security;

alter table app.cover force row level security;

create policy cover_read on app.cover for select to sgz_app
using (app.reach() is not null and division_code >= app.scope_from() and division_code < app.scope_below());

create policy cover_owner on app.cover to sgz_owner using (true);

grant select on app.cover to sgz_app;

comment on table app.cover is '覆盖：某乡镇街道或村社区在哪些日子已建站、有人、有服务；随档案同一事务更新';

comment on column app.cover.built is '站点已启用的日子';

comment on column app.cover.staffed is '启用且有人在岗的日子';

comment on column app.cover.serving is '有人在岗且已有服务记录的日子';

create policy station_cover on app.station for select to sgz_owner using (true);

create policy posting_cover on app.posting for select to sgz_owner using (true);

create policy entity_cover on app.entity for select to sgz_owner using (true);

create index posting_of_station on app.posting ((facts ->> 'stationId'));

create index record_history_posting on app.record_history ((facts ->> 'stationId')) where subject = 'posting';

create index entity_service on app.entity ((facts ->> 'stationId')) where subject in ('serviceRecord', 'visit', 'activity');

create index division_town on app.division (code) include (type_digit, since, ended_on) where level = 'town';

-- Where a station counts: one of a town in its town, a room in its village.
create function app.place_of_station(code text, tier text) returns text language sql immutable parallel safe
as $$ select case when tier in ('village', 'community') and length(code) = 9 then null when tier = 'town' then left(code, 9) else code end $$;

comment on function app.place_of_station(text, text) is '站点算在哪个区划：镇街站算在镇街，社工室算在村社区';

create function app.service_day(facts jsonb) returns date language sql immutable parallel safe
as $$ select app.iso_day(coalesce(facts ->> 'servedOn', facts ->> 'visitedOn', facts ->> 'heldOn')) $$;

comment on function app.service_day(jsonb) is '服务、探访、活动发生的日子';

create function app.cover_of(of_code text, out built datemultirange, out staffed datemultirange, out serving datemultirange)
language sql stable security definer set search_path = pg_catalog, app
as $$
  with lying as (
    select s.id from app.station s
    where s.division_code >= of_code and s.division_code < of_code || '~' and app.place_of_station(s.division_code, s.tier_code) = of_code
    union
    select h.id from app.record_history h
    where h.subject = 'station' and h.division_code >= of_code and h.division_code < of_code || '~'
  ), version as (
    select s.id, s.version, s.effective_on as since, null::date as removed, s.opened_on,
      app.place_of_station(s.division_code, s.tier_code) as place
    from app.station s join lying using (id)
    union all
    select h.id, h.version, h.effective_on, case when h.is_removed then greatest(h.replaced_at::date, h.effective_on) end,
      app.iso_day(h.facts ->> 'openedOn'), app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h join lying using (id)
    where h.subject = 'station'
  ), span as (
    select v.id, v.place, v.opened_on, v.since,
      least(min(v.since) over (partition by v.id order by v.version rows between 1 following and unbounded following), v.removed) as until
    from version v
  ), open as (
    select s.id, range_agg(daterange(greatest(s.since, s.opened_on), s.until)) as days
    from span s
    where s.place = of_code and s.opened_on is not null and (s.until is null or greatest(s.since, s.opened_on) < s.until)
    group by s.id
  ), post as (
    select p.id, p.version, p.effective_on as since, null::date as removed, p.facts
    from app.posting p join open o on p.facts ->> 'stationId' = o.id::text
    union all
    select h.id, h.version, h.effective_on, case when h.is_removed then greatest(h.replaced_at::date, h.effective_on) end, h.facts
    from app.record_history h join open o on h.facts ->> 'stationId' = o.id::text
    where h.subject = 'posting'
  ), turn as (
    select p.facts, p.since,
      least(min(p.since) over (partition by p.id order by p.version rows between 1 following and unbounded following), p.removed) as until
    from post p
  ), held as (
    select t.facts ->> 'stationId' as station,
      range_agg(
        daterange(app.iso_day(t.facts ->> 'startOn'), app.iso_day(t.facts ->> 'endOn') + 1) * daterange(t.since, t.until)
      ) as days
    from turn t
    where (t.until is null or t.since < t.until)
      and t.facts ->> 'workerId' is not null
      and app.iso_day(t.facts ->> 'startOn') is not null
      and (app.iso_day(t.facts ->> 'endOn') is null or app.iso_day(t.facts ->> 'endOn') >= app.iso_day(t.facts ->> 'startOn'))
    group by 1
  ), first as (
    select e.facts ->> 'stationId' as station, min(app.service_day(e.facts)) as on_day
    from app.entity e join open o on e.facts ->> 'stationId' = o.id::text
    where e.subject in ('serviceRecord', 'visit', 'activity')
    group by 1
  ), station_days as (
    select o.days as built, coalesce(o.days * h.days, '{}') as staffed,
      case when f.on_day is null then '{}'::datemultirange
        else coalesce(o.days * h.days, '{}') * datemultirange(daterange(f.on_day, null)) end as serving
    from open o
    left join held h on h.station = o.id::text
    left join first f on f.station = o.id::text
  )
  select coalesce(range_agg(d.built), '{}'), coalesce(range_agg(d.staffed), '{}'), coalesce(range_agg(d.serving), '{}')
  from station_days d
$$;

revoke all on function app.cover_of(text) from public;

comment on function app.cover_of(text) is '从档案及其历史重新算出一地的覆盖';

create function app.refresh_cover(codes text[]) returns void
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  insert into app.cover (county_id, division_code, built, staffed, serving)
  select c.id, t.code, o.built, o.staffed, o.serving
  from (select distinct one as code from unnest(codes) one where one is not null) t
  join app.county c on c.code = left(t.code, 6)
  cross join lateral app.cover_of(t.code) o
  on conflict (county_id, division_code)
  do update set built = excluded.built, staffed = excluded.staffed, serving = excluded.serving;
end
$$;

revoke all on function app.refresh_cover(text[]) from public;

comment on function app.refresh_cover(text[]) is '重算若干地的覆盖';

create function app.cover_stations() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  if tg_op = 'UPDATE' then
    perform app.refresh_cover(array(
      select app.place_of_station(division_code, tier_code) from before
      union
      select app.place_of_station(division_code, tier_code) from changed
    ));
  else
    perform app.refresh_cover(array(select distinct app.place_of_station(division_code, tier_code) from changed));
  end if;
  return null;
end
$$;

revoke all on function app.cover_stations() from public;

create trigger station_cover_inserted after insert on app.station
referencing new table as changed for each statement execute function app.cover_stations();

create trigger station_cover_updated after update on app.station
referencing old table as before new table as changed for each statement execute function app.cover_stations();

create trigger station_cover_deleted after delete on app.station
referencing old table as changed for each statement execute function app.cover_stations();

-- Where the stations of these ever lay: what a posting or a service changes, it changes on all of their days.
create function app.places_of(stations text[]) returns text[]
language sql stable security definer set search_path = pg_catalog, app
as $$
  select array_agg(distinct place) from (
    select app.place_of_station(s.division_code, s.tier_code) as place
    from app.station s
    where s.id in (select one::uuid from unnest(stations) one where one ~ '^[0-9a-f-]{36}$')
    union
    select app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.subject = 'station'
      and (h.county_id, h.id) in (
        select s.county_id, s.id from app.station s where s.id in (select one::uuid from unnest(stations) one where one ~ '^[0-9a-f-]{36}$')
      )
  ) p
$$;

revoke all on function app.places_of(text[]) from public;

create function app.cover_postings() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  if tg_op = 'UPDATE' then
    perform app.refresh_cover(app.places_of(array(
      select facts ->> 'stationId' from before union select facts ->> 'stationId' from changed
    )));
  else
    perform app.refresh_cover(app.places_of(array(select distinct facts ->> 'stationId' from changed)));
  end if;
  return null;
end
$$;

revoke all on function app.cover_postings() from public;

create trigger posting_cover_inserted after insert on app.posting
referencing new table as changed for each statement execute function app.cover_postings();

create trigger posting_cover_updated after update on app.posting
referencing old table as before new table as changed for each statement execute function app.cover_postings();

create trigger posting_cover_deleted after delete on app.posting
referencing old table as changed for each statement execute function app.cover_postings();

-- A service moves the first day of serving only where none was on record as early: most change nothing.
create function app.cover_services() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  touched text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct c.facts ->> 'stationId') into touched
    from changed c
    where c.subject in ('serviceRecord', 'visit', 'activity')
      and c.facts ? 'stationId'
      and not exists (
        select from app.entity e
        where e.subject in ('serviceRecord', 'visit', 'activity')
          and e.facts ->> 'stationId' = c.facts ->> 'stationId'
          and app.service_day(e.facts) <= app.service_day(c.facts)
          and not exists (select from changed n where n.id = e.id)
      );
  elsif tg_op = 'UPDATE' then
    select array_agg(distinct b.facts ->> 'stationId') into touched
    from (
      select subject, facts from before
      union all
      select subject, facts from changed
    ) b
    where b.subject in ('serviceRecord', 'visit', 'activity');
  else
    select array_agg(distinct facts ->> 'stationId') into touched
    from changed
    where subject in ('serviceRecord', 'visit', 'activity');
  end if;
  if touched is not null then
    perform app.refresh_cover(app.places_of(touched));
  end if;
  return null;
end
$$;

revoke all on function app.cover_services() from public;

create trigger entity_cover_inserted after insert on app.entity
referencing new table as changed for each statement execute function app.cover_services();

create trigger entity_cover_updated after update on app.entity
referencing old table as before new table as changed for each statement execute function app.cover_services();

create trigger entity_cover_deleted after delete on app.entity
referencing old table as changed for each statement execute function app.cover_services();

-- What is on record already.
do $$
begin
  perform app.refresh_cover(array(select distinct app.place_of_station(division_code, tier_code) from app.station));
end
$$;
