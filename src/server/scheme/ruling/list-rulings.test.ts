import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRulings } from '#contract/scheme/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
  await county.add('station', { divisionCode: TOWNS.bare, name: '无人知站' })
})
afterAll(() => county.close())

turnsStrangersAway(
  () => county,
  listRulings,
  () => ({ schemeId: 'tiny', ruleId: 'office-area' }),
  () => ({ schemeId: 'nobody1', ruleId: 'office-area' }),
)

const list = (more = {}) => county.bureau.call(listRulings, { schemeId: 'tiny', ruleId: 'office-area', ...more })

test('the worst come first, each with its sentence', async () => {
  const { output } = await list()
  expect(output.rulings.map((r) => [r.name, r.state])).toEqual([
    ['荒滩镇社工站', 'not-met'],
    ['无人知站', 'unknown'],
    ['平原镇社工站', 'met'],
  ])
  expect(output.rulings[0]).toMatchObject({ stateLabel: '不符', divisionCode: TOWNS.bare })
  expect(output.rulings[0]?.sentence).toContain('差 1.00 m²')
  expect(output).toMatchObject({ total: 3, rule: { total: 3, counts: { met: 1, unknown: 1, 'not-met': 1 } } })
})

test('only those of a state, when asked; the rule still counts all', async () => {
  const { output } = await list({ state: 'met' })
  expect(output.rulings.map((r) => r.name)).toEqual(['平原镇社工站'])
  expect(output).toMatchObject({ total: 1, rule: { total: 3 } })
})

test('the list is cut at the limit and says how many there are', async () => {
  const { output } = await list({ limit: 1 })
  expect(output.rulings).toHaveLength(1)
  expect(output.total).toBe(3)
})

test('a duty gives the day it is due', async () => {
  const { output } = await list({ ruleId: 'filing' })
  expect(output.rulings.map((r) => [r.name, r.state, r.dueOn])).toEqual([
    ['第二标段协议', 'overdue', '2024-01-02'],
    ['第一标段协议', 'at-risk', '2024-01-19'],
  ])
})

test('an overlay’s rule is asked under its own key, of its own division', async () => {
  const { output } = await list({ ruleId: 'hill/hill-area' })
  expect(output.rulings.map((r) => [r.name, r.state])).toEqual([['山区镇社工站', 'met']])
})

describe('narrowed to the own scope', () => {
  test('a town head gets the own town’s subjects, judged on all facts', async () => {
    const town = await county.visitor('town', { code: TOWNS.plain })
    const { output } = await town.call(listRulings, { schemeId: 'tiny', ruleId: 'seats' })
    expect(output.rulings.map((r) => [r.name, r.state])).toEqual([['平原镇社工站', 'met']])
    expect(output.total).toBe(1)
  })

  test('an agency gets its own', async () => {
    const agency = await county.visitor('agency', { code: '990901', agencyId: county.ids.agency })
    const { output } = await agency.call(listRulings, { schemeId: 'tiny', ruleId: 'filing' })
    expect(output.rulings.map((r) => r.name)).toEqual(['第一标段协议'])
  })

  test('what was looked through for one reader is shown to nobody else, of the same place or with the same role', async () => {
    const names = async (visitor: Visitor) =>
      (await visitor.call(listRulings, { schemeId: 'tiny', ruleId: 'filing' })).output.rulings.map((r) => r.name)
    const agencies = await Promise.all(
      [county.ids.agency, county.ids.otherAgency].map((agencyId) => county.visitor('agency', { code: '990901', agencyId })),
    )
    const [first, second] = agencies as [Visitor, Visitor]
    const sample = await county.visitor('evaluator', { code: '990901', roundId: newId() })
    const asked = [first, sample, county.bureau, second, sample, first]
    const seen: (readonly string[])[] = []
    for (const visitor of asked) seen.push(await names(visitor))
    const [one, two] = ['第一标段协议', '第二标段协议'] as const
    expect(seen).toEqual([[one], [], [two, one], [two], [], [one]])
  })

  test('whoever has only what is assigned to them, and whoever has only a sample, gets just that', async () => {
    const names = async (visitor: Visitor) =>
      (await visitor.call(listRulings, { schemeId: 'tiny', ruleId: 'office-area' })).output.rulings.map((r) => r.name)
    const own = await county.visitor('supervisor', { code: '990901', isOwn: true })
    const round = newId()
    const sample = await county.visitor('evaluator', { code: '990901', roundId: round })
    expect([await names(own), await names(sample)]).toEqual([[], []])
    await county.query(
      `update app.station set assigned_to = (select id from app.account where sign_in_name like 'supervisor-%') where id = $1`,
      [county.ids.plain],
    )
    await county.query(`update app.station set round_ids = array[$2::uuid] where id = $1`, [county.ids.bare, round])
    expect([await names(own), await names(sample)]).toEqual([['平原镇社工站'], ['荒滩镇社工站']])
  })
})

test.each([
  [{ ruleId: 'no-such-rule' }, 404, 'RULE_NOT_FOUND'],
  [{ ruleId: 'constructor' }, 404, 'RULE_NOT_FOUND'],
  [{ ruleId: 'hill-area' }, 404, 'RULE_NOT_FOUND'],
  [{ schemeId: 'nobody1' }, 404, 'SCHEME_NOT_FOUND'],
])('%j is %i %s', async (asked, status, code) => {
  const answer = await list(asked)
  expect([answer.status, answer.problem.code]).toEqual([status, code])
})

test.each([
  [{ state: 'perfect' as never }, 'state'],
  [{ limit: 0 }, 'limit'],
  [{ limit: 2001 }, 'limit'],
  [{ limit: 'many' }, 'limit'],
  [{ ruleId: 'x'.repeat(81) }, 'ruleId'],
  [{ asOf: '2024-13-01' }, 'asOf'],
])('%j is refused by its field', async (asked, path) => {
  const { status, problem } = await list(asked)
  expect(status).toBe(400)
  expect(problem.fields?.map((f) => f.path)).toEqual([path])
})
