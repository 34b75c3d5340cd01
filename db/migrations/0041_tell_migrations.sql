-- The application may tell which migrations are applied: the page of the system's state shows them.
create function app.list_applied() returns setof text
language sql stable security definer set search_path = pg_catalog, app
as $$ select name from app.migration order by name $$;

revoke all on function app.list_applied() from public;

grant execute on function app.list_applied() to sgz_app;

comment on function app.list_applied() is '已执行的结构变更';

-- How far the audit chains of the caller's own counties go: the numbers, not the rows.
create function app.list_own_chain_ends() returns table (county_id integer, name text, seq bigint)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select c.id, c.name, h.seq::bigint
  from app.county c
  join app.audit_head h on h.county_id = c.id
  where app.reach() = 'territory'
    and app.role_code() in ('system-admin', 'bureau')
    and c.code >= app.scope_from()
    and c.code < app.scope_below()
  order by c.id
$$;

revoke all on function app.list_own_chain_ends() from public;

grant execute on function app.list_own_chain_ends() to sgz_app;

comment on function app.list_own_chain_ends() is '本辖区各县审计链末行的序号';
