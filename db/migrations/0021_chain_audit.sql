-- Audit as a chain per county: each row carries its number, the hash of the row before and its own. Rows come in through one
-- function only; nobody changes or removes one.
create policy audit_entry_owner on app.audit_entry to sgz_owner using (true);

alter table app.audit_entry alter column detail type json using detail::json;

alter table app.audit_entry
  add column changes json,
  add column seq bigint,
  add column hash_algorithm text not null default 'sha256' check (hash_algorithm in ('sha256', 'sm3')),
  add column prev_hash bytea,
  add column hash bytea;

create table app.audit_head (
  county_id integer primary key references app.county (id),
  seq bigint not null,
  hash bytea not null
);

alter table app.audit_head enable row level security;

alter table app.audit_head force row level security;

create policy audit_head_owner on app.audit_head to sgz_owner using (true);

create policy audit_head_read on app.audit_head for select to sgz_app
using (app.scope_from() = '0' and app.reach() = 'territory' and app.role_code() = 'system-admin');

grant select on app.audit_head to sgz_app;

comment on table app.audit_head is '审计链头：每县最后一行的序号与散列';

create function app.audit_text(e app.audit_entry) returns text language sql stable parallel safe
as $$
  select json_build_array(
    e.county_id, e.id, (extract(epoch from e.recorded_at) * 1000000)::bigint, e.account_id, e.grant_id, e.role, e.action,
    e.outcome, e.division_code, e.subject, e.subject_id, e.detail::text, e.changes::text, e.request_id
  )::text
$$;

comment on function app.audit_text(app.audit_entry) is '审计行参与散列的文字';

create function app.audit_genesis(of_county integer) returns bytea language sql immutable parallel safe
as $$ select sha256(convert_to('county ' || of_county, 'UTF8')) $$;

comment on function app.audit_genesis(integer) is '每县审计链的起点';

do $$
declare
  e app.audit_entry;
  at_county integer;
  n bigint;
  prev bytea;
begin
  for e in select * from app.audit_entry order by county_id, recorded_at, id loop
    if at_county is distinct from e.county_id then
      at_county := e.county_id;
      n := 0;
      prev := app.audit_genesis(at_county);
    end if;
    n := n + 1;
    e.hash := sha256(prev || convert_to(app.audit_text(e), 'UTF8'));
    update app.audit_entry set seq = n, prev_hash = prev, hash = e.hash where county_id = e.county_id and id = e.id;
    prev := e.hash;
    insert into app.audit_head values (at_county, n, prev)
    on conflict (county_id) do update set seq = excluded.seq, hash = excluded.hash;
  end loop;
end
$$;

alter table app.audit_entry
  alter column seq set not null,
  alter column prev_hash set not null,
  alter column hash set not null,
  add unique (county_id, seq);

create index audit_entry_time on app.audit_entry (recorded_at, id);

drop policy audit_entry_append on app.audit_entry;

drop policy audit_entry_read on app.audit_entry;

create policy audit_entry_read on app.audit_entry for select to sgz_app
using (
  app.reach() = 'territory'
  and app.role_code() in ('bureau', 'auditor', 'system-admin')
  and division_code >= app.scope_from()
  and division_code < app.scope_below()
);

revoke insert on app.audit_entry from sgz_app;

comment on table app.audit_entry is '审计：只增不改，与业务写入同一事务，按县成链';

comment on column app.audit_entry.changes is 'PII: 改了什么：字段、改前、改后，敏感的只存带密钥的散列';

create function app.lock_audit_head(of_division text)
returns table (county_id integer, seq bigint, hash bytea)
language plpgsql security definer set search_path = pg_catalog, app
as $$
#variable_conflict use_column
declare
  at_county integer := coalesce((select c.id from app.county c where c.code = left(of_division, 6)), 0);
begin
  return query select h.county_id, h.seq, h.hash from app.audit_head h where h.county_id = at_county for update;
  if not found then
    insert into app.audit_head values (at_county, 0, app.audit_genesis(at_county)) on conflict do nothing;
    return query select h.county_id, h.seq, h.hash from app.audit_head h where h.county_id = at_county for update;
  end if;
end
$$;

create function app.append_audit(
  new_id uuid, at timestamptz, of_grant uuid, of_role text, of_action text, of_outcome text, of_division text, of_subject text,
  of_subject_id text, of_detail json, of_changes json, of_request text, algorithm text, given_hash bytea
)
returns bigint
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  head record;
  e app.audit_entry;
begin
  select * into head from app.lock_audit_head(of_division);
  e.county_id := head.county_id;
  e.id := new_id;
  e.recorded_at := at;
  e.account_id := app.account_id();
  e.grant_id := of_grant;
  e.role := of_role;
  e.action := of_action;
  e.outcome := of_outcome;
  e.division_code := of_division;
  e.subject := of_subject;
  e.subject_id := of_subject_id;
  e.detail := of_detail;
  e.changes := of_changes;
  e.request_id := of_request;
  e.seq := head.seq + 1;
  e.hash_algorithm := algorithm;
  e.prev_hash := head.hash;
  e.hash := case algorithm when 'sha256' then sha256(head.hash || convert_to(app.audit_text(e), 'UTF8')) else given_hash end;
  insert into app.audit_entry select e.*;
  update app.audit_head h set seq = e.seq, hash = e.hash where h.county_id = e.county_id;
  return e.seq;
end
$$;

revoke all on function
  app.lock_audit_head(text),
  app.append_audit(uuid, timestamptz, uuid, text, text, text, text, text, text, json, json, text, text, bytea)
from public;

grant execute on function
  app.lock_audit_head(text),
  app.append_audit(uuid, timestamptz, uuid, text, text, text, text, text, text, json, json, text, text, bytea)
to sgz_app;

comment on function app.lock_audit_head(text) is '锁住某地所属县的审计链头，直到事务结束';

comment on function app.append_audit(uuid, timestamptz, uuid, text, text, text, text, text, text, json, json, text, text, bytea)
is '写入一行审计的唯一途径：接在本县链尾，操作人取自当前事务';
