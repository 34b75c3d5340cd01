import type pg from 'pg'

interface Switch {
  readonly down: string
  readonly up: string
}

/**
 * In the running transaction, on tables nobody else sees yet: the owner is let past row-level security (COPY refuses
 * otherwise), our own triggers sleep, foreign keys go and come back, checked once as a whole. All is as before afterwards.
 */
export async function withWallsDown(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const switches = await listSwitches(client)
  for (const { down } of switches) await client.query(down)
  await work()
  // the reverse order: keys are checked by an owner who still sees every row
  for (const { up } of [...switches].reverse()) await client.query(up)
}

async function listSwitches(client: pg.ClientBase): Promise<readonly Switch[]> {
  const { rows } = await client.query<Switch>(
    `select format('alter table %s no force row level security', c.oid::regclass) as down,
            format('alter table %s force row level security', c.oid::regclass) as up, 1 as turn, c.relname::text as name
     from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity
     union all
     select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname),
            format('alter table %s enable %s trigger %I', t.tgrelid::regclass,
              case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname), 2, t.tgname::text
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'app'::regnamespace and not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0
     union all
     select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname),
            format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)), 3, k.conname::text
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where c.relnamespace = 'app'::regnamespace and k.contype = 'f' and k.conparentid = 0
     order by turn, name`,
  )
  return rows
}
