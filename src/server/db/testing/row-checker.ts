import { sql } from 'kysely'
import type { Tx } from '../actor-tx.ts'
import { ORACLE, type Row, type Who } from './oracle.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { ACCOUNTS, AGENCIES, CODES, INSERTS, KEYS, randomRow, uuid, type Random } from './universe.ts'

const ROWS: Readonly<Record<string, number>> = {
  entity: 300,
  person_secret: 200,
  decision: 120,
  consequence: 120,
  account: 60,
  access_grant: 80,
  session: 60,
}
const FEW_ROWS = 60
const TRIES = 12
/** Tables somebody may remove rows from. */
const REMOVABLE = new Set(['entity', 'unit', 'station', 'worker', 'posting', 'person_secret', 'session', 'second_factor'])

class Undo extends Error {}

/** Becomes somebody for the rest of a transaction. */
export type Become = (tx: Tx) => Promise<unknown>

export interface RowChecker {
  readonly base: TestDatabase
  /** Every table's rows, as they stand in the database. */
  readonly world: Map<string, Row[]>
  /** How many single verdicts were compared so far. */
  count(): number
  /** Tries everything on everything as `who`; throws at the first verdict on which database and oracle differ. */
  checkAll(who: Who, become: Become): Promise<void>
  /** Runs `work` as the application, and takes everything back. */
  asApp(become: Become, work: (tx: Tx) => Promise<void>): Promise<void>
}

/** A database full of random rows, and the oracle beside it. */
export async function createRowChecker(random: Random): Promise<RowChecker> {
  const base = await createTestDatabase()
  const world = new Map<string, Row[]>()
  const tables = Object.keys(ORACLE)
  let checks = 0
  await base.query(`insert into app.county values (1, '990901', '甲县')`)
  // tries each statement by itself: the numbers of those that changed a row
  await base.query(`create function public.attempt(statements text[]) returns int[] language plpgsql as $$
    declare done int[] := '{}'; n int; begin
      for i in 1..coalesce(array_length(statements, 1), 0) loop
        begin
          execute statements[i];
          get diagnostics n = row_count;
          if n > 0 then done := done || i; end if;
        exception when insufficient_privilege or check_violation then null;
        end;
      end loop;
      return done; end $$`)
  for (const [i, id] of ACCOUNTS.entries())
    await base.query(INSERTS['account']?.({ ...randomRow(random), id, code: CODES[i * 3] as string }) ?? '')
  world.set(
    'account',
    (await base.query<{ id: string; code: string }>(`select id, division_code as code from app.account`)).map((row) => row),
  )
  for (const table of ['account', 'access_grant', ...tables.filter((one) => one !== 'account' && one !== 'access_grant')]) {
    const rows =
      table === 'second_factor'
        ? ACCOUNTS.map((account) => ({ ...randomRow(random), id: account, account }))
        : Array.from({ length: ROWS[table] ?? FEW_ROWS }, () => fitting(table))
    await base.query(rows.map((row) => INSERTS[table]?.(row)).join(';\n'))
    world.set(table, [...(world.get(table) ?? []), ...rows])
  }
  const there = new Set((await base.query<{ id: string }>('select id from app.session')).map(({ id }) => id))
  world.set(
    'session',
    (world.get('session') ?? []).filter(({ id }) => there.has(id)),
  )

  return { base, world, count: () => checks, checkAll, asApp }

  /** A row the table's own constraints let in. */
  function fitting(table: string, id?: string): Row {
    const row = { ...randomRow(random), ...(id !== undefined && { id }) }
    // a station is its own station
    if (table === 'station') return { ...row, station: row.id }
    if (table !== 'break_glass' && table !== 'zone') return row
    const code = random.pick(['990901', '990902', '990903', '110101'])
    if (table === 'zone') return { ...row, code }
    return {
      ...row,
      code,
      role: random.pick(['auditor', 'city', 'province']),
    }
  }

  /** Runs `work` as the application, and takes everything back. */
  async function asApp(become: (tx: Tx) => Promise<unknown>, work: (tx: Tx) => Promise<void>): Promise<void> {
    await base.db
      .transaction()
      .execute(async (tx) => {
        await become(tx)
        await work(tx)
        throw new Undo()
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error
      })
  }

  function rowsOf(table: string): readonly Row[] {
    return world.get(table) ?? []
  }
  async function ids(tx: Tx, statement: string): Promise<ReadonlySet<string>> {
    const { rows } = await sql.raw<{ id: string }>(statement).execute(tx)
    return new Set(rows.map(({ id }) => id))
  }

  function compare(what: string, who: Who, table: string, found: ReadonlySet<string>, expected: (row: Row) => boolean): void {
    const wrong = rowsOf(table).filter((row) => found.has(row.id) !== expected(row))
    checks += rowsOf(table).length
    if (wrong.length > 0)
      throw new Error(
        `${what} ${table}: ${wrong.length} rows differ for ${JSON.stringify(who)}, as ${JSON.stringify(wrong[0])} (found: ${found.has(wrong[0]?.id ?? '')})`,
      )
    const unknown = [...found].filter((id) => !rowsOf(table).some((row) => row.id === id))
    if (unknown.length > 0) throw new Error(`${what} ${table}: rows that nobody put there: ${unknown.join(', ')}`)
  }

  async function undone(tx: Tx, work: () => Promise<void>): Promise<void> {
    await sql.raw('savepoint before').execute(tx)
    await work()
    await sql.raw('rollback to savepoint before').execute(tx)
  }

  /** Tries everything on everything. */
  async function checkAll(who: Who, become: (tx: Tx) => Promise<unknown>): Promise<void> {
    await asApp(become, async (tx) => {
      for (const table of tables) {
        const [rules, [key, touch]] = [ORACLE[table], KEYS[table]] as [(typeof ORACLE)[string], readonly [string, string]]
        compare('read', who, table, await ids(tx, `select ${key}::text as id from app.${table}`), (row) => rules.read(row, who))
        if (touch !== '')
          await undone(tx, async () =>
            compare(
              'update',
              who,
              table,
              await ids(tx, `update app.${table} set ${touch} returning ${key}::text as id`),
              (row) => rules.read(row, who) && rules.update(row, who),
            ),
          )
        if (REMOVABLE.has(table))
          await undone(tx, async () =>
            compare(
              'delete',
              who,
              table,
              await ids(tx, `delete from app.${table} returning ${key}::text as id`),
              (row) => rules.read(row, who) && rules.remove(row, who),
            ),
          )
        if (table !== 'session' && table !== 'second_factor' && table !== 'access_grant') await checkInserts(tx, table, who)
      }
      await checkMoves(tx, who)
    })
  }

  async function tried(tx: Tx, statements: readonly string[]): Promise<ReadonlySet<number>> {
    const { rows } = await sql<{ done: number[] }>`select public.attempt(${sql.val([...statements])}::text[]) as done`.execute(tx)
    return new Set(rows[0]?.done ?? [])
  }

  async function checkInserts(tx: Tx, table: string, who: Who): Promise<void> {
    const fresh = Array.from({ length: TRIES }, () => ({
      ...fitting(table, uuid(8)),
      ...(random.isHit(0.5) && who.account !== undefined && { account: who.account }),
      ...(random.isHit(0.5) && who.agency !== undefined && { agency: who.agency }),
      ...(random.isHit(0.5) && who.role !== undefined && table === 'break_glass' && { role: who.role }),
    }))
    await undone(tx, async () => {
      const done = await tried(
        tx,
        fresh.map((row) => INSERTS[table]?.(row) ?? ''),
      )
      for (const [i, row] of fresh.entries()) {
        checks++
        const expected = ORACLE[table]?.insert(row, who) ?? false
        if (done.has(i + 1) !== expected)
          throw new Error(`insert ${table}: ${JSON.stringify(row)} by ${JSON.stringify(who)}: ${String(done.has(i + 1))}`)
      }
    })
  }

  /** Moving a record somewhere else: out of the scope it cannot be moved, into it neither. */
  async function checkMoves(tx: Tx, who: Who): Promise<void> {
    const theirs = rowsOf('entity').filter((row) => ORACLE['entity']?.update(row, who))
    const moves = Array.from({ length: TRIES * 2 }, (_, i) => ({
      row: random.pick(i % 2 === 0 && theirs.length > 0 ? theirs : rowsOf('entity')),
      to: random.pick(CODES),
      agency: random.pick(AGENCIES),
    }))
    await undone(tx, async () => {
      for (const { row, to, agency } of moves) {
        const done = await tried(tx, [
          `update app.entity set division_code = '${to}', agency_id = '${agency}' where id = '${row.id}'`,
        ])
        await sql.raw('rollback to savepoint before').execute(tx)
        const { read, update } = ORACLE['entity'] as (typeof ORACLE)[string]
        const after = { ...row, code: to, agency }
        checks++
        const expected = read(row, who) && update(row, who) && update(after, who)
        if (done.has(1) !== expected)
          throw new Error(`move ${JSON.stringify(row)} to ${to} by ${JSON.stringify(who)}: ${String(done.has(1))}`)
      }
    })
  }
}
