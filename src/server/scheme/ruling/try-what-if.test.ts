import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listLevers, tryWhatIf } from '#contract/scheme/index.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

const attempt = (more = {}) =>
  county.bureau.call(tryWhatIf, { schemeId: 'tiny', ruleId: 'office-area', path: 'require.atLeast', value: '60 m²', ...more })

describe('trying a number', () => {
  turnsStrangersAway(
    () => county,
    tryWhatIf,
    () => ({ schemeId: 'tiny', ruleId: 'office-area', path: 'require.atLeast', value: '60 m²' }),
    () => ({ schemeId: 'nobody1', ruleId: 'office-area', path: 'require.atLeast', value: '60 m²' }),
  )

  test('40 → 60 m² lists who falls, from what to what', async () => {
    const { status, output } = await attempt()
    expect(status).toBe(200)
    expect(output).toMatchObject({ before: { met: 1, 'not-met': 1 }, after: { 'not-met': 2 }, changed: 1, judged: 2 })
    expect(output.changes).toEqual([
      {
        entityId: county.ids.plain,
        name: '平原镇社工站',
        divisionCode: TOWNS.plain,
        ruleId: 'office-area',
        ruleLabel: '办公用房四十平方米',
        from: 'met',
        to: 'not-met',
        fromLabel: '符合',
        toLabel: '不符',
      },
    ])
  })

  test('40 → 39 m² lists who rises', async () => {
    expect((await attempt({ value: '39 m²' })).output.changes).toMatchObject([
      { name: '荒滩镇社工站', from: 'not-met', to: 'met' },
    ])
  })

  test('stores nothing but the audit of having tried', async () => {
    const rows = async () => {
      const [row] = await county.query<{ n: string }>(
        `select (select count(*) from app.scheme_version) || ' ' || (select count(*) from app.signature) || ' ' || (select count(*) from app.decision) || ' ' || (select md5(string_agg(facts::text, '' order by id)) from app.entity) as n`,
      )
      return row?.n
    }
    const before = await rows()
    await attempt()
    expect(await rows()).toBe(before)
    expect((await attempt({ value: '40 m²' })).output.changed).toBe(0)
  })

  test('an overlay’s number is tried in its own division', async () => {
    const { output } = await attempt({ ruleId: 'hill/hill-area', value: '33 m²' })
    expect(output.changes).toMatchObject([{ name: '山区镇社工站', from: 'met', to: 'not-met' }])
  })

  test('a town sees the changes of its own station only', async () => {
    const town = await county.visitor('town', { code: TOWNS.bare })
    const { output } = await town.call(tryWhatIf, {
      schemeId: 'tiny',
      ruleId: 'office-area',
      path: 'require.atLeast',
      value: '60 m²',
    })
    expect(output).toMatchObject({ judged: 1, changed: 0 })
  })

  test.each([
    ['another unit', { value: '60 天' }],
    ['no unit', { value: '60' }],
    ['a negative number', { value: '-1 m²' }],
    ['finer than the unit keeps', { value: '40.001 m²' }],
    ['nothing', { value: '  ' }],
    ['no number', { value: 'many' }],
    ['a path that leads nowhere', { path: 'require.atMost' }],
    ['a path to a text', { path: 'label' }],
    ['the length of a list', { path: 'cites.length', value: '4294967296' }],
    ['a path to the prototype', { path: '__proto__.constructor.name' }],
    ['a count written as a power', { ruleId: 'seats', path: 'counts.0.atLeast', value: '1e3' }],
    ['an empty count', { ruleId: 'seats', path: 'counts.0.atLeast', value: '' }],
  ])('%s does not fit', async (_, asked) => {
    expect((await attempt(asked)).problem).toMatchObject({ status: 422, code: 'PARAMETER_UNFIT' })
  })

  test('a rule that is not there is not found', async () => {
    expect((await attempt({ ruleId: 'no-such-rule' })).problem).toMatchObject({ status: 404, code: 'RULE_NOT_FOUND' })
  })

  test.each([
    ['value', { value: '6'.repeat(41) }],
    ['path', { path: 'a'.repeat(121) }],
    ['asOf', { asOf: '2024-00-01' }],
  ])('an unfit %s is refused by its field', async (path, asked) => {
    const { status, problem } = await attempt(asked)
    expect([status, problem.fields?.map((f) => f.path)]).toEqual([400, [path]])
  })

  test('an agency may not', async () => {
    const agency = await county.visitor('agency', { code: '990901', agencyId: county.ids.agency })
    const { problem } = await agency.call(tryWhatIf, {
      schemeId: 'tiny',
      ruleId: 'office-area',
      path: 'require.atLeast',
      value: '60 m²',
    })
    expect(problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })
})

describe('the numbers that can be tried', () => {
  turnsStrangersAway(
    () => county,
    listLevers,
    () => ({ schemeId: 'tiny' }),
    () => ({ schemeId: 'nobody1' }),
  )

  test('carry value, unit and range, and each can be tried', async () => {
    const { output } = await county.bureau.call(listLevers, { schemeId: 'tiny' })
    expect(output.levers).toContainEqual({
      ruleId: 'office-area',
      ruleLabel: '办公用房四十平方米',
      path: 'require.atLeast',
      label: expect.stringContaining('办公用房面积') as string,
      value: '40.00 m²',
      number: 40,
      unit: 'm²',
      min: 0,
      max: 120,
      step: 1,
    })
    for (const { ruleId, path, number, unit } of output.levers) {
      const value = `${number} ${unit}`
      expect((await attempt({ ruleId, path, value })).status, `${ruleId} ${path} ${value}`).toBe(200)
    }
  })
})
