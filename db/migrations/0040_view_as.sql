-- Viewing as somebody else: the session carries whose grant it looks through; reading only, and never outlives that grant.
alter table app.session
  add column viewing_account_id uuid,
  add column viewing_grant_id uuid,
  add constraint session_viewing_whole check ((viewing_account_id is null) = (viewing_grant_id is null)),
  add constraint session_viewing_other check (viewing_account_id <> account_id);

comment on column app.session.viewing_account_id is '正以谁的身份查看（只读）；空：以自己';

comment on column app.session.viewing_grant_id is '所借看的那项授权';

grant update (viewing_account_id, viewing_grant_id) on app.session to sgz_app;

-- beside find_session, which servers of the version before still call
create function app.find_viewing_session(wanted bytea, at timestamptz, today date, idle interval)
returns table (
  account_id uuid, display_name text, access_grant jsonb, session_id uuid, stage text, has_factor boolean, method text,
  last_seen_at timestamptz, expires_at timestamptz,
  is_viewing boolean, viewed_account_id uuid, viewed_name text, viewed_grant jsonb
)
language sql stable security definer set search_path = pg_catalog, app
as $$
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
    and app.is_grant_in_force(g, today)
$$;

comment on function app.find_viewing_session(bytea, timestamptz, date, interval) is
  '由令牌散列得到会话及其所借看的身份；过期、闲置、停用、授权失效则无';

revoke all on function app.find_viewing_session(bytea, timestamptz, date, interval) from public;

grant execute on function app.find_viewing_session(bytea, timestamptz, date, interval) to sgz_app;
