import { afterAll, beforeAll, expect, test } from 'vitest'
import { listSchemes } from '#contract/scheme/index.ts'
import { loadFolder } from '../testing/load-folder.ts'
import { createTestCounty, OTHER_COUNTY, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { tinyWith } from '../testing/tiny-scheme.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

test('somebody not signed in is told to sign in', async () => {
  expect((await county.anyone.call(listSchemes, {})).problem.code).toBe('NOT_SIGNED_IN')
})

test('another county, which adopted nothing, sees none', async () => {
  expect((await county.stranger.call(listSchemes, {})).output).toEqual({ schemes: [] })
})

test('everybody of the place, below and above it, sees what the place adopted', async () => {
  const readers = [
    county.bureau,
    await county.visitor('town', { code: TOWNS.hill }),
    await county.visitor('worker', { code: TOWNS.hill, stationId: county.ids.hill }),
    await county.visitor('agency', { code: '990901', agencyId: county.ids.agency }),
    await county.visitor('province', { code: '99' }),
  ]
  for (const reader of readers) {
    const { output } = await reader.call(listSchemes, {})
    expect(output.schemes.map((s) => [s.id, s.unitCode])).toEqual([['tiny', '990901']])
  }
})

test('a scheme says its overlays, its versions and the day its pages open on', async () => {
  const [scheme] = (await county.bureau.call(listSchemes, {})).output.schemes
  expect(scheme).toMatchObject({
    shortTitle: '试验方案',
    version: '2023-01-01',
    referenceDay: '2024-01-15',
    isDemo: true,
    rules: 7,
    overlays: [{ id: 'hill', title: '山区镇补充规定' }],
  })
  expect(scheme?.versions).toHaveLength(1)
})

test('a plan adopted twice stands twice for whoever stands above both; without demonstration data it opens on today', async () => {
  await county.adopt('tiny', OTHER_COUNTY, null)
  const city = await county.visitor('city', { code: '9909' })
  const { output } = await city.call(listSchemes, {})
  expect(output.schemes.map((s) => [s.unitName, s.referenceDay, s.isDemo])).toEqual([
    ['云岫县', '2024-01-15', true],
    ['邻县', '2026-11-23', false],
  ])
})

test('a version loaded later is the one shown', async () => {
  await loadFolder(county.db, { tiny: tinyWith('试验方案', '试验方案（改）') })
  const [scheme] = (await county.bureau.call(listSchemes, {})).output.schemes
  expect(scheme).toMatchObject({ version: '2023-01-01+r2', shortTitle: '试验方案（改）' })
  expect(scheme?.versions.map((v) => v.version)).toEqual(['2023-01-01', '2023-01-01+r2'])
})
