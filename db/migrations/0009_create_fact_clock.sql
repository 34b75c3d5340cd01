-- Ticks with every write of facts in a county: whoever built something from them sees at once that it is stale. Writers at
-- work together each tick a slot of their own, so that none waits for another to commit.
create table app.fact_clock (
  county_id integer not null references app.county (id),
  slot integer not null,
  ticks bigint not null,
  primary key (county_id, slot)
);

alter table app.fact_clock enable row level security;

alter table app.fact_clock force row level security;

create policy fact_clock_read on app.fact_clock for select to sgz_app using (app.scope_from() is not null);

create policy fact_clock_owner on app.fact_clock to sgz_owner using (true);

grant select on app.fact_clock to sgz_app;

comment on table app.fact_clock is '事实时钟：某县的事实每写一次加一，据以知道缓存是否过时';

create function app.tick_fact_clock() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  county integer;
  free integer;
begin
  for county in select distinct county_id from changed loop
    free := 0;
    -- a lock this transaction holds already is free to it
    while not pg_try_advisory_xact_lock((7301::bigint << 48) | (county::bigint << 16) | free) loop
      free := free + 1;
    end loop;
    insert into app.fact_clock (county_id, slot, ticks)
    values (county, free, 1)
    on conflict (county_id, slot) do update set ticks = app.fact_clock.ticks + 1;
  end loop;
  return null;
end
$$;

revoke all on function app.tick_fact_clock() from public;

create trigger entity_inserted after insert on app.entity
referencing new table as changed for each statement execute function app.tick_fact_clock();

create trigger entity_updated after update on app.entity
referencing new table as changed for each statement execute function app.tick_fact_clock();

create trigger entity_deleted after delete on app.entity
referencing old table as changed for each statement execute function app.tick_fact_clock();
