import { afterAll, beforeAll, expect, test } from 'vitest'
import { attachOriginal, decideConsequence, listConsequences, signSetting } from '#contract/scheme/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { createSchemeOpener } from '../open-scheme.ts'
import { proposeEverywhere } from '../consequence/propose-everywhere.ts'
import { COUNTY, createTestCounty, type TestCounty } from '../testing/test-county.ts'
import { tinyWith } from '../testing/tiny-scheme.ts'

const TODAY = '2026-11-23' as CivilDate
const PDF = Buffer.from('%PDF-1.4').toString('base64')
const opened: TestCounty[] = []
afterAll(async () => {
  for (const county of opened) await county.close()
})

/** A county under the tiny plan with these words about who may act, and a proposal to decide on. */
async function under(authority: string, decidedBy = 'bureau'): Promise<TestCounty> {
  const files = tinyWith('- { kind: quota, id: seats', `${authority}\n- { kind: quota, id: seats`).map((file) => ({
    path: file.path,
    text: file.text
      .replace(
        '  town: { label: 镇 }',
        '  town: { label: 镇 }\n  leading-group: { label: 领导小组, as: bureau }\n  city: { label: 市局 }',
      )
      .replace('decidedBy: bureau', `decidedBy: ${decidedBy}`),
  }))
  const county = await createTestCounty({ id: 'tiny', files })
  opened.push(county)
  await county.change(county.ids.contract, {
    monthScores: [
      { month: '2023-10', score: 6500 },
      { month: '2023-11', score: 6900 },
    ],
  })
  await proposeEverywhere(county.db, createSchemeOpener(county.db), TODAY)
  return county
}
const rule = (subject: string, action: string, who: string) =>
  `- { kind: authority, id: who-acts, label: 谁来办, cites: [tiny-1-4], subject: ${subject}, actions: [${action}], ${who} }`

const acts = async ({ bureau }: TestCounty) => {
  const consequenceId = (await bureau.call(listConsequences, { schemeId: 'tiny' })).output.consequences[0]?.id ?? ''
  const file = { schemeId: 'tiny', fileName: 'a.pdf', mediaType: 'application/pdf', base64: PDF }
  return {
    sign: await bureau.call(signSetting, { schemeId: 'tiny', settingId: 'setting:vacancy-days', value: '30 天' }),
    attach: await bureau.call(attachOriginal, file),
    decide: await bureau.call(decideConsequence, { consequenceId, status: 'ordered', reason: '两月均不足七十分' }),
  }
}

let silent: TestCounty
beforeAll(async () => {
  silent = await under(rule('station', 'station.open', 'allow: [town]'))
})

test('silence changes nothing', async () => {
  expect(Object.values(await acts(silent)).map(({ status }) => status)).toEqual([200, 200, 200])
})

test.each([
  ['sign', 'station', 'setting.sign', 'allow: [town]'],
  ['attach', 'station', 'original.attach', 'deny: [bureau, leading-group]'],
  ['decide', 'contract', 'consequence.decide', 'deny: [bureau]'],
] as const)('%s is refused with the clause where the plan denies it, and nothing else is', async (what, subject, action, who) => {
  const answers = await acts(await under(rule(subject, action, who)))
  expect(answers[what].problem).toMatchObject({ code: 'PLAN_DENIES', status: 403, clause: 'tiny-1-4' })
  const others = (['sign', 'attach', 'decide'] as const).filter((one) => one !== what)
  expect(others.map((one) => answers[one].status)).toEqual([200, 200])
})

test('a rule about other subjects, or for one party that the account acts for, lets it', async () => {
  const elsewhere = await acts(await under(rule('station', 'consequence.decide', 'deny: [bureau]')))
  expect(elsewhere.decide.status).toBe(200)
  const group = await acts(await under(rule('contract', 'consequence.decide', 'allow: [leading-group]')))
  expect(group.decide.status).toBe(200)
})

test('what the plan leaves to another party is refused with the clause and says whose it is; nothing is kept', async () => {
  const county = await under(rule('station', 'station.open', 'allow: [town]'), 'agency')
  const [proposed] = (await county.bureau.call(listConsequences, { schemeId: 'tiny' })).output.consequences
  expect(proposed).toMatchObject({ deciderLabel: '机构', mayDecide: false })
  const { decide, sign } = await acts(county)
  expect(decide.problem).toMatchObject({ code: 'PLAN_DENIES', status: 403, clause: 'tiny-1-4' })
  expect(decide.problem.detail).toContain('由机构决定')
  expect(sign.status).toBe(200)
  expect(await county.query('select 1 from app.decision')).toEqual([])
  expect(await county.query('select status from app.consequence')).toEqual([{ status: 'proposed' }])
})

test('what the plan leaves to a city is decided there; what an agency does not own it does not get to', async () => {
  const county = await under(rule('station', 'station.open', 'allow: [town]'), 'city')
  const [proposed] = (await county.bureau.call(listConsequences, { schemeId: 'tiny' })).output.consequences
  const said = { consequenceId: proposed?.id ?? '', status: 'declined', reason: '情况已经改变' } as const
  const agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
  // the contract is about the agency, and not its to decide on
  expect((await agency.call(decideConsequence, said)).problem.code).toBe('PLAN_DENIES')
  const city = await county.visitor('city', { code: COUNTY.slice(0, 4) })
  expect((await city.call(decideConsequence, said)).output).toMatchObject({ status: 'declined' })
})

test('an agency decides about its own people where the plan leaves it to it, another does not see it', async () => {
  const own =
    '- { kind: consequence, id: own-people, label: 无故缺勤提醒, cites: [tiny-1-4], subject: worker, measure: warn, decidedBy: agency, when: { fact: worker.majorText, is: 缺勤 } }'
  const county = await under(own)
  const [worker] = await county.query<{ id: Id }>(`select id from app.worker where name = '甲'`)
  await county.change(worker?.id ?? county.ids.agency, { majorText: '缺勤' })
  await proposeEverywhere(county.db, createSchemeOpener(county.db), TODAY)
  const agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
  const list = async (by: Visitor) => (await by.call(listConsequences, { schemeId: 'tiny' })).output.consequences
  const mine = (await list(agency)).find(({ ruleId }) => ruleId === 'own-people')
  expect(mine).toMatchObject({ entityName: '甲', mayDecide: true })
  const said = { consequenceId: mine?.id ?? '', status: 'ordered', reason: '已当面谈话提醒' } as const
  const other = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.otherAgency })
  expect((await other.call(decideConsequence, said)).problem.code).toBe('CONSEQUENCE_NOT_FOUND')
  expect((await county.bureau.call(decideConsequence, said)).problem.code).toBe('PLAN_DENIES')
  expect((await agency.call(decideConsequence, said)).output).toMatchObject({ status: 'ordered', mayDecide: false })
})

test('a party that the bureau acts for decides through it', async () => {
  const county = await under(rule('station', 'station.open', 'allow: [town]'), 'leading-group')
  const [proposed] = (await county.bureau.call(listConsequences, { schemeId: 'tiny' })).output.consequences
  expect(proposed).toMatchObject({ deciderLabel: '领导小组', mayDecide: true })
  expect((await acts(county)).decide.output).toMatchObject({ status: 'ordered', mayDecide: false })
})
