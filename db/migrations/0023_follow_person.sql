-- Where a person's numbers may be read follows where the person's file lies.
create function app.follow_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  if tg_op = 'DELETE' then
    delete from app.person_secret where county_id = old.county_id and person_id = old.id;
    return old;
  end if;
  update app.person_secret
  set division_code = new.division_code, agency_id = new.agency_id, station_id = new.station_id,
      assigned_to = new.assigned_to, round_ids = new.round_ids
  where county_id = new.county_id and person_id = new.id;
  return new;
end
$$;

revoke all on function app.follow_person() from public;

comment on function app.follow_person() is '人员移交或删除时，其证件号等随之移交或删除';

create trigger entity_moved after update on app.entity for each row
when (
  old.division_code is distinct from new.division_code
  or old.agency_id is distinct from new.agency_id
  or old.station_id is distinct from new.station_id
  or old.assigned_to is distinct from new.assigned_to
  or old.round_ids is distinct from new.round_ids
)
execute function app.follow_person();

create trigger entity_removed after delete on app.entity for each row execute function app.follow_person();
