import type pg from 'pg'

/** One line for each thing of the schema `app`, in a fixed order: what a reader needs, and what drift shows in. */
const QUERIES: readonly (readonly [title: string, sql: string])[] = [
  [
    'tables',
    `select format(E'table %s  -- %s\n%s', c.oid::regclass, coalesce(obj_description(c.oid), ''),
       (select string_agg(format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attcollation <> t.typcollation then ' collate ' || (select collname from pg_collation where oid = a.attcollation) else '' end,
          case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''),
          coalesce('  -- ' || col_description(c.oid, a.attnum), '')), E'\n' order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) as line
     from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  ],
  [
    'constraints',
    `select format('%s %s: %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as line
     from pg_constraint where connamespace = 'app'::regnamespace and contype <> 'n' and conrelid <> 0
     order by conrelid::regclass::text, conname collate "C"`,
  ],
  ['indexes', `select indexdef as line from pg_indexes where schemaname = 'app' order by tablename, indexname collate "C"`],
  [
    'row-level security',
    `select format('%s enabled=%s forced=%s', oid::regclass, relrowsecurity, relforcerowsecurity) as line
     from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by relname`,
  ],
  [
    'policies',
    `select format(E'%s %s for %s to %s\n  using %s\n  check %s', tablename, policyname, lower(cmd), array_to_string(roles, ', '),
       coalesce(qual, '-'), coalesce(with_check, '-')) as line
     from pg_policies where schemaname = 'app' order by tablename, policyname collate "C"`,
  ],
  [
    'grants',
    `select format('%s to %s: %s', table_name, grantee, string_agg(lower(privilege_type), ', ' order by privilege_type)) as line
     from information_schema.role_table_grants where table_schema = 'app' and grantee like 'sgz%' and grantee <> 'sgz_owner'
     group by table_name, grantee order by table_name collate "C", grantee collate "C"`,
  ],
  [
    'column grants',
    `select format('%s to %s: %s (%s)', table_name, grantee, lower(privilege_type), string_agg(column_name, ', ' order by column_name)) as line
     from information_schema.column_privileges p where table_schema = 'app' and grantee like 'sgz%' and grantee <> 'sgz_owner'
       and not exists (select from information_schema.role_table_grants g
         where g.table_schema = p.table_schema and g.table_name = p.table_name and g.grantee = p.grantee and g.privilege_type = p.privilege_type)
     group by table_name, grantee, privilege_type order by table_name collate "C", grantee collate "C", privilege_type`,
  ],
  [
    'functions',
    `select format(E'%s%s\n%s', pg_get_functiondef(oid), coalesce(E'-- ' || obj_description(oid), ''),
       'execute: ' || coalesce(array_to_string(array(select coalesce(nullif(grantee::regrole::text, '-'), 'public')
         from aclexplode(coalesce(proacl, acldefault('f', proowner))) where privilege_type = 'EXECUTE' order by 1), ', '), 'public')) as line
     from pg_proc where pronamespace = 'app'::regnamespace order by proname collate "C"`,
  ],
]

/** The schema `app` of a database as text, the same for the same schema. */
export async function listSchema(client: pg.Client): Promise<string> {
  const parts: string[] = ['-- Generated from the migrations: the schema as it stands. Do not edit.']
  for (const [title, sql] of QUERIES) {
    const { rows } = await client.query<{ line: string }>(sql)
    parts.push(`\n-- ${title}\n`, ...rows.map(({ line }) => line))
  }
  return `${parts.join('\n')}\n`
}
