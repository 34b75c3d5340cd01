-- What a plan was last judged on in a place: while it stands, the events of that place are all known.
create table app.judged_mark (
  unit_code text collate "C" not null,
  scheme_id text collate "C" not null,
  mark text not null,
  judged_at timestamptz not null default now(),
  primary key (unit_code, scheme_id)
);

alter table app.judged_mark enable row level security;

alter table app.judged_mark force row level security;

create policy judged_mark_program on app.judged_mark to sgz_app using (app.scope_from() = '0' and app.reach() = 'territory');

grant select, insert on app.judged_mark to sgz_app;

grant update (mark, judged_at) on app.judged_mark to sgz_app;

comment on table app.judged_mark is '某地某方案上次找出后果时所据：事实、方案、签署与判定日未变则不必再找';
