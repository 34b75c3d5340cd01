import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideConsequence, listConsequences } from '#contract/scheme/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { createSchemeOpener } from '#server/scheme/index.ts'
import { proposeEverywhere } from '#server/scheme/consequence/propose-everywhere.ts'
import { createTestCounty, DAY, type TestCounty } from '#server/scheme/testing/test-county.ts'
import { replayDecisions } from '../decision-replay.ts'
import { BadInput, NothingThere } from '../end-with.ts'
import { openPlan } from './open-plan.ts'
import { listDebts } from './scheme-owes.ts'
import { tryNumber } from './scheme-whatif.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

describe('a plan over the database', () => {
  test('owes lists who owes what, and of one debtor what is its own', async () => {
    const here = await openPlan(county.db, 'tiny', {})
    const { owed } = listDebts(here, undefined).json as { owed: { debtor: string }[] }
    expect(owed.length).toBeGreaterThan(0)
    const debtor = owed.find((o) => o.debtor in here.scheme.roles)?.debtor ?? ''
    const own = (listDebts(here, debtor).json as { owed: { debtor: string }[] }).owed
    expect(own.length).toBe(owed.filter((o) => o.debtor === debtor).length)
    expect(() => listDebts(here, 'king')).toThrow(BadInput)
  })
  test('whatif shows which stations fall', async () => {
    const here = await openPlan(county.db, 'tiny', { asOf: DAY as CivilDate })
    const lever = here.scheme.rules.find((r) => JSON.stringify(r).includes('officeAreaM2'))
    const { json } = tryNumber({ ...here, over: '' }, `${lever?.id}.atLeast=999 m²`)
    expect(json).toMatchObject({
      asOf: DAY,
      to: '999 m²',
      changes: expect.arrayContaining([expect.objectContaining({ id: county.ids.plain, from: 'met' })]) as unknown[],
    })
  })
  test('a plan nobody adopted, or an overlay it has not, is said to be missing', async () => {
    await expect(openPlan(county.db, 'nowhere', {})).rejects.toThrow(NothingThere)
    await expect(openPlan(county.db, 'tiny', { unit: '110101' })).rejects.toThrow(NothingThere)
    await expect(openPlan(county.db, 'tiny', { overlay: 'nowhere' })).rejects.toThrow(NothingThere)
  })
})

describe('decision replay', () => {
  test('comes to the same outcome from what was kept, whatever the facts are now', async () => {
    expect(await replayDecisions(county.db, undefined)).toMatchObject({ code: 0, json: { total: 0 } })
    await county.change(county.ids.contract, {
      monthScores: [
        { month: '2023-10', score: 6500 },
        { month: '2023-11', score: 6900 },
      ],
    })
    await proposeEverywhere(county.db, createSchemeOpener(county.db), '2026-11-23' as CivilDate)
    const { output } = await county.bureau.call(listConsequences, { schemeId: 'tiny' })
    const decided = await county.bureau.call(decideConsequence, {
      consequenceId: output.consequences[0]?.id ?? '',
      status: 'ordered',
      reason: '两月均不足七十分',
    })
    expect(decided.status).toBe(200)
    await county.change(county.ids.contract, { monthScores: [] })
    const all = await replayDecisions(county.db, undefined)
    expect(all).toMatchObject({ code: 0, json: { total: 1, different: 0, decisions: [{ rule: 'two-low-months', same: true }] } })
    const id = (all.json as { decisions: { id: string }[] }).decisions[0]?.id
    expect(await replayDecisions(county.db, id)).toMatchObject({ code: 0, json: { total: 1 } })
  })
  test('tells a decision whose outcome the kept facts do not bear out', async () => {
    await county.query(`update app.decision set outcome = jsonb_set(outcome, '{state}', '"not-met"')`)
    const { code, json, lines } = await replayDecisions(county.db, undefined)
    expect(code).toBe(1)
    expect(json).toMatchObject({
      different: 1,
      decisions: [{ same: false, differences: [{ what: 'state', stored: 'not-met' }] }],
    })
    expect(lines.join('\n')).toContain('不一致')
  })
  test('says so when the plan of a decision is gone, or there is no such decision', async () => {
    await county.query(`update app.decision set scheme_sha256 = 'gone'`)
    expect(await replayDecisions(county.db, undefined)).toMatchObject({
      code: 1,
      json: { decisions: [{ differences: [{ what: expect.stringContaining('没有存下方案版本') as string }] }] },
    })
    await expect(replayDecisions(county.db, '01980000-0000-7000-8000-000000000000')).rejects.toThrow(NothingThere)
  })
})
