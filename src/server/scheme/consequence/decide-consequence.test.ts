import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decideConsequence, listConsequences, signSetting } from '#contract/scheme/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { catalogue, compileScheme, loadScheme, momentOf, restoreSubject, type Snapshot } from '#domain/scheme/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { createSchemeOpener, type SchemeOpener } from '../open-scheme.ts'
import { proposeEverywhere } from './propose-everywhere.ts'
import { createTestCounty, DAY, OTHER_COUNTY, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { TINY_SCHEME } from '../testing/tiny-scheme.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

const TODAY = '2026-11-23' as CivilDate
const LOW = [
  { month: '2023-10', score: 6500 },
  { month: '2023-11', score: 6900 },
]
let county: TestCounty
let opener: SchemeOpener
beforeAll(async () => {
  county = await createTestCounty()
  opener = createSchemeOpener(county.db)
})
afterAll(() => county.close())
beforeEach(async () => {
  await county.query('delete from app.consequence')
  await county.query('delete from app.decision')
  await county.query('delete from app.judged_mark')
  await county.change(county.ids.contract, { monthScores: LOW })
  await county.change(county.ids.otherContract, { monthScores: [] })
})

const propose = () => proposeEverywhere(county.db, opener, TODAY)
const list = async (reader: Visitor = county.bureau) =>
  (await reader.call(listConsequences, { schemeId: 'tiny' })).output.consequences
const first = async () => (await list())[0]?.id ?? ''
const decide = (consequenceId: string, more = {}, by: Visitor = county.bureau) =>
  by.call(decideConsequence, { consequenceId, status: 'ordered', reason: '两月均不足七十分', ...more })

describe('proposing', () => {
  test('keeps what the plan proposes, with the event and the clause', async () => {
    expect(await propose()).toBe(1)
    expect(await list()).toMatchObject([
      {
        ruleId: 'two-low-months',
        ruleLabel: '连续两月不足七十分清退',
        refs: ['一（四）'],
        measureLabel: '清退',
        entityId: county.ids.contract,
        entityName: '第一标段协议',
        eventOn: expect.stringMatching(/^2023-1[12]-/) as string,
        status: 'proposed',
        statusLabel: '待决定',
        reason: null,
      },
    ])
  })

  test('adds nothing when asked again, even where the last time is forgotten', async () => {
    await propose()
    expect(await propose()).toBe(0)
    await county.query('delete from app.judged_mark')
    expect(await propose()).toBe(0)
    expect(await list()).toHaveLength(1)
  })

  test('a later good month does not erase it', async () => {
    await propose()
    await county.change(county.ids.contract, { monthScores: [...LOW, { month: '2023-12', score: 9500 }] })
    expect(await propose()).toBe(0)
    expect(await list()).toMatchObject([{ entityId: county.ids.contract, status: 'proposed' }])
  })

  test('a changed fact is looked at again', async () => {
    await propose()
    await county.change(county.ids.otherContract, { monthScores: LOW })
    expect(await propose()).toBe(1)
    expect(await list()).toHaveLength(2)
  })

  test('a place where nothing changed is not opened', async () => {
    await propose()
    const opened: string[] = []
    const watched: SchemeOpener = {
      ...opener,
      open: (tx, actor, today, asked) => (opened.push(asked.schemeId), opener.open(tx, actor, today, asked)),
    }
    await proposeEverywhere(county.db, watched, TODAY)
    expect(opened).toEqual([])
    await county.bureau.call(signSetting, { schemeId: 'tiny', settingId: 'setting:vacancy-days', value: '30 天' })
    await proposeEverywhere(county.db, watched, TODAY)
    expect(opened).toEqual(['tiny'])
  })

  test('the record carries whose it is, so that an agency sees its own only', async () => {
    await county.change(county.ids.otherContract, { monthScores: LOW })
    await propose()
    const agency = await county.visitor('agency', { code: '990901', agencyId: county.ids.agency })
    expect((await list(agency)).map((c) => c.entityName)).toEqual(['第一标段协议'])
    expect(await list(await county.visitor('town', { code: TOWNS.plain }))).toEqual([])
  })
})

describe('the list', () => {
  turnsStrangersAway(
    () => county,
    listConsequences,
    () => ({ schemeId: 'tiny' }),
    () => ({ schemeId: 'nobody1' }),
  )
})

describe('deciding', () => {
  let id = ''
  beforeEach(async () => {
    await propose()
    id = await first()
  })
  turnsStrangersAway(
    () => county,
    decideConsequence,
    () => ({ consequenceId: id, status: 'ordered' as const, reason: '两月均不足七十分' }),
    () => ({ consequenceId: newId(), status: 'ordered' as const, reason: '两月均不足七十分' }),
  )

  test('stores who decided, on which plan, and why', async () => {
    const { status, output } = await decide(id)
    expect(status).toBe(200)
    expect(output).toMatchObject({ id, status: 'ordered', statusLabel: '已作出', reason: '两月均不足七十分' })
    const [row] = await county.query<Record<string, unknown>>(
      'select d.*, v.version, as_of::text as day from app.decision d join app.scheme_version v on v.sha256 = d.scheme_sha256',
    )
    expect(row).toMatchObject({
      version: '2023-01-01',
      rule_id: 'two-low-months',
      entity_id: county.ids.contract,
      agency_id: county.ids.agency,
      day: '2023-11-01', // of the event, not of the deciding
      outcome: { label: 'proposed', status: 'ordered', reason: '两月均不足七十分' },
    })
  })

  test('keeps the facts it rested on: judged again, they give the same ruling', async () => {
    await decide(id)
    await county.change(county.ids.contract, { monthScores: [] })
    const [row] = await county.query<{
      facts: { snapshot: Snapshot; signed: [string, string][] }
      outcome: Record<string, unknown>
    }>('select facts, outcome from app.decision')
    const { scheme } = loadScheme(TINY_SCHEME)
    const rule = scheme && compileScheme(scheme, catalogue, new Map(row?.facts.signed)).byId.get('two-low-months')
    const again = row && rule?.ruling(restoreSubject(row.facts.snapshot), momentOf(DAY as CivilDate))
    expect(again).toMatchObject({ state: row?.outcome['state'], label: 'proposed' })
    expect(JSON.stringify(row?.facts)).not.toContain('平原镇')
  })

  test('may decline', async () => {
    expect((await decide(id, { status: 'declined' })).output).toMatchObject({ status: 'declined', statusLabel: '未采纳' })
  })

  test('happens once: a second decision finds nothing to decide and leaves nothing', async () => {
    await decide(id)
    expect((await decide(id, { status: 'declined' })).problem).toMatchObject({ status: 404, code: 'CONSEQUENCE_NOT_FOUND' })
    expect(await county.query('select 1 from app.decision')).toHaveLength(1)
    expect(await list()).toMatchObject([{ status: 'ordered' }])
  })

  test('of two officers at once one decides', async () => {
    const answers = await Promise.all([decide(id), decide(id, { status: 'declined' })])
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200, 404]))
    expect(await county.query('select 1 from app.decision')).toHaveLength(1)
  })

  test('a decided one is not proposed again', async () => {
    await decide(id, { status: 'declined' })
    await county.query('delete from app.judged_mark')
    expect(await propose()).toBe(0)
    expect(await list()).toMatchObject([{ status: 'declined' }])
  })

  test('an agency, a town and the city may not', async () => {
    const others = [
      await county.visitor('agency', { code: '990901', agencyId: county.ids.agency }),
      await county.visitor('town', { code: TOWNS.plain }),
      await county.visitor('city', { code: '9909' }),
    ]
    const refused = await Promise.all(others.map(async (other) => (await decide(id, {}, other)).problem))
    expect(refused.map(({ status, code }) => [status, code])).toEqual([
      [403, 'PLAN_DENIES'],
      [403, 'NOT_ALLOWED'],
      [403, 'PLAN_DENIES'],
    ])
    expect(await county.query('select 1 from app.decision')).toEqual([])
  })

  test.each([
    ['reason', { reason: '好' }],
    ['reason', { reason: '长'.repeat(501) }],
    ['status', { status: 'lifted' as never }],
    ['consequenceId', { consequenceId: 'one' }],
  ])('an unfit %s is refused by its field', async (path, more) => {
    const { status, problem } = await decide(id, more)
    expect([status, problem.fields?.map((f) => f.path)]).toEqual([400, [path]])
  })
})

test('where two places adopted one plan, each proposal is decided on the facts of its own', async () => {
  await county.adopt('tiny', OTHER_COUNTY)
  const beside = await county.add('contract', {
    divisionCode: OTHER_COUNTY,
    name: '邻县协议',
    countyId: 2,
    facts: { monthScores: LOW },
  })
  expect(await propose()).toBe(2)
  const city = await county.visitor('bureau', { code: '9909' })
  const found = (await list(city)).find((c) => c.entityId === beside)
  expect(found).toMatchObject({ entityName: '邻县协议' })
  expect((await decide(found?.id ?? '', {}, city)).output).toMatchObject({ entityName: '邻县协议', status: 'ordered' })
})
