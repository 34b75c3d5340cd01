-- A record that goes to another county is filed there anew, under the number of that county; where it was, its versions stay, and
-- the last of them says from which day on it is elsewhere.
alter table app.record_history add column left_on date check (left_on is null or is_removed);

comment on column app.record_history.left_on is '自何日起转归他县：此前各日仍由本县作答；空为未转出';

create index record_history_left on app.record_history (division_code, left_on) where left_on is not null;

create policy handling_owner on app.handling to sgz_owner using (true);

-- Who may take a division from one place to another: whose scope lies above both.
create function app.may_transfer(old_code text, new_code text) returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$
  select coalesce(
    app.reach() = 'territory'
    and app.role_code() in ('city', 'province')
    and old_code collate "C" > app.scope_from() and old_code collate "C" < app.scope_below()
    and new_code collate "C" > app.scope_from() and new_code collate "C" < app.scope_below(),
    false
  )
$$;

revoke all on function app.may_transfer(text, text) from public;

comment on function app.may_transfer(text, text) is '两地都在辖区之内的上级才可把一地的档案转归另一地';

-- What hangs on records that were filed anew in another county: the day on which they left, their files, who had entered them,
-- the coverage of the towns. `moved` are the records' ids.
create function app.follow_transfer(old_code text, new_code text, moved uuid[], on_day date)
returns table (attachments integer)
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  from_county integer := (select c.id from app.county c where c.code = left(old_code, 6));
  to_county integer := (select c.id from app.county c where c.code = left(new_code, 6));
begin
  if not app.may_transfer(old_code, new_code) then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  update app.record_history h set left_on = on_day
  where h.county_id = from_county and h.id = any (moved) and h.is_removed and h.left_on is null and h.replaced_at = now();
  insert into app.attachment (
    county_id, id, subject, record_id, kind, division_code, agency_id, station_id, assigned_to, round_ids, name, media_type, bytes,
    sha256, given_sha256, preview_bytes, preview_sha256, state, quarantined_for, recorded_at, recorded_by, recorded_by_name
  )
  select to_county, a.id, a.subject, a.record_id, a.kind, f.division_code, f.agency_id, f.station_id, f.assigned_to, f.round_ids,
    a.name, a.media_type, a.bytes, a.sha256, a.given_sha256, a.preview_bytes, a.preview_sha256, a.state, a.quarantined_for,
    a.recorded_at, a.recorded_by, a.recorded_by_name
  from app.attachment a
  join app.fact f on f.county_id = to_county and f.subject = a.subject and f.id = a.record_id
  where a.county_id = from_county and a.record_id = any (moved) and a.removed_at is null
  on conflict (county_id, id) do update
  set division_code = excluded.division_code, agency_id = excluded.agency_id, station_id = excluded.station_id,
    assigned_to = excluded.assigned_to, round_ids = excluded.round_ids;
  get diagnostics attachments = row_count;
  insert into app.handling (county_id, subject, subject_id, account_id, action, first_at)
  select to_county, h.subject, h.subject_id, h.account_id, h.action, h.first_at
  from app.handling h
  where h.county_id = from_county and h.subject_id = any (moved::text[])
  on conflict do nothing;
  perform app.refresh_cover(array(
    select app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.county_id = from_county and h.subject = 'station' and h.id = any (moved)
    union
    select app.place_of_station(s.division_code, s.tier_code) from app.station s where s.county_id = to_county and s.id = any (moved)
  ));
  return next;
end
$$;

revoke all on function app.follow_transfer(text, text, uuid[], date) from public;

grant execute on function app.follow_transfer(text, text, uuid[], date) to sgz_app;

comment on function app.follow_transfer(text, text, uuid[], date) is '档案转归他县时随之办的：转出日、附件、经手人、覆盖';

-- Grants and accounts of a division that goes to another county. Of a town all go along, and grants within its county for one of
-- its stations; grants for a zone keep the town where its county comes along, else they are without it. Of a county those go along
-- that reach no further than an agency, a station, a zone or the own work; one over the whole county stays for the county's past,
-- and where the county itself `comes_along`, under another code, it goes on there besides.
create function app.follow_grants(old_code text, new_code text, moved uuid[], comes_along boolean, on_day date)
returns table (grants integer, accounts integer, zones integer, stays integer)
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  from_county integer := (select c.id from app.county c where c.code = left(old_code, 6));
  to_county integer := (select c.id from app.county c where c.code = left(new_code, 6));
  n integer;
begin
  if not app.may_transfer(old_code, new_code) then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  zones := 0;
  stays := 0;
  update app.access_grant g set ground_county_id = to_county
  where g.ground_county_id = from_county and g.ground_id = any (moved);
  if length(old_code) = 9 then
    update app.access_grant g set scope_code = new_code || substr(g.scope_code, 10)
    where g.scope_code >= old_code and g.scope_code < old_code || '~';
    get diagnostics grants = row_count;
    update app.access_grant g set scope_code = new_code
    where g.scope_code = left(old_code, 6) and g.station_id = any (moved);
    get diagnostics n = row_count;
    grants := grants + n;
    if comes_along then
      update app.access_grant g set zone_towns = array_replace(g.zone_towns, old_code, new_code)
      where old_code = any (g.zone_towns);
    else
      update app.access_grant g set revoked_at = now(), revoked_by = app.account_id()
      where g.zone_towns = array[old_code] and g.revoked_at is null;
      get diagnostics zones = row_count;
      update app.access_grant g set zone_towns = array_remove(g.zone_towns, old_code)
      where old_code = any (g.zone_towns) and cardinality(g.zone_towns) > 1;
      get diagnostics n = row_count;
      zones := zones + n;
    end if;
  else
    with went as (
      update app.access_grant g set scope_code = new_code
      where g.scope_code = old_code
        and (comes_along or num_nonnulls(g.agency_id, g.station_id, g.zone_towns, g.round_id) > 0 or g.is_own)
      returning g.*
    ), left_behind as (
      insert into app.access_grant (
        account_id, id, role, scope_code, valid_from, valid_to, is_acting, ground_county_id, ground_subject, ground_id, granted_by
      )
      select w.account_id, gen_random_uuid(), w.role, old_code, greatest(w.valid_from, on_day), w.valid_to, w.is_acting,
        w.ground_county_id, w.ground_subject, w.ground_id, w.granted_by
      from went w
      where num_nonnulls(w.agency_id, w.station_id, w.zone_towns, w.round_id) = 0 and not w.is_own
        and w.revoked_at is null and (w.valid_to is null or w.valid_to > greatest(w.valid_from, on_day))
    )
    select count(*) into grants from went;
    select count(*) into stays
    from app.access_grant g
    where g.scope_code = old_code and g.revoked_at is null and (g.valid_to is null or g.valid_to > on_day);
  end if;
  update app.account a set division_code = new_code || substr(a.division_code, length(old_code) + 1)
  where a.division_code = old_code or (length(old_code) = 9 and a.division_code >= old_code and a.division_code < old_code || '~');
  get diagnostics accounts = row_count;
  return next;
end
$$;

revoke all on function app.follow_grants(text, text, uuid[], boolean, date) from public;

grant execute on function app.follow_grants(text, text, uuid[], boolean, date) to sgz_app;

comment on function app.follow_grants(text, text, uuid[], boolean, date) is '区划转归他县时，授权与账号随之改到新代码；覆盖全县的授权留在原代码，供查阅从前';
