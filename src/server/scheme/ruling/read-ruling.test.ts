import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRuling } from '#contract/scheme/index.ts'
import { newId } from '#server/http/new-id.ts'
import { shippedScheme } from '../testing/load-folder.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

turnsStrangersAway(
  () => county,
  readRuling,
  () => ({ schemeId: 'tiny', ruleId: 'office-area', entityId: county.ids.bare }),
  () => ({ schemeId: 'nobody1', ruleId: 'office-area', entityId: newId() }),
)

const read = (ruleId: string, entityId: string, more = {}) =>
  county.bureau.call(readRuling, { schemeId: 'tiny', ruleId, entityId, ...more })

describe('the sheet of a station of 39 m²', () => {
  test('gives the clause, the gap and what would turn it', async () => {
    const { output } = await read('office-area', county.ids.bare)
    expect(output.subject).toMatchObject({ state: 'not-met', name: '荒滩镇社工站' })
    expect(output.rows).toEqual([
      expect.objectContaining({ measured: '39.00 m²', required: expect.stringContaining('40.00 m²') as string, gap: '1.00 m²' }),
    ])
    expect(output.clauses).toEqual([{ cite: 'tiny-1-1', ref: '一（一）', text: '办公用房不少于四十平方米。' }])
    expect(output.flip).toContain('1.00 m²')
  })

  test('keeps the gate of opening closed', async () => {
    const { output } = await read('office-area', county.ids.bare)
    expect(output.gates).toEqual([expect.objectContaining({ gate: 'station.open', state: 'closed' })])
  })

  test('traces the measure to its fact', async () => {
    const { output } = await read('office-area', county.ids.bare)
    expect(JSON.stringify(output.trace)).toContain('39.00 m²')
  })
})

test('under the shipped county plan the same station lacks 1.00 m²', async () => {
  const shipped = await createTestCounty({ id: 'county90', files: shippedScheme('county90') })
  try {
    await shipped.change(shipped.ids.bare, { isOfficeSeparate: true })
    const { output } = await shipped.bureau.call(readRuling, {
      schemeId: 'county90',
      ruleId: 'office-area',
      entityId: shipped.ids.bare,
    })
    expect(output.rows.map((r) => r.gap)).toContain('1.00 m²')
    expect(output.clauses.map((c) => c.cite)).toEqual(['county90-5.2-1'])
  } finally {
    await shipped.close()
  }
})

test('a missing fact is named with who can supply it', async () => {
  const id = await county.add('station', { divisionCode: TOWNS.bare, name: '无人知站' })
  const { output } = await read('office-area', id)
  expect(output.subject.state).toBe('unknown')
  expect(output.missing).toEqual([{ fact: 'station.officeAreaM2', label: '社工站办公用房面积', supplier: '镇' }])
})

test('a setting that waits is named, an overlay’s too', async () => {
  expect((await read('vacancy', county.ids.bare)).output).toMatchObject({
    subject: { state: 'unsettled' },
    unsigned: ['空缺不超过的天数'],
  })
  expect((await read('hill/hill-rooms', county.ids.hill)).output).toMatchObject({
    subject: { state: 'unsettled' },
    unsigned: ['山区站最少功能室'],
  })
})

test('rules on the same clause that did not speak are listed with the reason', async () => {
  const { output } = await read('office-area', county.ids.bare)
  expect(output.silent).toContainEqual({
    ruleId: 'hill/hill-area',
    label: '山区办公用房三十平方米',
    why: '只适用于山区镇补充规定',
  })
})

describe('what the reader may not see is not there', () => {
  test('a subject of another town', async () => {
    const town = await county.visitor('town', { code: TOWNS.plain })
    const own = await town.call(readRuling, { schemeId: 'tiny', ruleId: 'seats', entityId: county.ids.plain })
    expect(own.output.subject.state).toBe('met')
    const [beside, madeUp] = await Promise.all(
      [county.ids.bare, newId()].map((entityId) => town.call(readRuling, { schemeId: 'tiny', ruleId: 'seats', entityId })),
    )
    expect(beside?.problem).toMatchObject({ status: 404, code: 'SUBJECT_NOT_FOUND' })
    expect(beside?.problem.title).toBe(madeUp?.problem.title)
  })

  test('another agency’s contract', async () => {
    const agency = await county.visitor('agency', { code: '990901', agencyId: county.ids.agency })
    const call = (entityId: string) => agency.call(readRuling, { schemeId: 'tiny', ruleId: 'filing', entityId })
    expect((await call(county.ids.contract)).status).toBe(200)
    expect((await call(county.ids.otherContract)).problem.code).toBe('SUBJECT_NOT_FOUND')
  })
})

test.each([
  ['office-area', 'hill', 'SUBJECT_NOT_FOUND'],
  ['no-such-rule', 'bare', 'RULE_NOT_FOUND'],
  ['filing', 'bare', 'SUBJECT_NOT_FOUND'],
] as const)('%s of the %s station is %s', async (ruleId, which, code) => {
  expect((await read(ruleId, county.ids[which])).problem).toMatchObject({ status: 404, code })
})

test('an oversize id and a day that is none are refused by their fields', async () => {
  const { status, problem } = await read('office-area', 'x'.repeat(81), { asOf: '2023-02-29' })
  expect(status).toBe(400)
  expect(problem.fields?.map((f) => f.path).sort()).toEqual(['asOf', 'entityId'])
})
