-- Says which plans, adoptions, signatures and names of divisions stand: whoever remembers them reads one short mark and knows
-- whether they still do. Every write puts another mark, drawn at random, so that none that was rolled back is ever seen again.
-- Writers at work together each put a slot of their own, so that none waits for another to commit.
create table app.plan_clock (
  slot integer primary key,
  mark uuid not null
);

alter table app.plan_clock enable row level security;

alter table app.plan_clock force row level security;

create policy plan_clock_read on app.plan_clock for select to sgz_app using (app.scope_from() is not null);

create policy plan_clock_owner on app.plan_clock to sgz_owner using (true);

grant select on app.plan_clock to sgz_app;

comment on table app.plan_clock is '方案时钟：方案版本、采用、签署与区划名称每写一次换一个标记，据以知道所记是否过时';

create function app.tick_plan_clock() returns trigger
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  free integer := 0;
begin
  -- a lock this transaction holds already is free to it
  while not pg_try_advisory_xact_lock((7303::bigint << 48) | free) loop
    free := free + 1;
  end loop;
  insert into app.plan_clock (slot, mark)
  values (free, gen_random_uuid())
  on conflict (slot) do update set mark = excluded.mark;
  return null;
end
$$;

revoke all on function app.tick_plan_clock() from public;

comment on function app.tick_plan_clock() is '换方案时钟的标记';

create trigger scheme_version_plan_clock after insert or update or delete on app.scheme_version
for each statement execute function app.tick_plan_clock();

create trigger scheme_adoption_plan_clock after insert or update or delete on app.scheme_adoption
for each statement execute function app.tick_plan_clock();

create trigger signature_plan_clock after insert or update or delete on app.signature
for each statement execute function app.tick_plan_clock();

create trigger division_plan_clock after insert or update or delete on app.division
for each statement execute function app.tick_plan_clock();
