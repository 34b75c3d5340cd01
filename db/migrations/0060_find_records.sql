-- Finding records by a piece of their name, in Chinese or by pinyin and initials. LIKE is not leakproof, so under row-level
-- security no index would serve it: this function reads past the policies and repeats them itself, word for word.
create function app.name_grams(name text, keys text) returns text[] language sql immutable parallel safe
as $$
  select coalesce(array_agg(distinct gram), '{}')
  from (
    select substr(lower(name), i, 1) as gram
    from generate_series(1, length(name)) i
    union all
    select substr(part, i, n)
    from regexp_split_to_table(split_part(keys, '|', 2), ' ') part, generate_series(1, length(part)) i, generate_series(1, 2) n
    where i + n - 1 <= length(part)
    union all
    select substr(part, i, 3)
    from regexp_split_to_table(keys, '[ |]') part, generate_series(1, length(part) - 2) i
  ) g
  where gram <> ' '
$$;

comment on function app.name_grams(text, text) is '名称与拼音的碎片：单字、首字母一二连、拼音三连；供倒排索引';

create function app.text_grams(text text) returns text[] language sql immutable parallel safe
as $$
  select case
    when text !~ '^[a-z0-9]+$' then array(select distinct substr(text, i, 1) from generate_series(1, length(text)) i)
    when length(text) <= 2 then array[text]
    else array(select distinct substr(text, i, 3) from generate_series(1, length(text) - 2) i)
  end
$$;

comment on function app.text_grams(text) is '所查文字的碎片，须全在名称的碎片之中';

do $$
declare
  one text;
begin
  foreach one in array array['entity', 'unit', 'station', 'worker', 'posting'] loop
    execute format('create index %1$I on app.%2$I using gin (app.name_grams(name, name_keys))', one || '_name_grams', one);
    execute format('create policy %1$I on app.%2$I for select to sgz_owner using (true)', one || '_find', one);
  end loop;
end
$$;

create function app.find_records(subjects text[], wanted text, most integer)
returns table (county_id integer, subject text, id uuid, division_code text, name text)
language plpgsql stable security definer set search_path = pg_catalog, app
as $$
declare
  one text;
  needle text := lower(replace(wanted, ' ', ''));
  source text;
begin
  if needle = '' or app.reach() is null then
    return;
  end if;
  foreach one in array subjects loop
    source := case when one in ('unit', 'station', 'worker', 'posting') then one else 'entity' end;
    return query execute format(
      $q$
        select f.county_id, $1, f.id, f.division_code, f.name
        from (
          (
            select r.county_id, r.id, r.division_code, r.name, r.name_keys
            from app.%1$I r
            where app.name_grams(r.name, r.name_keys) @> app.text_grams($2)
              and (position($2 in lower(r.name)) > 0 or position($2 in %3$s) > 0)
              and r.division_code >= app.scope_from()
              and r.division_code < app.scope_below()
              and (r.is_open or app.may_reach(r.division_code, r.agency_id, r.station_id, r.assigned_to, r.round_ids))
              and %2$s
            limit greatest($3 * 10, 200)
          )
          union all
          (
            select r.county_id, r.id, r.division_code, r.name, r.name_keys
            from app.%1$I r
            where app.name_grams(r.name, r.name_keys) @> app.text_grams($2)
              and (position($2 in lower(r.name)) > 0 or position($2 in %3$s) > 0)
              and r.is_open
              and r.division_code = any (app.scope_above())
              and not (r.division_code >= app.scope_from() and r.division_code < app.scope_below())
              and %2$s
            limit greatest($3 * 10, 200)
          )
        ) f
        order by
          case
            when lower(f.name) = $2 then 0
            when starts_with(lower(f.name), $2) then 1
            when $2 = any (regexp_split_to_array(f.name_keys, '[ |]')) then 2
            when position(' ' || $2 in translate(' ' || f.name_keys, '|', ' ')) > 0 then 3
            else 4
          end,
          length(f.name), f.name, f.id
        limit $3
      $q$,
      source,
      case when source = 'entity' then 'r.subject = $1' else 'true' end,
      -- two letters are initials: in a full spelling they would stand nearly everywhere
      case when length(needle) <= 2 then $s$split_part(r.name_keys, '|', 2)$s$ else 'r.name_keys' end
    ) using one, needle, most;
  end loop;
end
$$;

revoke all on function app.find_records(text[], text, integer) from public;

grant execute on function app.find_records(text[], text, integer) to sgz_app;

comment on function app.find_records(text[], text, integer) is '按名称的一段、拼音或首字母找档案；范围与各表的读取策略一致';
