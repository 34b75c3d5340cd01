import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { actorTx, setActor, type Tx } from './actor-tx.ts'
import { openDb } from './pool.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as Id
const bureau: Actor = { accountId: id(90), grantId: id(91), name: '某', role: 'bureau', scope: { code: '990901' } }
const office: Actor = { ...bureau, role: 'agency', scope: { code: '990901', agencyId: id(1) } }

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await base.query(`insert into app.county values (1, '990901', '甲县')`)
})
afterAll(() => base.close())

const insert = (tx: Tx, n: number) =>
  tx
    .insertInto('entity')
    .values({ county_id: 1, subject: 'programme', id: id(n), division_code: '990901', name: '', facts: '{}' })
    .execute()
const audit = (tx: Tx, action: string) =>
  writeAudit(tx, bureau, { action, outcome: 'done', requestId: 'r', at: new Date(), note: {} })
const stored = async () => (await base.query(`select id from app.entity where subject = 'programme' order by id`)).length
const narrowed = async (tx: Tx) => (await sql<{ at: string | null }>`select app.agency_id() as at`.execute(tx)).rows[0]?.at

test('an audit row that cannot be written takes down what it was written for', async () => {
  await expect(
    actorTx(base.db, bureau, async (tx) => {
      await insert(tx, 1)
      await audit(tx, 'x\u0000y')
      return {}
    }),
  ).rejects.toThrow('invalid byte sequence')
  expect(await stored()).toBe(0)
  expect(await base.query('select id from app.audit_entry')).toEqual([])
})

test('a write is done when it is committed, and fails when the commit does', async () => {
  await base.query(`create function app.never() returns trigger language plpgsql as $$ begin raise 'not today'; end $$`)
  await base.query(`create constraint trigger never after insert on app.entity deferrable initially deferred
    for each row execute function app.never()`)
  await expect(actorTx(base.db, bureau, async (tx) => await insert(tx, 2))).rejects.toThrow('not today')
  await expect(
    actorTx(base.db, bureau, async (tx) => {
      await insert(tx, 3)
      await audit(tx, 'x.y')
      return {}
    }),
  ).rejects.toThrow('not today')
  await base.query('drop trigger never on app.entity')
  expect(await stored()).toBe(0)
  expect(await base.query('select id from app.audit_entry')).toEqual([])
})

test('reads and writes on the same few connections follow one another, each with its own actor', async () => {
  await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      await actorTx(base.db, bureau, async (tx) => {
        await insert(tx, 100 + i)
        await audit(tx, 'x.y')
        return {}
      })
      const read = (who: Actor) =>
        actorTx(base.db, who, (tx) =>
          tx
            .selectFrom('entity')
            .select('id')
            .where('id', '=', id(100 + i))
            .execute(),
        )
      expect(await read(bureau)).toEqual([{ id: id(100 + i) }])
      expect(await read(office)).toEqual([])
    }),
  )
  expect(await stored()).toBe(60)
})

test('what narrowed the last one on a connection, or the one before in a transaction, narrows nobody else', async () => {
  for (let i = 0; i < 30; i++) {
    await actorTx(base.db, office, async (tx) => {
      expect(await narrowed(tx)).toBe(id(1))
      await setActor(tx, bureau)
      expect(await narrowed(tx)).toBeNull()
      return {}
    })
    await actorTx(base.db, bureau, async (tx) => {
      expect(await narrowed(tx)).toBeNull()
      return {}
    })
  }
})

test('nothing to say before the end: an empty transaction, and one that fails at once', async () => {
  expect(await actorTx(base.db, bureau, () => Promise.resolve({ ok: true }))).toEqual({ ok: true })
  await expect(actorTx(base.db, bureau, (tx) => sql`select 1/0`.execute(tx))).rejects.toThrow('division by zero')
  expect(
    await actorTx(base.db, undefined, (tx) => tx.selectFrom('entity').select('id').where('id', '=', id(100)).execute()),
  ).toEqual([])
})

test('whoever only read leaves no transaction open', async () => {
  await Promise.all(
    Array.from({ length: 8 }, () =>
      actorTx(base.db, bureau, (tx) => tx.selectFrom('entity').select('name').where('id', '=', id(100)).execute()),
    ),
  )
  // the end of the transaction is not waited for
  const open = () =>
    base.query(`select pid from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`)
  await expect.poll(open, { timeout: 30_000 }).toEqual([])
})

test('what is answered as written is on the disk', async () => {
  // the server of the tests, unlike one that keeps anything, does not wait for the disk
  const db = openDb({ ...base.connection.app, options: '-c synchronous_commit=on' })
  for (let i = 0; i < 5; i++) {
    let written = ''
    await actorTx(db, bureau, async (tx) => {
      await insert(tx, 200 + i)
      const { rows } = await sql<{ at: string }>`select pg_current_wal_insert_lsn()::text as at`.execute(tx)
      written = rows[0]?.at ?? ''
      await audit(tx, 'x.y')
      return {}
    })
    const [log] = await base.query<{ kept: boolean }>(`select pg_current_wal_flush_lsn() > '${written}'::pg_lsn as kept`)
    expect(log).toEqual({ kept: true })
  }
  await db.destroy()
})
