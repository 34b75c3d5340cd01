import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSchemes, readPlan } from '#contract/scheme/index.ts'
import { adoptScheme, changeDivision, endAdoption, listAdoptions } from '#contract/territory/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { createRealCounty, type RealCounty } from '../testing/real-county.ts'

const COUNTY = '330482'
const NEIGHBOUR = '330483'
let app: RealCounty
let bureau: Visitor
let neighbour: Visitor
let city: Visitor
beforeAll(async () => {
  app = await createRealCounty(['33'], ['changji2021', 'county90', 'fujian2021', 'jiaxing2021', 'suining2017', 'law'])
  bureau = await app.signedIn('bureau', { code: COUNTY })
  neighbour = await app.signedIn('bureau', { code: NEIGHBOUR })
  city = await app.signedIn('city', { code: '3304' })
})
afterAll(() => app.close())

const first = newId()
const adopt = (visitor: Visitor, over: Partial<Parameters<typeof visitor.call>[1]> = {}) =>
  visitor.call(adoptScheme, { id: first, schemeId: 'county90', unitCode: COUNTY, from: '2023-06-01', ...over })
const units = (code: string) =>
  app.query<{ division_code: string; tier_code: string; county_id: number; parent: string | null }>(
    `select u.division_code, u.tier_code, u.county_id, p.division_code as parent from app.unit u left join app.unit p on p.id = u.parent_id
     where u.division_code >= $1 and u.division_code < $1 || '~' order by u.division_code`,
    [code],
  )

describe('adopting a plan', () => {
  test('somebody not signed in is told to sign in', async () => {
    expect((await adopt(app.anyone)).problem).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' })
  })
  test('another county finds no such division', async () => {
    expect((await adopt(neighbour)).problem).toMatchObject({ status: 404, code: 'DIVISION_NOT_FOUND' })
    expect(await units(COUNTY)).toEqual([])
  })
  test('before it a county sees plans to adopt, and none adopted', async () => {
    const { output } = await bureau.call(listAdoptions, {})
    expect(output.adoptions).toEqual([])
    expect(output.mayAdopt).toBe(true)
    // the levels at which the five plans that ship are at home
    expect(Object.fromEntries(output.adoptable.map((s) => [s.schemeId, s.tier]))).toEqual({
      changji2021: 'county',
      county90: 'county',
      fujian2021: 'province',
      jiaxing2021: 'city',
      suining2017: 'city',
    })
  })

  test('starts an empty county: the plan judges it and its towns at once', async () => {
    const { output } = await adopt(bureau)
    expect(output).toMatchObject({ unitsAdded: 10, adoption: { unitName: '平湖市', endsOn: null, mayEnd: true, isDemo: false } })
    const made = await units(COUNTY)
    expect(made).toHaveLength(10)
    expect(made[0]).toMatchObject({ division_code: COUNTY, tier_code: 'county', parent: null })
    expect(made.slice(1).every((u) => u.tier_code === 'town' && u.parent === COUNTY)).toBe(true)
    expect(new Set(made.map((u) => u.county_id)).size).toBe(1)
    const plan = await bureau.call(readPlan, { schemeId: 'county90', asOf: '2023-09-01' })
    const rules = plan.output.clauses.flatMap((c) => c.parts.flatMap((p) => p.rules))
    expect(rules.find((r) => r.id === 'station-per-town')).toMatchObject({ total: 9, counts: { 'not-met': 9 } })
    expect(rules.find((r) => r.id === 'coverage')).toMatchObject({ total: 1, counts: { overdue: 1 } })
  })

  test('twice the same request adopts once, and is audited with what it made', async () => {
    expect((await adopt(bureau)).output).toMatchObject({ unitsAdded: 0 })
    expect(await units(COUNTY)).toHaveLength(10)
    const rows = await app.query<{ detail: unknown }>(
      `select detail from app.audit_entry where action = 'territory.adoptScheme' and outcome = 'done' order by seq`,
    )
    expect(rows[0]?.detail).toEqual({ schemeId: 'county90', from: '2023-06-01', unitsAdded: 10 })
  })

  test.each([
    ['another plan at the same time', { schemeId: 'changji2021' }, 409, 'ADOPTION_OVERLAPS'],
    ['the plan of a province', { schemeId: 'fujian2021' }, 422, 'ADOPTION_LEVEL'],
    ['a plan that is not there', { schemeId: 'nobody1' }, 404, 'SCHEME_NOT_FOUND'],
    ['the law', { schemeId: 'law' }, 422, 'SCHEME_NOT_ADOPTABLE'],
    ['a day before the plan', { from: '2020-01-01' }, 422, 'ADOPTION_DATES'],
  ])('refuses %s', async (_, over, status, code) => {
    expect((await adopt(bureau, { id: newId(), ...over })).problem).toMatchObject({ status, code })
    expect(await units(COUNTY)).toHaveLength(10)
  })

  test('a town may not', async () => {
    const town = await app.signedIn('town', { code: `${COUNTY}001` })
    expect((await adopt(town, { id: newId() })).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })

  test('by a city registers its counties and all its towns, and what a county has stays', async () => {
    const { output } = await adopt(city, { id: newId(), schemeId: 'jiaxing2021', unitCode: '3304', from: '2021-01-01' })
    const made = await units('3304')
    expect(made.filter((u) => u.tier_code === 'town')).toHaveLength(72)
    expect(output.unitsAdded).toBe(1 + 7 + 72 - 10)
    expect((await neighbour.call(listSchemes, {})).output.schemes.map((s) => s.id)).toEqual(['jiaxing2021', 'law'])
    // the law stands once, at the city, over both
    expect((await bureau.call(listSchemes, {})).output.schemes.map((s) => `${s.id}@${s.unitCode}`)).toEqual([
      'jiaxing2021@3304',
      'law@3304',
      `county90@${COUNTY}`,
    ])
  })
})

test('a county that the city sets up afterwards is judged beside the others, with a number of its own', async () => {
  const asked = { effectiveOn: '2026-01-01', documentNo: '嘉政函〔2026〕1号' }
  const change = { kind: 'create', code: '330485', name: '新县' } as const
  expect((await neighbour.call(changeDivision, { id: newId(), change, ...asked })).problem.code).toBe('DIVISION_NOT_FOUND')
  await city.call(changeDivision, { id: newId(), change, ...asked })
  const [made] = await units('330485')
  const numbers = await app.query<{ id: number }>(`select id from app.county where code = '330485'`)
  expect(made).toEqual({ division_code: '330485', tier_code: 'county', county_id: numbers[0]?.id, parent: '3304' })
})

describe('ending it', () => {
  const end = (visitor: Visitor, endsOn: string, id: string = first) => visitor.call(endAdoption, { id, endsOn })
  test('is not for another county', async () => {
    expect((await end(neighbour, '2024-01-01')).problem).toMatchObject({ status: 404, code: 'ADOPTION_NOT_FOUND' })
  })
  test('is refused on its first day, done after it, and done once', async () => {
    expect((await end(bureau, '2023-06-01')).problem).toMatchObject({ status: 422, code: 'ADOPTION_DATES' })
    expect((await end(bureau, '2024-01-01')).output).toMatchObject({ endsOn: '2024-01-01', mayEnd: false })
    expect((await end(bureau, '2024-02-01')).problem).toMatchObject({ status: 409, code: 'ADOPTION_ENDED' })
  })
  test('makes room for the next from that day on', async () => {
    expect((await adopt(bureau, { id: newId(), from: '2023-12-31' })).problem.code).toBe('ADOPTION_OVERLAPS')
    const { output } = await adopt(bureau, { id: newId(), schemeId: 'changji2021', from: '2024-01-01' })
    expect(output).toMatchObject({ adoption: { from: '2024-01-01' } })
  })
})
