-- Who is asking, as row-level security sees it. Every setting that is missing or '' is null, and null matches nothing.
create function app.account_id() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.account_id', true), '')::uuid $$;

create function app.role_code() returns text language sql stable parallel safe
as $$ select nullif(current_setting('app.role', true), '') $$;

create function app.reach() returns text language sql stable parallel safe
as $$ select nullif(current_setting('app.reach', true), '') $$;

create function app.agency_id() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.agency_id', true), '')::uuid $$;

create function app.station_id() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.station_id', true), '')::uuid $$;

create function app.scope_from() returns text language sql stable parallel safe
as $$ select nullif(current_setting('app.scope', true), '') collate "C" $$;

create function app.scope_below() returns text language sql stable parallel safe
as $$ select case nullif(current_setting('app.scope', true), '') when '0' then '~' else nullif(current_setting('app.scope', true), '') || '~' end collate "C" $$;

create function app.scope_above() returns text[] language sql stable parallel safe
as $$ select string_to_array(nullif(current_setting('app.scope_above', true), ''), ',') $$;

comment on function app.scope_from() is '辖区代码下限（含）：行政区划代码按字节序的区间，不用 LIKE';

comment on function app.scope_below() is '辖区代码上限（不含）；0 为全国';

comment on function app.scope_above() is '上级辖区代码：本辖区之上各级，用于读取对下公开的记录';

comment on function app.reach() is '辖区内的范围：territory 全辖区、agency 本机构、station 本站';

grant usage on schema app to sgz_app, sgz_portal, sgz_report;
