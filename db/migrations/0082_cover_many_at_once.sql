-- Coverage of many places is worked out in one go, so that a station of ten thousand costs what one of ten does; and only once
-- nobody else is at these places, so that what two write at the same time into one town is both counted. A record that was taken
-- back never was, as in the world of any day: only an import that is undone takes any back.
drop function app.refresh_cover(text[]);

drop function app.cover_of(text);

create index station_cover_place on app.station (app.place_of_station(division_code, tier_code));

create index record_history_cover_place on app.record_history (app.place_of_station(division_code, facts ->> 'tierCode'))
where subject = 'station';

create index record_history_station on app.record_history (id) where subject = 'station';

drop index app.entity_service;

create index entity_service on app.entity ((facts ->> 'stationId'), app.service_day(facts))
where subject in ('serviceRecord', 'visit', 'activity');

-- A table that was filled a moment ago has no statistics: rows are found by index, and lists are hashed, whatever is believed of them.
create function app.cover_of(codes text[])
returns table (division_code text, built datemultirange, staffed datemultirange, serving datemultirange)
language plpgsql stable security definer
set search_path = pg_catalog, app
set enable_seqscan = off
set enable_nestloop = off
set jit = off
as $$
#variable_conflict use_column
declare
  stations uuid[];
begin
  stations := array(
    select s.id from app.station s where app.place_of_station(s.division_code, s.tier_code) = any (codes)
    union
    select h.id from app.record_history h
    where h.subject = 'station' and app.place_of_station(h.division_code, h.facts ->> 'tierCode') = any (codes)
  );
  return query
  with version as (
    select s.id, s.version, s.effective_on as since, true as is_there, s.opened_on,
      app.place_of_station(s.division_code, s.tier_code) as place
    from app.station s
    where s.id = any (stations)
    union all
    select h.id, h.version, h.effective_on, false,
      app.iso_day(h.facts ->> 'openedOn'), app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.subject = 'station' and h.id = any (stations)
  ), span as (
    select v.id, v.place, v.opened_on, v.since, bool_or(v.is_there) over (partition by v.id) as is_there,
      min(v.since) over (partition by v.id order by v.version rows between 1 following and unbounded following) as until
    from version v
  ), open as (
    select s.place, s.id::text as station, range_agg(daterange(greatest(s.since, s.opened_on), s.until)) as days,
      (
        select app.service_day(e.facts)
        from app.entity e
        where e.subject in ('serviceRecord', 'visit', 'activity')
          and e.facts ->> 'stationId' = s.id::text
          and app.service_day(e.facts) is not null
        order by app.service_day(e.facts)
        limit 1
      ) as served_on
    from span s
    where s.place = any (codes) and s.is_there and s.opened_on is not null and (s.until is null or greatest(s.since, s.opened_on) < s.until)
    group by s.place, s.id
  ), opened as (
    select array_agg(distinct o.station) as ids from open o
  ), post as (
    select p.id, p.version, p.effective_on as since, true as is_there, p.facts
    from app.posting p
    where p.facts ->> 'stationId' = any ((select ids from opened)::text[])
    union all
    select h.id, h.version, h.effective_on, false, h.facts
    from app.record_history h
    where h.subject = 'posting' and h.facts ->> 'stationId' = any ((select ids from opened)::text[])
  ), turn as (
    select p.facts, p.since, bool_or(p.is_there) over (partition by p.id) as is_there,
      min(p.since) over (partition by p.id order by p.version rows between 1 following and unbounded following) as until
    from post p
  ), held as (
    select t.facts ->> 'stationId' as station,
      range_agg(
        daterange(app.iso_day(t.facts ->> 'startOn'), app.iso_day(t.facts ->> 'endOn') + 1) * daterange(t.since, t.until)
      ) as days
    from turn t
    where t.is_there and (t.until is null or t.since < t.until)
      and t.facts ->> 'workerId' is not null
      and app.iso_day(t.facts ->> 'startOn') is not null
      and (app.iso_day(t.facts ->> 'endOn') is null or app.iso_day(t.facts ->> 'endOn') >= app.iso_day(t.facts ->> 'startOn'))
    group by 1
  ), station_days as (
    select o.place, o.days as built, coalesce(o.days * h.days, '{}') as staffed,
      case when o.served_on is null then '{}'::datemultirange
        else coalesce(o.days * h.days, '{}') * datemultirange(daterange(o.served_on, null)) end as serving
    from open o
    left join held h on h.station = o.station
  )
  select c.code, coalesce(range_agg(d.built), '{}'), coalesce(range_agg(d.staffed), '{}'), coalesce(range_agg(d.serving), '{}')
  from (select distinct one as code from unnest(codes) one where one is not null) c
  left join station_days d on d.place = c.code
  group by c.code;
end
$$;

revoke all on function app.cover_of(text[]) from public;

comment on function app.cover_of(text[]) is '从档案及其历史重新算出若干地的覆盖';

create function app.refresh_cover(codes text[]) returns void
language plpgsql security definer
set search_path = pg_catalog, app
set enable_seqscan = off
set enable_nestloop = off
set jit = off
as $$
begin
  insert into app.cover (county_id, division_code, built, staffed, serving)
  select c.id, t.code, '{}', '{}', '{}'
  from (select distinct one as code from unnest(codes) one where one is not null) t
  join app.county c on c.code = left(t.code, 6)
  order by t.code
  on conflict do nothing;
  -- whoever comes second waits here, and then reads what the first has written
  perform from app.cover where division_code = any (codes) order by division_code for update;
  update app.cover c
  set built = o.built, staffed = o.staffed, serving = o.serving
  from app.cover_of(codes) o
  where c.division_code = any (codes) and c.division_code = o.division_code
    and (c.built, c.staffed, c.serving) is distinct from (o.built, o.staffed, o.serving);
end
$$;

revoke all on function app.refresh_cover(text[]) from public;

comment on function app.refresh_cover(text[]) is '重算若干地的覆盖';

create or replace function app.places_of(stations text[]) returns text[]
language plpgsql stable security definer
set search_path = pg_catalog, app
set enable_seqscan = off
set jit = off
as $$
declare
  ids uuid[] := array(select distinct one::uuid from unnest(stations) one where one ~ '^[0-9a-f-]{36}$');
begin
  return array(
    select app.place_of_station(s.division_code, s.tier_code) from app.station s where s.id = any (ids)
    union
    select app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.subject = 'station' and h.id = any (ids)
  );
end
$$;

-- A service moves the first day of serving only where none was on record as early: most change nothing. What came with it is
-- told apart by its ids, the rows of a statement never being held against one another.
create or replace function app.cover_services() returns trigger
language plpgsql security definer
set search_path = pg_catalog, app
set enable_seqscan = off
set jit = off
as $$
declare
  touched text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(f.station) into touched
    from (
      select d.station, d.day, array_agg(d.id) as ids
      from (
        select c.id, c.facts ->> 'stationId' as station, app.service_day(c.facts) as day,
          min(app.service_day(c.facts)) over (partition by c.facts ->> 'stationId') as first
        from changed c
        where c.subject in ('serviceRecord', 'visit', 'activity') and c.facts ? 'stationId'
      ) d
      where d.day = d.first
      group by d.station, d.day
    ) f
    where (
      select e.id from app.entity e
      where e.subject in ('serviceRecord', 'visit', 'activity')
        and e.facts ->> 'stationId' = f.station
        and app.service_day(e.facts) <= f.day
        and e.id <> all (f.ids)
      order by app.service_day(e.facts)
      limit 1
    ) is null;
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
