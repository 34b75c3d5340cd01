import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listSettings, readRuling, signSetting } from '#contract/scheme/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { loadFolder } from '../testing/load-folder.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { tinyWith } from '../testing/tiny-scheme.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())
beforeEach(async () => {
  await county.query('delete from app.signature')
})

const sign = (settingId: string, value: string, by: Visitor = county.bureau) =>
  by.call(signSetting, { schemeId: 'tiny', settingId, value })
const stateOf = async (ruleId: string, entityId: string) =>
  (await county.bureau.call(readRuling, { schemeId: 'tiny', ruleId, entityId })).output.subject.state
const signedRows = () =>
  county.query<{ subject: string; unit_code: string; value: unknown }>(
    'select subject, unit_code, value from app.signature order by recorded_at',
  )

describe('signing', () => {
  turnsStrangersAway(
    () => county,
    signSetting,
    () => ({ schemeId: 'tiny', settingId: 'setting:vacancy-days', value: '30 天' }),
    () => ({ schemeId: 'nobody1', settingId: 'setting:vacancy-days', value: '30 天' }),
  )

  test('turns what waited into a verdict at once, and a new value into another', async () => {
    expect(await stateOf('vacancy', county.ids.bare)).toBe('unsettled')
    expect((await sign('setting:vacancy-days', '30 天')).output.signed).toMatchObject({ value: '30 天', on: '2026-11-23' })
    expect(await stateOf('vacancy', county.ids.bare)).toBe('not-met')
    await sign('setting:vacancy-days', '38 天')
    expect(await stateOf('vacancy', county.ids.bare)).toBe('met')
    await sign('setting:vacancy-days', '30 天')
    expect(await stateOf('vacancy', county.ids.bare)).toBe('not-met')
  })

  test('adds and never overwrites', async () => {
    for (const value of ['30 天', '38 天', '20 天']) await sign('setting:vacancy-days', value)
    expect((await signedRows()).map((r) => r.value)).toEqual(['30 天', '38 天', '20 天'])
  })

  test('is audited with the value', async () => {
    await sign('setting:vacancy-days', '31 天')
    const [row] = await county.query<{ detail: unknown }>(
      `select detail from app.audit_entry where action = 'scheme.signSetting' and outcome = 'done' order by seq desc limit 1`,
    )
    expect(row?.detail).toEqual({ schemeId: 'tiny', value: '31 天' })
  })

  test('a count stays a count, a choice stays one of the choices', async () => {
    await sign('setting:least-teams', '0')
    expect(await stateOf('teams', county.ids.bare)).toBe('met')
    expect((await sign('setting:check-cadence', 'quarter')).status).toBe(200)
  })

  test('a reading is signed as it reads, whatever is sent', async () => {
    const { output } = await sign('reading:seats', '随便')
    expect(output).toMatchObject({ kind: 'reading', signed: { value: '两名都须在岗' } })
  })

  test.each([
    ['setting:vacancy-days', '30'],
    ['setting:vacancy-days', '30 个月'],
    ['setting:vacancy-days', '-1 天'],
    ['setting:vacancy-days', '1.5 天'],
    ['setting:least-teams', '1 天'],
    ['setting:least-teams', '-1'],
    ['setting:check-cadence', 'week'],
  ])('%s as %j does not fit and leaves nothing', async (settingId, value) => {
    expect((await sign(settingId, value)).problem).toMatchObject({ status: 422, code: 'SETTING_UNFIT' })
    expect(await signedRows()).toEqual([])
  })

  test.each(['setting:no-such', 'reading:office-area', 'seats', 'setting:constructor', 'other:seats'])(
    '%s is not there',
    async (settingId) => {
      expect((await sign(settingId, '1')).problem).toMatchObject({ status: 404, code: 'SETTING_NOT_FOUND' })
    },
  )

  test('an oversize value is refused by its field', async () => {
    const { status, problem } = await sign('setting:vacancy-days', '3'.repeat(81))
    expect([status, problem.fields?.map((f) => f.path)]).toEqual([400, ['value']])
  })

  test('those without the ability may not', async () => {
    const visitors = [await county.visitor('town', { code: TOWNS.plain }), await county.visitor('auditor', { code: '990901' })]
    for (const visitor of visitors)
      expect((await sign('setting:vacancy-days', '30 天', visitor)).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })

  test('a bureau below the place that adopted the plan may not sign for it', async () => {
    const below = await county.visitor('bureau', { code: TOWNS.hill })
    expect((await sign('setting:vacancy-days', '30 天', below)).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })

  test('an overlay’s own setting is signed where the overlay lies, by its bureau or one above', async () => {
    const below = await county.visitor('bureau', { code: TOWNS.hill })
    expect(await stateOf('hill/hill-rooms', county.ids.hill)).toBe('unsettled')
    expect((await sign('setting:hill-rooms', '0', below)).status).toBe(200)
    expect(await stateOf('hill/hill-rooms', county.ids.hill)).toBe('met')
    expect(await signedRows()).toEqual([{ subject: 'setting:hill-rooms', unit_code: TOWNS.hill, value: '0' }])
    await sign('setting:hill-rooms', '1')
    expect(await stateOf('hill/hill-rooms', county.ids.hill)).toBe('not-met')
  })
})

describe('the list of what is signed', () => {
  turnsStrangersAway(
    () => county,
    listSettings,
    () => ({ schemeId: 'tiny' }),
    () => ({ schemeId: 'nobody1' }),
  )

  test('holds settings and readings of the plan and its overlays, signed or not', async () => {
    await sign('setting:check-cadence', 'quarter')
    const { output } = await county.bureau.call(listSettings, { schemeId: 'tiny' })
    expect(output.settings.map((s) => [s.id, s.signed?.value ?? null])).toEqual([
      ['setting:vacancy-days', null],
      ['setting:least-teams', null],
      ['setting:check-cadence', '每季'],
      ['setting:hill-rooms', null],
      ['reading:seats', null],
    ])
    expect(output.settings[2]).toMatchObject({
      proposed: '每月',
      refs: ['一（六）'],
      choices: [{ value: 'month' }, { value: 'quarter' }],
    })
  })

  test('names who signed to the place, not to those beside it', async () => {
    const hill = await county.visitor('bureau', { code: TOWNS.hill })
    await sign('setting:hill-rooms', '0', hill)
    const signerFor = async (reader: Visitor) =>
      (await reader.call(listSettings, { schemeId: 'tiny' })).output.settings.find((s) => s.id === 'setting:hill-rooms')?.signed
        ?.by
    expect(await signerFor(county.bureau)).toMatch(/^bureau-/)
    expect(await signerFor(await county.visitor('town', { code: TOWNS.plain }))).toBe('')
  })

  test('a reading whose text has changed since waits again', async () => {
    await sign('reading:seats', '是')
    const signed = async () =>
      (await county.bureau.call(listSettings, { schemeId: 'tiny' })).output.settings.find((s) => s.id === 'reading:seats')?.signed
    expect(await signed()).not.toBeNull()
    await loadFolder(county.db, { tiny: tinyWith('两名都须在岗', '两名中一名可以兼职') })
    expect(await signed()).toBeNull()
  })
})
