-- Before somebody leaves, what they have in hand goes to somebody else, all of it: also what the person who ends the posting
-- cannot see is counted.
create function app.is_open_work(subject text, facts jsonb) returns boolean language sql immutable parallel safe
as $$
  select case
    when subject in ('worker', 'person', 'posting', 'station', 'unit') then false
    when subject = 'visit' then facts ->> 'visitedOn' is null
    when subject = 'referral' then facts ->> 'resultCode' is null and facts ->> 'acceptedOn' is null
    else coalesce(facts ->> 'closedOn', facts ->> 'doneOn', facts ->> 'endOn', facts ->> 'servedOn', facts ->> 'visitedOn') is null
  end
$$;

comment on function app.is_open_work(text, jsonb) is '一份档案是否是还没办完的工作';

create index entity_worker on app.entity ((facts ->> 'workerId')) where facts ->> 'workerId' is not null;

create index entity_assigned on app.entity (assigned_to) where assigned_to is not null;

create policy entity_in_hand on app.entity for select to sgz_owner
using (facts ->> 'workerId' is not null or facts ->> 'leadWorkerId' is not null or assigned_to is not null);

create function app.reaches_posting(of_county integer, of_posting uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, app
as $$
  select exists (
    select from app.posting p
    where p.county_id = of_county
      and p.id = of_posting
      and p.division_code >= app.scope_from()
      and p.division_code < app.scope_below()
      and app.may_change()
      and app.may_reach(p.division_code, p.agency_id, p.station_id, p.assigned_to, p.round_ids)
  )
$$;

create function app.list_posting_accounts(of_county integer, of_postings uuid[])
returns table (posting_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select distinct g.ground_id, g.account_id
  from app.access_grant g
  where g.ground_county_id = of_county
    and g.ground_subject = 'posting'
    and g.ground_id = any (of_postings)
    and g.revoked_at is null
    and app.reaches_posting(of_county, g.ground_id)
$$;

comment on function app.list_posting_accounts(integer, uuid[]) is '以岗位为依据的账号，供移交与停用';

create function app.list_in_hand(of_county integer, of_posting uuid, at_station uuid)
returns table (subject text, id uuid)
language sql stable security definer set search_path = pg_catalog, app
as $$
  select e.subject, e.id
  from app.posting p
  join app.entity e
    on e.county_id = p.county_id
    and (
      e.facts ->> 'workerId' = p.facts ->> 'workerId'
      or e.facts ->> 'leadWorkerId' = p.facts ->> 'workerId'
      or e.assigned_to in (select a.account_id from app.list_posting_accounts(of_county, array[of_posting]) a)
    )
  where p.county_id = of_county
    and p.id = of_posting
    and app.reaches_posting(of_county, of_posting)
    and (at_station is null or e.station_id = at_station)
    and (
      e.assigned_to is not null
      or e.subject in ('client', 'case', 'visit', 'referral', 'request', 'task', 'team', 'project', 'activity')
    )
    and app.is_open_work(e.subject, e.facts)
  order by e.subject, e.id
$$;

comment on function app.list_in_hand(integer, uuid, uuid) is '某岗位的人手上没办完的全部工作，含经办人看不到的；只给出是哪一份';

create function app.close_posting_accounts(of_county integer, of_posting uuid, by uuid, at timestamptz) returns integer
language sql security definer set search_path = pg_catalog, app
as $$
  with ended as (
    update app.access_grant g
    set revoked_at = at, revoked_by = by
    where g.ground_county_id = of_county
      and g.ground_subject = 'posting'
      and g.ground_id = of_posting
      and g.revoked_at is null
      and app.reaches_posting(of_county, of_posting)
    returning g.account_id, g.id
  ),
  gone as (
    delete from app.session s using ended e where s.account_id = e.account_id and s.grant_id = e.id
  )
  select count(distinct account_id)::integer from ended
$$;

comment on function app.close_posting_accounts(integer, uuid, uuid, timestamptz) is '岗位结束：撤销以它为依据的授权并结束其会话';

revoke all on function
  app.reaches_posting(integer, uuid), app.list_posting_accounts(integer, uuid[]), app.list_in_hand(integer, uuid, uuid),
  app.close_posting_accounts(integer, uuid, uuid, timestamptz)
from public;

grant execute on function
  app.reaches_posting(integer, uuid), app.list_posting_accounts(integer, uuid[]), app.list_in_hand(integer, uuid, uuid),
  app.close_posting_accounts(integer, uuid, uuid, timestamptz)
to sgz_app;
