import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { actorTx, SYSTEM_ACTOR, systemTx, type Tx } from '#server/db/actor-tx.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { newId } from '#server/http/new-id.ts'
import { createPlanKeeper } from './keep-plans.ts'
import { insertSignature } from '../repository.ts'
import { loadFolder } from '../testing/load-folder.ts'
import { TINY_SCHEME } from '../testing/tiny-scheme.ts'

const DAY = '2024-01-15' as CivilDate
const [COUNTY, NEIGHBOUR] = ['990901', '990902']
const bureau: Actor = {
  accountId: newId(),
  grantId: newId(),
  name: '某',
  role: 'bureau',
  scope: { code: COUNTY },
}

let database: TestDatabase
let keeper: ReturnType<typeof createPlanKeeper>
beforeAll(async () => {
  database = await createTestDatabase()
  await database.query(`insert into app.division (code, name, level) values ('${COUNTY}', '甲县', 'county')`)
  await loadFolder(database.db, { tiny: TINY_SCHEME })
  for (const unit of [COUNTY, NEIGHBOUR]) await adopt(unit)
})
beforeEach(() => {
  keeper = createPlanKeeper()
})
afterAll(() => database.close())

const adopt = (unit: string) =>
  database.query(
    `insert into app.scheme_adoption (id, unit_code, scheme_id, in_force) values (gen_random_uuid(), $1, 'tiny', '[2021-01-01,)')`,
    [unit],
  )
const sign = (tx: Tx, value: string, unitCode = COUNTY) =>
  insertSignature(tx, {
    id: newId(),
    schemeId: 'tiny',
    subject: 'setting:plan-days',
    unitCode,
    value,
    signedBy: bureau.accountId,
    name: '某',
    on: DAY,
  })

/** What a reader is told; the same three lists that the keeper would have to read. */
const seen = async (tx: Tx, actor: Actor) => {
  const plans = await keeper({ tx, actor })
  const [versions, adoptions, signatures] = [
    await plans.versions(),
    await plans.adoptions(DAY),
    await plans.signatures('tiny', COUNTY),
  ]
  return {
    versions,
    adoptions,
    signatures,
    names: adoptions.map(({ unitName }) => unitName),
    signed: signatures.map(({ value }) => value),
  }
}
const told = async (actor = bureau) =>
  (await actorTx(database.db, actor, (tx) => seen(tx, actor))) as Awaited<ReturnType<typeof seen>>

test('what nobody wrote since is not read again', async () => {
  const [before, after] = [await told(), await told()]
  for (const list of ['versions', 'adoptions', 'signatures'] as const) expect(after[list]).toBe(before[list])
})

test('each reader is told of the own adoptions, whoever asked before', async () => {
  expect((await told(SYSTEM_ACTOR)).names).toEqual(['甲县', NEIGHBOUR])
  expect((await told()).names).toEqual(['甲县'])
  const neighbour = { ...bureau, scope: { code: NEIGHBOUR } }
  expect((await told(neighbour)).names).toEqual([NEIGHBOUR])
  expect((await told({ ...bureau, scope: { code: '990903' } })).names).toEqual([])
})

describe('what another program on the same database writes is seen by the next request', () => {
  test('a signature', async () => {
    expect((await told()).signed).toEqual([])
    await systemTx(database.db, (tx) => sign(tx, '12'))
    expect((await told()).signed).toEqual(['12'])
  })

  test('an adoption that begins, and one that ends', async () => {
    const town = `${COUNTY}101`
    await told()
    await adopt(town)
    expect((await told()).names).toEqual(['甲县', town])
    await database.query(`update app.scheme_adoption set in_force = '[2021-01-01,2022-01-01)' where unit_code = $1`, [town])
    expect((await told()).names).toEqual(['甲县'])
  })

  test('another version', async () => {
    const { versions } = await told()
    await database.query(
      `insert into app.scheme_version (scheme_id, version, sha256, valid_during, content)
       select scheme_id, '9', 'another', valid_during, content from app.scheme_version`,
    )
    expect((await told()).versions).toHaveLength(versions.length + 1)
  })

  test('the name of a division', async () => {
    await told()
    await database.query(`update app.division set name = '新县' where code = $1`, [COUNTY])
    expect((await told()).names).toEqual(['新县'])
    await database.query(`update app.division set name = '甲县' where code = $1`, [COUNTY])
  })
})

test('a transaction sees what it wrote itself; what was rolled back nobody is told, however many write after it', async () => {
  await systemTx(database.db, (tx) => sign(tx, '20'))
  expect((await told()).signed).toEqual(['20'])
  await actorTx(database.db, bureau, async (tx) => {
    await sign(tx, '21')
    expect((await seen(tx, bureau)).signed).toEqual(['21'])
    return refuse('NOT_ALLOWED')
  })
  expect((await told()).signed).toEqual(['20'])
  // a count of writes would now stand where the one rolled back stood
  await systemTx(database.db, (tx) => sign(tx, '1', NEIGHBOUR))
  expect((await told()).signed).toEqual(['20'])
})

test('of two writers at work together neither waits, and whoever commits last is seen', async () => {
  const other = new pg.Client(database.connection.migrator)
  await other.connect()
  await other.query('begin')
  await other.query(
    `insert into app.signature (id, scheme_id, subject, unit_code, value, signed_by_name, signed_on, recorded_at)
     values ($1, 'tiny', 'setting:plan-days', $2, '"31"', '某', now(), now() + interval '1 minute')`,
    [newId(), COUNTY],
  )
  await systemTx(database.db, (tx) => sign(tx, '30'))
  expect((await told()).signed).toEqual(['30'])
  await other.query('commit')
  expect((await told()).signed).toEqual(['31'])
  await other.end()
})
