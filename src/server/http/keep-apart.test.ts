import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#domain/kernel/actor.ts'
import { systemTx, actorTx } from '#server/db/actor-tx.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { keepApart } from './keep-apart.ts'
import { newId } from './new-id.ts'

let database: TestDatabase
const actor = (): Actor => ({ accountId: newId(), grantId: newId(), name: '甲', role: 'bureau', scope: { code: '990901' } })
const station = { divisionCode: '990901101', subject: 'station', subjectId: newId() }
beforeAll(async () => {
  database = await createTestDatabase()
  await database.query(`insert into app.county values (1, '990901', '甲县')`)
})
afterAll(() => database.close())

const does = (who: Actor, action: 'record fact' | 'attest item' | 'decide consequence', note = station) =>
  actorTx(database.db, who, async (tx) => (await keepApart(tx, who, action, note, new Date())) ?? 'done')

test('who recorded or attested something about a subject does not decide on it; another does', async () => {
  const [recorder, attester, decider] = [actor(), actor(), actor()]
  expect(await does(recorder, 'record fact')).toBe('done')
  expect(await does(attester, 'attest item')).toBe('done')
  expect(await does(recorder, 'decide consequence')).toMatchObject({ code: 'KEPT_APART' })
  expect(await does(attester, 'decide consequence')).toMatchObject({ code: 'KEPT_APART' })
  expect(await does(decider, 'decide consequence')).toBe('done')
})

test('another subject is another matter, and so is recording after deciding', async () => {
  const who = actor()
  await does(who, 'record fact')
  const other = { ...station, subjectId: newId() }
  expect(await does(who, 'decide consequence', other)).toBe('done')
  expect(await does(who, 'record fact', other)).toBe('done')
})

test('under another hat it is still the same person', async () => {
  const who = actor()
  await does({ ...who, role: 'centre' }, 'record fact')
  expect(await does({ ...who, grantId: newId() }, 'decide consequence')).toMatchObject({ code: 'KEPT_APART' })
})

test('what one account entered is not shown to another', async () => {
  await does(actor(), 'record fact')
  expect(await systemTx(database.db, (tx) => tx.selectFrom('handling').selectAll().execute())).toEqual([])
})
