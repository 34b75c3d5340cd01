import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlan } from '#contract/scheme/index.ts'
import { changeDivision, drawZones, readZones } from '#contract/territory/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { createRealCounty, type RealCounty } from './testing/real-county.ts'

const COUNTY = '330482'
const [A, B, C] = ['330482001', '330482002', '330482003'] as const
let county: RealCounty
let bureau: Visitor
const [east, west] = [newId(), newId()]
beforeAll(async () => {
  county = await createRealCounty(['33'], ['county90'])
  await county.adopt('county90', COUNTY, '2022-01-01')
  bureau = await county.signedIn('bureau', { code: COUNTY })
})
afterAll(() => county.close())

const draw = (visitor: Visitor, from: string, zones: readonly { id: string; name: string; towns: string[] }[]) =>
  visitor.call(drawZones, { code: COUNTY, from, zones: [...zones] })
const zonesOn = async (asOf: string) =>
  (await bureau.call(readZones, { code: COUNTY, asOf })).output.zones.map((z) => [z.name, z.towns.map((t) => t.code)])
const inOneZone = async (asOf: string) => {
  const { output } = await bureau.call(readPlan, { schemeId: 'county90', asOf })
  return output.clauses.flatMap((c) => c.parts.flatMap((p) => p.rules)).find((r) => r.id === 'town-in-one-zone')?.counts
}

describe('zones', () => {
  test('are for somebody signed in, and not for another county', async () => {
    expect((await draw(county.anyone, '2024-01-01', [])).status).toBe(401)
    const stranger = await county.signedIn('bureau', { code: '330483' })
    for (const answer of [await draw(stranger, '2024-01-01', []), await stranger.call(readZones, { code: COUNTY })])
      expect(answer.problem).toMatchObject({ status: 404, code: 'DIVISION_NOT_FOUND' })
  })

  test('hold from a day on; the plan judges by them, and towns in none are told', async () => {
    const { output } = await draw(bureau, '2024-01-01', [
      { id: east, name: '东片', towns: [A, B] },
      { id: west, name: '西片', towns: [C] },
    ])
    expect(output.zones.map((z) => [z.name, z.from])).toEqual([
      ['东片', '2024-01-01'],
      ['西片', '2024-01-01'],
    ])
    expect(output.loose).toHaveLength(6)
    expect(await inOneZone('2024-06-01')).toEqual({ met: 3, due: 6 })
    expect(await zonesOn('2023-12-31')).toEqual([])
  })

  test('that overlap are refused, and nothing changes', async () => {
    const { problem } = await draw(bureau, '2024-07-01', [
      { id: east, name: '东片', towns: [A, B] },
      { id: west, name: '西片', towns: [B] },
    ])
    expect(problem).toMatchObject({
      status: 422,
      code: 'ZONE_OVERLAPS',
      detail: expect.stringContaining('既在东片又在西片') as string,
    })
    expect(await zonesOn('2024-07-01')).toHaveLength(2)
  })

  test('are drawn anew mid-year; the days before keep theirs', async () => {
    await draw(bureau, '2024-07-01', [
      { id: east, name: '东片', towns: [A] },
      { id: west, name: '西片', towns: [B, C] },
    ])
    expect(await zonesOn('2024-06-30')).toEqual([
      ['东片', [A, B]],
      ['西片', [C]],
    ])
    expect(await zonesOn('2024-07-01')).toEqual([
      ['东片', [A]],
      ['西片', [B, C]],
    ])
    expect((await draw(bureau, '2024-07-01', [])).problem.code).toBe('CHANGE_DATE')
  })

  test('lose a town on the day it is merged into another', async () => {
    const { status } = await bureau.call(changeDivision, {
      id: newId(),
      change: { kind: 'merge', codes: [B], into: { code: A } },
      effectiveOn: '2025-03-01',
      documentNo: '浙政函〔2025〕3号',
    })
    expect(status).toBe(200)
    expect(await zonesOn('2025-02-28')).toEqual([
      ['东片', [A]],
      ['西片', [B, C]],
    ])
    expect(await zonesOn('2025-03-01')).toEqual([
      ['东片', [A]],
      ['西片', [C]],
    ])
  })
})
