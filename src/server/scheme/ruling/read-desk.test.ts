import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDesk, signSetting } from '#contract/scheme/index.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

test('somebody not signed in is told to sign in', async () => {
  expect((await county.anyone.call(readDesk, {})).problem.code).toBe('NOT_SIGNED_IN')
})

test('another county, which adopted nothing, has an empty desk', async () => {
  expect((await county.stranger.call(readDesk, {})).output).toMatchObject({ today: [], soon: [], totals: [], total: 0 })
})

test('a bureau finds what the bureau owes, overdue first', async () => {
  const { output } = await county.bureau.call(readDesk, {})
  expect(output.asOf).toBe('2024-01-15')
  expect(new Set(output.today.map((o) => o.debtor))).toEqual(new Set(['bureau']))
  expect(output.today[0]).toMatchObject({ ruleId: 'filing', state: 'overdue' })
  expect(output.totals).toEqual([{ schemeId: 'tiny', label: '试验方案', count: output.total }])
})

test('a town finds what the town owes for its own station, nothing of the town beside', async () => {
  const town = await county.visitor('town', { code: TOWNS.bare })
  const { output } = await town.call(readDesk, {})
  const all = [...output.today, ...output.soon]
  expect(all.length).toBeGreaterThan(0)
  expect(new Set(all.map((o) => [o.debtor, o.entityName].join()))).toEqual(new Set(['town,荒滩镇社工站']))
})

test('a signature is asked for once, however many wait for it, and is off the desk once given', async () => {
  const waiting = async () =>
    (await county.bureau.call(readDesk, {})).output.today
      .filter((o) => o.kind === 'signature' && o.ruleId === 'vacancy')
      .map((o) => o.entityName)
  expect(await waiting()).toEqual(['云岫县'])
  await county.bureau.call(signSetting, { schemeId: 'tiny', settingId: 'setting:vacancy-days', value: '30 天' })
  expect(await waiting()).toEqual([])
})

test('a desk with nothing to do says what will come and when, and what others owe in the own scope', async () => {
  expect((await county.bureau.call(readDesk, {})).output.quiet).toBeNull()
  const idle = await county.visitor('town', { code: TOWNS.plain })
  const { today, soon, quiet } = (await idle.call(readDesk, {})).output
  expect([today, soon]).toEqual([[], []])
  expect(quiet?.duties.map(({ ruleId, total, open }) => [ruleId, total, open])).toEqual(
    expect.arrayContaining([
      ['office-area', 1, 0],
      ['town-check', 1, 1],
    ]),
  )
  expect(new Set(quiet?.others.map((o) => o.entityName))).toEqual(new Set(['平原镇社工站']))
  // a party of no rule: nothing will come, what others owe is there
  const finance = await county.visitor('finance', { code: TOWNS.bare })
  const other = (await finance.call(readDesk, {})).output.quiet
  expect(other?.duties).toEqual([])
  expect(other?.others.length).toBeGreaterThan(0)
  expect(new Set(other?.others.map((o) => o.entityName))).toEqual(new Set(['荒滩镇社工站']))
})

test('an account without a desk is refused', async () => {
  const auditor = await county.visitor('auditor', { code: '990901' })
  expect((await auditor.call(readDesk, {})).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
})
