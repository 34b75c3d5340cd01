-- What a division has given up or left to another county takes in nothing more under its old code: whoever files there is before the
-- change, and goes along, or after it, and is told. Both take the county's lock: writers share it, a change has it alone.

create function app.place_left(code text, holds boolean) returns text
language plpgsql volatile set search_path = pg_catalog, app
as $$
declare
  place record;
begin
  if length(code) < 6 then
    return null;
  end if;
  if holds then
    perform pg_advisory_xact_lock_shared(7304, left(code, 6)::integer);
  end if;
  -- read once the lock is had: what was changed meanwhile is seen
  select d.name, d.code, d.ended_on into place
  from app.division d
  where d.code in (left(place_left.code, 6), left(place_left.code, 9), place_left.code)
    and d.ended_on > '-infinity'
  order by d.code
  limit 1;
  return case when found then format('%s（%s）自 %s 起已撤销或改属他处', place.name, place.code, place.ended_on) end;
end
$$;

revoke all on function app.place_left(text, boolean) from public;

grant execute on function app.place_left(text, boolean) to sgz_app;

comment on function app.place_left(text, boolean) is '这个代码是否已撤销或改属他处，空为仍在；holds 时本事务内不许他人变更这个县的区划';

create function app.refuse_left() returns trigger
language plpgsql set search_path = pg_catalog, app
as $$
declare
  told text;
  is_held boolean;
begin
  if tg_level = 'ROW' then
    told := app.place_left(new.division_code, true);
  else
    -- what is loaded over many counties at once is asked, too, but there are only so many locks to be had
    select count(distinct left(i.division_code, 6)) <= 100 into is_held from inserted i;
    select min(app.place_left(codes.code, is_held)) into told
    from (select distinct i.division_code as code from inserted i order by 1) codes;
  end if;
  if told is not null then
    raise exception using errcode = 'SG001', message = told;
  end if;
  return new;
end
$$;

revoke all on function app.refuse_left() from public;

comment on function app.refuse_left() is '已撤销或改属他处的代码下不再立档';

do $$
declare
  one text;
begin
  foreach one in array array['entity', 'unit', 'station', 'worker', 'posting'] loop
    execute format(
      'create trigger %1$s_place_inserted after insert on app.%1$I referencing new table as inserted
       for each statement execute function app.refuse_left()', one);
    execute format(
      'create trigger %1$s_place_moved before update of division_code on app.%1$I
       for each row when (old.division_code is distinct from new.division_code) execute function app.refuse_left()', one);
  end loop;
end
$$;
