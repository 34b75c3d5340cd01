import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { putRecord } from '#server/db/testing/put-record.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { newId } from '#server/http/new-id.ts'
import { createFactKeeper, type FactsOfDay } from './keep-facts.ts'

const PROVINCE = '99'
/** More than are read in one statement. */
const COUNTIES = 70
const codeOf = (county: number): string => `99${String(county).padStart(4, '0')}`
const ids = Array.from({ length: COUNTIES }, () => newId())

let database: TestDatabase
let keeper: ReturnType<typeof createFactKeeper>
beforeAll(async () => {
  database = await createTestDatabase()
  for (let county = 1; county <= COUNTIES; county++) {
    await database.query(`insert into app.county values ($1, $2, $3)`, [county, codeOf(county), `县${county}`])
    const place = { subject: 'unit', id: ids[county - 1] ?? '', divisionCode: codeOf(county), countyId: county }
    await putRecord(database, { ...place, name: `县${county}`, facts: { tierCode: 'county' } })
  }
})
beforeEach(() => {
  keeper = createFactKeeper()
})
afterAll(() => database.close())

const on = (day: string, unitCode = PROVINCE): Promise<FactsOfDay> =>
  systemTx(database.db, (tx) => keeper(tx, unitCode, day as CivilDate))
const factsOf = ({ sources }: FactsOfDay, county: number) => sources.find(({ id }) => id === ids[county - 1])
const write = (county: number, more: object, from = '-infinity') =>
  database.query(`update app.unit set facts = facts || $2::jsonb, effective_on = $3 where id = $1`, [
    ids[county - 1],
    JSON.stringify(more),
    from,
  ])

test('what nobody wrote since is not read again, on that day or a later one', async () => {
  const before = await on('2024-01-15')
  expect(before.sources).toHaveLength(COUNTIES)
  expect(before.sources.map(({ id }) => id)).toEqual(ids)
  expect((await on('2024-01-15')).sources).toBe(before.sources)
  expect((await on('2024-02-01')).sources).toBe(before.sources)
})

test('a county that was written to is read again, with the few beside it, and the others stay', async () => {
  const before = await on('2024-01-15')
  await write(1, { marker: 'new' })
  const after = await on('2024-01-15')
  expect(factsOf(after, 1)?.facts).toMatchObject({ marker: 'new' })
  expect(factsOf(after, COUNTIES)).toBe(factsOf(before, COUNTIES))
  expect(after.sources.map(({ id }) => id)).toEqual(ids)
})

test('a county of its own does not see its neighbours, and sees what was filed with another and lies in it now', async () => {
  const lone = await on('2024-01-15', codeOf(2))
  expect(lone.sources.map(({ id }) => id)).toEqual([ids[1]])
  const moved = newId()
  await putRecord(database, { subject: 'unit', id: moved, divisionCode: `${codeOf(2)}101`, countyId: 3, name: '并来的镇' })
  await write(2, { marker: 'so that it is read' })
  expect((await on('2024-01-15', codeOf(2))).sources.map(({ id }) => id)).toEqual([ids[1], moved])
  await database.query('delete from app.unit where id = $1', [moved])
})

test('a day before a change has what held then; from the change on there is the new', async () => {
  await write(5, { marker: 'old' })
  await on('2024-03-15')
  await write(5, { marker: 'late' }, '2024-03-01')
  expect(factsOf(await on('2024-02-29'), 5)?.facts).toMatchObject({ marker: 'old' })
  expect(factsOf(await on('2024-03-01'), 5)?.facts).toMatchObject({ marker: 'late' })
  expect(factsOf(await on('2024-02-29'), 5)?.facts).toMatchObject({ marker: 'old' })
})

test('a division whose end is written ahead is there until that day', async () => {
  await write(6, { endedOn: '2024-06-01' })
  expect(factsOf(await on('2024-05-31'), 6)).toBeDefined()
  expect(factsOf(await on('2024-06-01'), 6)).toBeUndefined()
})
