import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRulings, listSchemes, readPlan, signSetting } from '#contract/scheme/index.ts'
import { proposeAcceptance, readAcceptance, signAcceptance } from '#contract/station/index.ts'
import { createWorker, readWorker, recordCheck, startPosting } from '#contract/workforce/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { SYSTEM_ACTOR, systemTx } from '#server/db/actor-tx.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { openSchemes } from './open-schemes.ts'
import { loadFolder, shippedScheme } from './scheme/testing/load-folder.ts'
import { COUNTY, createTestCounty, DAY, OTHER_COUNTY, TOWNS, type TestCounty } from './scheme/testing/test-county.ts'

let county: TestCounty
let agency: Visitor
let colleague: Visitor
beforeAll(async () => {
  county = await createTestCounty()
  await loadFolder(county.db, { law: shippedScheme('law') })
  agency = await county.visitor('agency', { code: COUNTY, agencyId: county.ids.agency })
  colleague = await county.visitor('bureau', { code: COUNTY })
})
afterAll(() => county.close())

const seen = async (by: Visitor): Promise<readonly string[]> =>
  (await by.call(listSchemes, {})).output.schemes.map((s) => `${s.id}@${s.unitCode} ${s.referenceDay}`)

describe('the law, which nobody adopts,', () => {
  test('holds where a plan does, on the same day, and nowhere else', async () => {
    expect(await seen(county.bureau)).toEqual([`tiny@${COUNTY} ${DAY}`, `law@${COUNTY} ${DAY}`])
    expect(await seen(await county.visitor('town', { code: TOWNS.hill }))).toEqual([
      `tiny@${COUNTY} ${DAY}`,
      `law@${COUNTY} ${DAY}`,
    ])
    expect(await seen(county.stranger)).toEqual([])
  })

  test.each([
    ['2015-02-28', [`tiny@${OTHER_COUNTY} 2015-02-28`]],
    ['2015-03-01', [`tiny@${OTHER_COUNTY} 2015-03-01`, `law@${OTHER_COUNTY} 2015-03-01`]],
  ])('holds from its own first day on: %s', async (day, expected) => {
    await county.adopt('tiny', OTHER_COUNTY, day)
    expect(await seen(county.stranger)).toEqual(expected)
    await county.query(`delete from app.scheme_adoption where unit_code = $1`, [OTHER_COUNTY])
  })

  test('is judged over the world of the plan, not over one of its own', async () => {
    const opener = openSchemes(county.db)
    const worlds = await systemTx(county.db, async (tx) => {
      const opened = []
      for (const { schemeId, unitCode } of await opener.adoptions(tx, '2026-11-23' as CivilDate))
        opened.push(await opener.open(tx, SYSTEM_ACTOR, '2026-11-23' as CivilDate, { schemeId, unitCode }))
      return opened.map((one) => (isRefusal(one) ? undefined : one.world))
    })
    expect(worlds).toHaveLength(2)
    expect(worlds[0]).toBeDefined()
    expect(worlds[0]).toBe(worlds[1])
  })

  test('is signed in the one place that is named, of several that live by it', async () => {
    await county.adopt('tiny', OTHER_COUNTY, null)
    const city = await county.visitor('bureau', { code: COUNTY.slice(0, 4) })
    const sign = { schemeId: 'law', settingId: 'setting:pay-day', value: '10 天' }
    expect((await city.call(signSetting, { ...sign, unitCode: OTHER_COUNTY })).status).toBe(200)
    const signed = await county.query(`select unit_code from app.signature where scheme_id = 'law'`)
    expect(signed).toEqual([{ unit_code: OTHER_COUNTY }])
    await county.query(`delete from app.scheme_adoption where unit_code = $1`, [OTHER_COUNTY])
  })

  test('has a page like a plan’s, with every clause of it', async () => {
    const { output } = await county.bureau.call(readPlan, { schemeId: 'law' })
    expect(output.scheme).toMatchObject({ nature: 'law', unitCode: COUNTY })
    expect(output.clauses.length).toBeGreaterThan(10)
    const { output: rulings } = await county.bureau.call(listRulings, { schemeId: 'law', ruleId: 'file-contract' })
    expect(new Map(rulings.rulings.map(({ name, state }) => [name, state]))).toEqual(
      new Map([
        ['第一标段协议', 'overdue'],
        ['第二标段协议', 'overdue'],
      ]),
    )
  })
})

describe('a station', () => {
  const at = () => ({ stationId: county.ids.plain, gate: 'station.mature' }) as const
  const conclude = (id: string, more: object = {}) =>
    colleague.call(proposeAcceptance, { ...at(), id, result: 'passed', on: DAY, remark: '按县里办法验收', ...more })

  test('is accepted with the recipients’ representatives present and the result published, as the law asks', async () => {
    const { output } = await colleague.call(readAcceptance, at())
    expect(output.publicClause).toContain('请服务对象参与并出具意见')
    const id = newId()
    expect((await conclude(id)).problem).toMatchObject({ code: 'REPRESENTATIVES_MISSING', clause: 'law-3-5' })
    expect((await conclude(id, { representatives: { count: 3, opinion: '同意开站' } })).status).toBe(200)
    const sign = (more: object = {}) =>
      county.bureau.call(signAcceptance, {
        stationId: county.ids.plain,
        acceptanceId: id,
        id: newId(),
        verdict: 'agreed',
        ...more,
      })
    expect((await sign()).problem).toMatchObject({ code: 'ACCEPTANCE_UNFIT', clause: 'law-3-5' })
    expect((await sign({ publishedOn: DAY })).status).toBe(200)
  })
})

describe('a worker', () => {
  const create = async (): Promise<string> => {
    const { output } = await agency.call(createWorker, {
      id: newId(),
      agencyId: county.ids.agency,
      facts: { nameText: '丁小满', birthOn: '1995-03-01' },
    })
    return output.id
  }
  const start = (workerId: string, startOn: string) =>
    agency.call(startPosting, {
      id: newId(),
      stationId: county.ids.plain,
      workerId,
      seatCode: 'full-time',
      isFullTime: true,
      startOn,
    })
  const check = async (workerId: string, on: string, resultCode: 'clean' | 'offence' = 'clean') => {
    const { output } = await agency.call(readWorker, { workerId })
    return agency.call(recordCheck, { workerId, version: output.version, kindCode: 'record-check', on, resultCode })
  }
  const yearly = async (workerId: string) => {
    const { output } = await agency.call(readWorker, { workerId })
    return output.standings.find(({ ruleId }) => ruleId === 'record-check-yearly')
  }

  test('is let to work once looked up and found clean, and is to be looked up again each year', async () => {
    const id = await create()
    expect((await start(id, '2024-01-12')).problem).toMatchObject({
      code: 'POSTING_SHUT',
      clause: 'law-1-3/a',
      ground: { schemeId: 'law', scheme: '法律底线', clauseId: 'law-1-3', ref: '未成年人保护法第六十二条、第一百三十条' },
    })
    expect((await check(id, '2023-12-28')).status).toBe(200)
    expect((await start(id, '2024-01-12')).status).toBe(200)
    expect(await yearly(id)).toMatchObject({ schemeId: 'law', state: 'due', dueOn: '2024-12-31' })
    expect((await check(id, '2024-01-15')).status).toBe(200)
    expect(await yearly(id)).toMatchObject({ state: 'met' })
  })

  test('found with a record may not work', async () => {
    const id = await create()
    await check(id, '2023-12-28', 'offence')
    expect((await start(id, '2024-01-12')).problem.code).toBe('POSTING_SHUT')
  })

  test('posted in an earlier year without a check stands overdue', async () => {
    const [row] = await county.query<{ id: string }>(`select id from app.worker where name = '甲'`)
    expect(await yearly(row?.id ?? '')).toMatchObject({ state: 'overdue', dueOn: '2024-01-02' })
  })
})
