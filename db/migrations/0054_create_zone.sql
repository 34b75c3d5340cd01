-- A zone 片区 is some of a county's towns for some time.
create table app.zone (
  county_id integer not null references app.county (id),
  id uuid not null,
  division_code text collate "C" not null check (division_code ~ '^[0-9]{6}$'),
  name text not null check (length(name) between 1 and 40),
  in_force daterange not null check (not isempty(in_force)),
  made_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, id)
);

create table app.zone_town (
  county_id integer not null references app.county (id),
  zone_id uuid not null,
  division_code text collate "C" not null check (division_code ~ '^[0-9]{9}$'),
  in_force daterange not null check (not isempty(in_force)),
  primary key (county_id, zone_id, division_code, in_force),
  foreign key (county_id, zone_id) references app.zone (county_id, id),
  exclude using gist (county_id with =, division_code with =, in_force with &&)
);

create index zone_division on app.zone (division_code);

create index zone_town_division on app.zone_town (division_code);

do $$
declare
  one text;
begin
  foreach one in array array['zone', 'zone_town'] loop
    execute format('alter table app.%I enable row level security', one);
    execute format('alter table app.%I force row level security', one);
    execute format($p$create policy %1$I on app.%2$I for select to sgz_app
      using (app.reach() is not null and ((division_code >= app.scope_from() and division_code < app.scope_below())
        or division_code = any (app.scope_above())))$p$, one || '_read', one);
    execute format($p$create policy %1$I on app.%2$I for insert to sgz_app
      with check (app.reach() = 'territory' and app.role_code() in ('bureau', 'city', 'province')
        and division_code >= app.scope_from() and division_code < app.scope_below())$p$, one || '_insert', one);
    execute format($p$create policy %1$I on app.%2$I for update to sgz_app
      using (app.reach() = 'territory' and app.role_code() in ('bureau', 'city', 'province')
        and division_code >= app.scope_from() and division_code < app.scope_below())$p$, one || '_update', one);
    execute format('grant select, insert on app.%I to sgz_app', one);
    execute format('grant update (in_force) on app.%I to sgz_app', one);
  end loop;
end
$$;

comment on table app.zone is '片区：一县若干镇街，有起止';

comment on column app.zone.made_by is 'PII: 划定人账号';

comment on table app.zone_town is '片区所含镇街：同一日一镇只在一个片区';
