import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import type { Role, Scope } from '#domain/kernel/actor.ts'
import { makeId } from '#domain/kernel/id.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { isOpenSubject } from '#domain/record/index.ts'
import { addAccount } from '#server/account/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { Connection } from '#server/db/connection.ts'
import { openDb } from '#server/db/pool.ts'
import type { DB } from '#server/db/types.ts'
import { inventedPerson } from '#server/demo/invented-people.ts'
import { insertRecords } from '#server/record/index.ts'
import { textOf } from './station-facts.ts'
import { townSources } from './town-facts.ts'

/** The province whose stations are fully staffed, and one of its counties. */
export const PROVINCE = '35'
export const COUNTY = '350102'
const STAFFED_STATIONS = 1_100
const STAFF = 4
const BATCH = 4_000
export const NATION_PASSWORD = 'bench password of no value'
/** Who asks. */
export const ASKERS: Readonly<Record<string, { readonly role: Role; readonly scope: Scope }>> = {
  county: { role: 'bureau', scope: { code: COUNTY } },
  province: { role: 'province', scope: { code: PROVINCE } },
  nation: { role: 'province', scope: { code: '0' } },
}

type Draft = Parameters<typeof insertRecords>[1][number]
type Facts = Readonly<Record<string, unknown>>

export const idOf = (key: string): string => makeId(1_577_808_000_000, createHash('sha256').update(key).digest())

/**
 * Every division of the country as a unit, a station in every town, and its staff: four at the first stations of the province,
 * one elsewhere. Invented from a seed, the same every time.
 */
function* draftsOfNation(counties: ReadonlyMap<string, number>): Generator<Draft> {
  let staffed = 0
  for (const { subject, id, facts } of townSources()) {
    if (subject !== 'unit' && subject !== 'station') continue
    const code = textOf(facts['divisionCode'])
    const name = textOf(facts['nameText'] ?? id)
    const link = (key: string): Facts => (typeof facts[key] === 'string' ? { [key]: idOf(facts[key]) } : {})
    const at = { countyId: counties.get(code.slice(0, 6)) ?? 0, divisionCode: code, isOpen: isOpenSubject(subject) }
    const own = subject === 'station' && { contractId: null, areaM2: 3_000 + ((Number(code) * 7919) % 6_001) }
    const linked = { ...facts, ...link('parentId'), ...link('unitId'), ...own }
    yield { ...at, subject, id: idOf(id), name, facts: linked }
    if (subject !== 'station') continue
    const isStaffed = code.startsWith(PROVINCE) && staffed++ < STAFFED_STATIONS
    for (let i = 0; i < (isStaffed ? STAFF : 1); i++) yield* staffOf(at, idOf(id), `${code}-${i}`, i)
  }
}

function* staffOf(
  at: Pick<Draft, 'countyId' | 'divisionCode' | 'isOpen'>,
  stationId: string,
  key: string,
  seat: number,
): Generator<Draft> {
  const own = { ...at, isOpen: false, stationId }
  const { name, birthOn } = inventedPerson(key, 1970, 2000)
  const workerId = idOf(`worker ${key}`)
  const startOn = `2023-${String((seat % 12) + 1).padStart(2, '0')}-${String((Number(at.divisionCode) % 28) + 1).padStart(2, '0')}`
  yield { ...own, subject: 'worker', id: workerId, name, facts: { nameText: name, birthOn } }
  const seatCode = ['head', 'part-time', 'full-time', 'full-time'][seat]
  const facts = { stationId, workerId, seatCode, startOn, endOn: null, isFullTime: seat !== 1 }
  yield { ...own, subject: 'posting', id: idOf(`posting ${key}`), name, facts }
}

/** Fills a database that has only just been started with the nation, a plan adopted by the country and by the province, and who asks. */
export async function loadNation(connection: Connection): Promise<{ readonly seconds: number; readonly rows: number }> {
  const from = performance.now()
  const db = openDb(connection.app)
  const admin = new pg.Client(connection.migrator)
  await admin.connect()
  try {
    await systemTx(db, (tx) => sql`select app.ensure_county(code) from app.division where level = 'county'`.execute(tx))
    const { rows } = await admin.query<{ code: string; id: number }>('select code, id from app.county')
    const drafts = [...draftsOfNation(new Map(rows.map(({ code, id }) => [code, id])))]
    for (let i = 0; i < drafts.length; i += BATCH) await systemTx(db, (tx) => insertRecords(tx, drafts.slice(i, i + BATCH)))
    await adopt(db)
    await admin.query(
      'vacuum (analyze) app.unit, app.station, app.worker, app.posting, app.entity, app.county, app.division, app.fact_clock',
    )
    return { seconds: (performance.now() - from) / 1000, rows: drafts.length }
  } finally {
    await admin.end()
    await db.destroy()
  }
}

const adopt = (db: Kysely<DB>): Promise<void> =>
  systemTx(db, async (tx) => {
    for (const unitCode of ['0', PROVINCE])
      await tx
        .insertInto('scheme_adoption')
        .values({
          id: idOf(`adoption ${unitCode}`),
          unit_code: unitCode,
          scheme_id: 'county90',
          in_force: '[2021-03-01,)',
          reference_day: '2024-06-30',
        })
        .execute()
    for (const [signInName, { role, scope }] of Object.entries(ASKERS)) {
      const grants = [{ role, scope, validFrom: '2020-01-01' }]
      const added = await addAccount(tx, {
        signInName: `bench-${signInName}`,
        displayName: '测量',
        password: NATION_PASSWORD,
        grants,
      })
      if (isRefusal(added)) throw new Error(added.code)
    }
  })
