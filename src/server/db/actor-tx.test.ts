import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Actor, Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { actorTx, systemTx, type Tx } from './actor-tx.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as Id
const [AGENCY, OTHER_AGENCY, STATION] = [id(1), id(2), id(3)]
const actor = (role: Actor['role'], scope: Scope): Actor => ({ accountId: id(90), grantId: id(91), name: '某', role, scope })
const bureau = actor('bureau', { code: '990901' })

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await base.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  const rows: readonly [number, number, string, string | null, string | null, boolean][] = [
    [1, 11, '990901101', AGENCY, STATION, false],
    [1, 12, '990901102', OTHER_AGENCY, null, false],
    [2, 13, '990902101', AGENCY, null, false],
    [1, 14, '990901', null, null, true],
    [1, 15, '990901', null, null, false],
    [1, 16, '99', null, null, true],
  ]
  for (const [county, n, code, agency, station, isOpen] of rows)
    await base.query(
      `insert into app.entity (county_id, subject, id, division_code, agency_id, station_id, is_open, name, facts)
       values ($1, 'programme', $2, $3, $4, $5, $6, '', '{}')`,
      [county, id(n), code, agency, station, isOpen],
    )
})
afterAll(() => base.close())

const seenBy = (who: Actor | undefined) =>
  actorTx(base.db, who, async (tx) =>
    (await tx.selectFrom('entity').select('id').orderBy('id').execute()).map((row) => Number(row.id.slice(-2))),
  )

const insertEntity = (tx: Tx, n: number, code: string, county = 1) =>
  tx
    .insertInto('entity')
    .values({ county_id: county, subject: 'programme', id: id(n), division_code: code, name: '', facts: '{}' })
    .execute()

describe('what each scope sees', () => {
  test.each<[string, Actor | undefined, readonly number[]]>([
    ['nobody: nothing', undefined, []],
    ['the county: its own, and what is open above it', bureau, [11, 12, 14, 15, 16]],
    ['the other county: its own, and what is open above it', actor('bureau', { code: '990902' }), [13, 16]],
    ['a town: its own, and what is open above it', actor('town', { code: '990901101' }), [11, 14, 16]],
    ['the country: all', actor('auditor', { code: '0' }), [11, 12, 13, 14, 15, 16]],
    ['an agency: its own in the county, and what is open', actor('agency', { code: '990901', agencyId: AGENCY }), [11, 14, 16]],
    [
      'a worker: the own station, and what is open',
      actor('worker', { code: '990901', agencyId: AGENCY, stationId: STATION }),
      [11, 14, 16],
    ],
    ['a prefix of codes: what begins with it, and what is open above it', actor('town', { code: '99090110' }), [11, 12, 14, 16]],
  ])('%s', async (_, who, seen) => {
    expect(await seenBy(who)).toEqual(seen)
  })

  test('settings that are there but empty, as a pooled session leaves them, are nothing', async () => {
    const seen = await base.db.transaction().execute(async (tx) => {
      await sql.raw(`set local app.scope = ''; set local app.reach = 'territory'; set local app.scope_above = ''`).execute(tx)
      return tx.selectFrom('entity').select('id').execute()
    })
    expect(seen).toEqual([])
  })

  test('a reach that is missing is nothing, in the right county too', async () => {
    const seen = await base.db.transaction().execute(async (tx) => {
      await sql.raw(`set local app.scope = '990901'; set local app.scope_above = '0,99'`).execute(tx)
      return tx.selectFrom('entity').select('id').execute()
    })
    expect(seen).toEqual([])
  })
})

describe('what each scope writes', () => {
  test('inside the scope', async () => {
    await actorTx(base.db, bureau, (tx) => insertEntity(tx, 30, '990901105'))
    expect(await seenBy(bureau)).toContain(30)
    await base.query('delete from app.entity where id = $1', [id(30)])
  })

  test('never outside it, nor above it', async () => {
    await expect(actorTx(base.db, bureau, (tx) => insertEntity(tx, 31, '990902101', 2))).rejects.toThrow(/row-level security/)
    await expect(actorTx(base.db, bureau, (tx) => insertEntity(tx, 31, '99'))).rejects.toThrow(/row-level security/)
  })

  test('an open row of others can be read, not changed', async () => {
    const town = actor('town', { code: '990901101' })
    await actorTx(base.db, town, (tx) => tx.updateTable('entity').set({ name: 'x' }).where('id', '=', id(14)).execute())
    expect(await base.query('select name from app.entity where id = $1', [id(14)])).toEqual([{ name: '' }])
  })

  test('reference data only by the program itself', async () => {
    const insert = (tx: Tx) => tx.insertInto('division').values({ code: '990999', name: '某', level: 'county' }).execute()
    await expect(actorTx(base.db, bureau, insert)).rejects.toThrow(/row-level security/)
    await systemTx(base.db, insert)
  })

  test.each(['audit_entry', 'decision', 'signature', 'scheme_version', 'consequence', 'scheme_document'] as const)(
    '%s is never changed nor deleted',
    async (table) => {
      const who = actor('bureau', { code: '0' })
      await expect(actorTx(base.db, who, (tx) => tx.deleteFrom(table).execute())).rejects.toThrow(/permission denied/)
      await expect(
        actorTx(base.db, who, (tx) =>
          sql`update ${sql.table(`app.${table}`)} set ${sql.ref(firstColumn[table])} = null`.execute(tx),
        ),
      ).rejects.toThrow(/permission denied/)
    },
  )
  const firstColumn = {
    audit_entry: 'action',
    decision: 'outcome',
    signature: 'value',
    scheme_version: 'content',
    consequence: 'status',
    scheme_document: 'bytes',
  }

  test('the password hash cannot be read', async () => {
    await expect(actorTx(base.db, bureau, (tx) => tx.selectFrom('account').select('password_hash').execute())).rejects.toThrow(
      /permission denied/,
    )
  })

  test('an audit row comes in through its function only, which knows whose transaction it is', async () => {
    const row = {
      county_id: 0,
      id: id(70),
      account_id: id(71),
      role: 'bureau',
      action: 'x',
      outcome: 'done',
      division_code: '990901',
    }
    await expect(
      actorTx(base.db, bureau, (tx) =>
        tx
          .insertInto('audit_entry')
          .values({ ...row, seq: 1, hash: Buffer.of(), prev_hash: Buffer.of() })
          .execute(),
      ),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('a consequence', () => {
  const propose = (tx: Tx, status = 'proposed') =>
    tx
      .insertInto('consequence')
      .values({
        county_id: 1,
        id: id(50),
        scheme_id: 's',
        scheme_sha256: 'h',
        rule_id: 'r',
        subject: 'agency',
        entity_id: AGENCY,
        division_code: '990901',
        event_on: '2026-11-01',
        measure: 'rectify',
        status,
      })
      .execute()
  const decide = (who: Actor, status: string) =>
    actorTx(
      base.db,
      who,
      async (tx) =>
        (await sql<{ ok: boolean }>`select app.decide_consequence(1, ${id(50)}, ${status}, ${id(60)}) as ok`.execute(tx)).rows[0]
          ?.ok,
    )

  test('is proposed first, decided by the bureau of the place, and lifted only after that', async () => {
    await expect(actorTx(base.db, bureau, (tx) => propose(tx, 'decided'))).rejects.toThrow(/row-level security/)
    await actorTx(base.db, bureau, (tx) => propose(tx))
    expect(await decide(actor('bureau', { code: '990902' }), 'decided')).toBe(false)
    expect(await decide(actor('town', { code: '990901' }), 'decided')).toBe(false)
    expect(await decide(bureau, 'lifted')).toBe(false)
    expect(await decide(bureau, 'decided')).toBe(true)
    expect(await decide(bureau, 'rejected')).toBe(false)
    expect(await decide(bureau, 'lifted')).toBe(true)
  })
})

describe('the transaction', () => {
  test('a refusal rolls back what was written before it', async () => {
    const result = await actorTx(base.db, bureau, async (tx) => {
      await insertEntity(tx, 40, '990901')
      return refuse('NO', { clause: 'x-1-1' })
    })
    expect(result).toEqual({ refused: true, code: 'NO', clause: 'x-1-1' })
    expect(await seenBy(bureau)).not.toContain(40)
  })

  test('what is no code nor id never reaches SQL', async () => {
    await expect(seenBy(actor('bureau', { code: "0' or '1" }))).rejects.toThrow(TypeError)
    await expect(seenBy(actor('agency', { code: '99', agencyId: "x'" as Id }))).rejects.toThrow(TypeError)
  })

  test('scope searches use the index, under row-level security too', async () => {
    await base.query(`insert into app.entity (county_id, subject, id, division_code, name, facts)
      select 1, 'client', gen_random_uuid(), '9909' || lpad((n % 90)::text, 2, '0') || '101', '', '{}' from generate_series(1, 20000) n`)
    await base.query('analyze app.entity')
    const plan = await actorTx(base.db, actor('town', { code: '990901101' }), async (tx) => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select id from app.entity where subject = 'client'`.execute(tx)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('entity_subject_division')
    expect(plan).not.toContain('Seq Scan')
  })
})
