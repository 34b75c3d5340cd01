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
const factsOf = (facts: FactsOfDay, county: number) => facts.get(codeOf(county))?.find(({ id }) => id === ids[county - 1])
const idsOf = (facts: FactsOfDay) => [...facts.values()].flat().map(({ id }) => id)
const write = (county: number, more: object, from = '-infinity') =>
  database.query(`update app.unit set facts = facts || $2::jsonb, effective_on = $3 where id = $1`, [
    ids[county - 1],
    JSON.stringify(more),
    from,
  ])

test('what nobody wrote since is not read again, on that day or a later one', async () => {
  const before = await on('2024-01-15')
  expect([...before.keys()]).toEqual(ids.map((_, i) => codeOf(i + 1)))
  expect(idsOf(before)).toEqual(ids)
  expect(await on('2024-01-15')).toBe(before)
  const later = await on('2024-02-01')
  for (const [place, facts] of before) expect(later.get(place)).toBe(facts)
})

test('a county that was written to is read again, and the others stay', async () => {
  const before = await on('2024-01-15')
  await write(1, { marker: 'new' })
  const after = await on('2024-01-15')
  expect(factsOf(after, 1)?.facts).toMatchObject({ marker: 'new' })
  expect([...after].filter(([place, facts]) => before.get(place) !== facts).map(([place]) => place)).toEqual([codeOf(1)])
  expect(idsOf(after)).toEqual(ids)
})

test('a county of its own does not see its neighbours, and sees what was filed with another and lies in it now', async () => {
  const lone = await on('2024-01-15', codeOf(2))
  expect(idsOf(lone)).toEqual([ids[1]])
  const moved = newId()
  await putRecord(database, { subject: 'unit', id: moved, divisionCode: `${codeOf(2)}101`, countyId: 3, name: '并来的镇' })
  await write(2, { marker: 'so that it is read' })
  expect(idsOf(await on('2024-01-15', codeOf(2)))).toEqual([ids[1], moved])
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

test('a day before one county’s last change shares all others with the days after it', async () => {
  await write(7, { marker: 'late' }, '2024-05-01')
  const after = await on('2024-05-01')
  const before = await on('2024-04-30')
  expect([...after].filter(([place, facts]) => before.get(place) !== facts).map(([place]) => place)).toEqual([codeOf(7)])
})

test('what a transaction wrote and did not commit is nobody else’s, whatever is written after it', async () => {
  await on('2024-01-15')
  const failed = systemTx(database.db, async (tx) => {
    await tx
      .updateTable('unit')
      .set({ facts: { marker: 'never' } })
      .where('id', '=', ids[7] ?? '')
      .execute()
    expect(factsOf(await keeper(tx, PROVINCE, '2024-01-15' as CivilDate), 8)?.facts).toMatchObject({ marker: 'never' })
    throw new Error('rolled back')
  })
  await expect(failed).rejects.toThrow('rolled back')
  // as many writes as the one that was rolled back would have been
  await write(8, { marker: 'committed' })
  expect(factsOf(await on('2024-01-15'), 8)?.facts).toMatchObject({ marker: 'committed' })
})

test('readers that come together are given the same', async () => {
  const all = await Promise.all([on('2024-01-15'), on('2024-01-15'), on('2024-01-15')])
  expect(new Set(all).size).toBe(1)
  expect(idsOf(all[0])).toEqual(ids)
})

test('a division whose end is written ahead is there until that day', async () => {
  await write(6, { endedOn: '2024-06-01' })
  expect(factsOf(await on('2024-05-31'), 6)).toBeDefined()
  expect(factsOf(await on('2024-06-01'), 6)).toBeUndefined()
})
