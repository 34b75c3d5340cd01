import type pg from 'pg'
import type { Table } from './copy-table.ts'

const IN_APP = `c.relnamespace = to_regnamespace('app') and c.relkind = 'r'`

/** Every table of the schema with its stored columns, by name. */
export async function listTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where ${IN_APP} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.relname order by c.relname collate "C"`,
  )
  return rows
}

/** Tables of which the backup's role would not see every row, and sequences, which it does not keep. */
export async function listUncovered(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where ${IN_APP} and not (
       has_table_privilege('sgz_backup', c.oid, 'select')
       and (not c.relrowsecurity or exists (
         select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
         and 'sgz_backup'::regrole = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true'))
       and not exists (
         select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('r', '*')
         and p.polroles && array[0::oid, 'sgz_backup'::regrole::oid]))
     union all
     select relname from pg_class c where c.relnamespace = to_regnamespace('app') and c.relkind = 'S'
     order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** Whether anything stands in the schema. */
export async function hasTables(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select exists (select from pg_class c where c.relnamespace = to_regnamespace('app') and c.relkind in ('r', 'p', 'v', 'm', 'S')) as there`,
  )
  return rows[0]?.there ?? false
}
