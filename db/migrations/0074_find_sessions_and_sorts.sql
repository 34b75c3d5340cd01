-- A database that had its plans before it had their clock: there is a mark from now on.
insert into app.plan_clock values (0, gen_random_uuid()) on conflict do nothing;

-- Who asks is found out with every request: its plan is kept by the connection instead of being made anew each time.
create or replace function app.find_viewing_session(wanted bytea, at timestamptz, today date, idle interval)
returns table (
  account_id uuid, display_name text, access_grant jsonb, session_id uuid, stage text, has_factor boolean, method text,
  last_seen_at timestamptz, expires_at timestamptz,
  is_viewing boolean, viewed_account_id uuid, viewed_name text, viewed_grant jsonb
)
language plpgsql stable security definer set search_path = pg_catalog, app
as $$
#variable_conflict use_column
begin
  return query
  select s.account_id, a.display_name, to_jsonb(g), s.id, s.stage, s.has_factor, s.method, s.last_seen_at, s.expires_at,
    s.viewing_grant_id is not null, v.id, v.display_name, to_jsonb(vg)
  from app.session s
  join app.account a on a.id = s.account_id
  join app.access_grant g on g.account_id = s.account_id and g.id = s.grant_id
  left join app.account v on v.id = s.viewing_account_id and v.is_active and (v.expires_on is null or v.expires_on > today)
  left join app.access_grant vg on vg.account_id = v.id and vg.id = s.viewing_grant_id and app.is_grant_in_force(vg, today)
  where s.token_hash = wanted
    and s.expires_at > at
    and s.last_seen_at > at - idle
    and a.is_active
    and (a.expires_on is null or a.expires_on > today)
    and app.is_grant_in_force(g, today);
end
$$;

-- A page of a list is a range of one of these: the value sorted by, the county, the id.
create index station_opened_order on app.station (opened_on, county_id, id);

create index station_stage_order on app.station (stage_code, county_id, id);

create index posting_seat_order on app.posting (seat_code, county_id, id);

create index posting_end_order on app.posting (end_on, county_id, id);

create index worker_certified_order on app.worker (certified_until, county_id, id);

create index worker_check_order on app.worker (check_due_on, county_id, id);

create index worker_employed_order on app.worker (employed_until, county_id, id);
