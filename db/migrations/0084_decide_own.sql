-- A plan may leave a consequence to an agency, about its own people, or to the office of the city: whom it names is asked by the
-- application; here they reach no further than their own.

drop policy decision_append on app.decision;

create policy decision_append on app.decision for insert to sgz_app
with check (
  decided_by = app.account_id()
  and division_code >= app.scope_from()
  and division_code < app.scope_below()
  and (
    app.reach() = 'territory'
    or (app.reach() = 'agency' and agency_id = app.agency_id() and subject in ('worker', 'posting'))
  )
);

create or replace function app.decide_consequence(of_county integer, wanted uuid, new_status text, by_decision uuid)
returns boolean
language plpgsql security definer set search_path = pg_catalog, app
as $$
begin
  update app.consequence c
  set status = new_status,
      decision_id = by_decision
  where c.county_id = of_county
    and c.id = wanted
    and (
      (app.reach() = 'territory' and app.role_code() in ('bureau', 'city'))
      or (
        app.reach() = 'agency'
        and app.role_code() = 'agency'
        and c.agency_id = app.agency_id()
        and c.subject in ('worker', 'posting')
      )
    )
    and c.division_code >= app.scope_from()
    and c.division_code < app.scope_below()
    and (c.status, new_status) in (('proposed', 'decided'), ('proposed', 'rejected'), ('decided', 'lifted'));
  return found;
end
$$;

comment on function app.decide_consequence(integer, uuid, text, uuid) is '拟议 → 决定或驳回，决定 → 解除；限本辖区主管部门与市局，机构只对本机构的人员和岗位';
