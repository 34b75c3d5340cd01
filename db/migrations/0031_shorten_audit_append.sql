-- A row of audit in one statement: the end of the chain moves, and the row stands behind it. Every row costs this, and whoever
-- comes next on the same chain waits for it.
alter table app.audit_head add column prev_hash bytea;

comment on column app.audit_head.prev_hash is '最后一行所接的散列';

-- The county of a row is that of its chain's end, which app.append_audit alone finds or makes: audit_head refers to the county.
alter table app.audit_entry drop constraint audit_entry_county_id_fkey;

create or replace function app.append_audit(
  new_id uuid, at timestamptz, of_grant uuid, of_role text, of_action text, of_outcome text, of_division text, of_subject text,
  of_subject_id text, of_detail json, of_changes json, of_request text, algorithm text, given_hash bytea
)
returns bigint
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  n bigint;
begin
  loop
    -- what is hashed is what app.audit_text makes of the row
    with link as (
      update app.audit_head h
      set
        seq = h.seq + 1,
        prev_hash = h.hash,
        hash = case algorithm
          when 'sha256' then sha256(h.hash || convert_to(json_build_array(
            h.county_id, new_id, (extract(epoch from at) * 1000000)::bigint, app.account_id(), of_grant, of_role, of_action,
            of_outcome, of_division, of_subject, of_subject_id, of_detail::text, of_changes::text, of_request
          )::text, 'UTF8'))
          else given_hash
        end
      where h.county_id = coalesce((select c.id from app.county c where c.code = left(of_division, 6)), 0)
      returning h.county_id, h.seq, h.prev_hash, h.hash
    )
    insert into app.audit_entry (
      county_id, id, recorded_at, account_id, grant_id, role, action, outcome, division_code, subject, subject_id, detail,
      changes, request_id, seq, hash_algorithm, prev_hash, hash
    )
    select
      l.county_id, new_id, at, app.account_id(), of_grant, of_role, of_action, of_outcome, of_division, of_subject,
      of_subject_id, of_detail, of_changes, of_request, l.seq, algorithm, l.prev_hash, l.hash
    from link l
    returning seq into n;
    exit when found;
    -- the first row of its county
    insert into app.audit_head (county_id, seq, hash)
    select first.id, 0, app.audit_genesis(first.id)
    from (select coalesce((select c.id from app.county c where c.code = left(of_division, 6)), 0) as id) first
    on conflict do nothing;
  end loop;
  return n;
end
$$;
