import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRulings, listSchemes, readPlan } from '#contract/scheme/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { SYSTEM_ACTOR, systemTx } from '#server/db/actor-tx.ts'
import { createSchemeOpener } from './open-scheme.ts'
import { loadFolder } from './testing/load-folder.ts'
import { COUNTY, createTestCounty, OTHER_COUNTY, TOWNS, type TestCounty } from './testing/test-county.ts'
import { tinyWith } from './testing/tiny-scheme.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())

const areas = async (more = {}) => {
  const { output } = await county.bureau.call(listRulings, { schemeId: 'tiny', ruleId: 'office-area', ...more })
  return Object.fromEntries(output.rulings.map((r) => [r.name, r.state]))
}

describe('what is kept in memory never answers for what has changed', () => {
  test('a changed fact is seen by the next request', async () => {
    expect(await areas()).toMatchObject({ 荒滩镇社工站: 'not-met' })
    await county.change(county.ids.bare, { officeAreaM2: 4000 })
    expect(await areas()).toMatchObject({ 荒滩镇社工站: 'met' })
    await county.change(county.ids.bare, { officeAreaM2: 3900 })
    expect(await areas()).toMatchObject({ 荒滩镇社工站: 'not-met' })
  })

  test('so are a new one and one that is gone', async () => {
    const id = await county.add('station', { divisionCode: TOWNS.bare, name: '新站', facts: { officeAreaM2: 5000 } })
    expect(await areas()).toMatchObject({ 新站: 'met' })
    await county.query('delete from app.station where id = $1', [id])
    expect(Object.keys(await areas())).not.toContain('新站')
  })

  test('so is one written earlier and committed later than another', async () => {
    await county.query('begin')
    await county.query(`update app.station set facts = facts || '{"officeAreaM2": 4100}', recorded_at = now() where id = $1`, [
      county.ids.bare,
    ])
    await systemTx(county.db, async (tx) => {
      await tx
        .updateTable('station')
        .set({ recorded_at: new Date(Date.now() + 60_000) })
        .where('id', '=', county.ids.plain)
        .execute()
    })
    expect(await areas()).toMatchObject({ 荒滩镇社工站: 'not-met' })
    await county.query('commit')
    expect(await areas()).toMatchObject({ 荒滩镇社工站: 'met' })
    await county.change(county.ids.bare, { officeAreaM2: 3900 })
  })
})

test('thirty readers at once are all answered', async () => {
  const town = await county.visitor('town', { code: TOWNS.plain })
  await county.change(county.ids.bare, { vacancyDays: 39 })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) => (i % 2 ? town : county.bureau).call(readPlan, { schemeId: 'tiny' })),
  )
  expect(new Set(answers.map((a) => a.status))).toEqual(new Set([200]))
})

test('looking with the eyes of the place leaves the transaction the reader’s own', async () => {
  const opener = createSchemeOpener(county.db)
  const actor = { ...SYSTEM_ACTOR, role: 'town', scope: { code: TOWNS.plain } } as const
  const seen = await systemTx(county.db, async (tx) => {
    const here = await opener.open(tx, actor, '2024-01-15' as CivilDate, { schemeId: 'tiny', unitCode: '990901' })
    const rows = await tx.selectFrom('fact').select('division_code').distinct().execute()
    return { refused: isRefusal(here), codes: rows.map((r) => r.division_code) }
  })
  expect(seen).toEqual({ refused: false, codes: [TOWNS.plain] })
})

test('two places under one plan are judged each on its own facts', async () => {
  await county.adopt('tiny', OTHER_COUNTY)
  await county.add('station', { divisionCode: `${OTHER_COUNTY}101`, name: '邻县站', countyId: 2, facts: { officeAreaM2: 1000 } })
  const city = await county.visitor('city', { code: '9909' })
  const names = async (unitCode: string) =>
    (await city.call(listRulings, { schemeId: 'tiny', ruleId: 'office-area', unitCode })).output.rulings.map((r) => r.name)
  expect(await names(OTHER_COUNTY)).toEqual(['邻县站'])
  expect(await names('990901')).not.toContain('邻县站')
  expect(Object.keys(await areas())).not.toContain('邻县站')
})

test('without a place named, the nearest above the reader counts', async () => {
  await county.adopt('tiny', '99')
  const { output } = await county.bureau.call(readPlan, { schemeId: 'tiny' })
  await county.query(`delete from app.scheme_adoption where unit_code = '99'`)
  expect(output.scheme.unitCode).toBe(COUNTY)
})

describe('the version that counts', () => {
  test('is the one in force on the day, the latest revision of it', async () => {
    await loadFolder(county.db, { tiny: tinyWith('atLeast: 40 m²', 'atLeast: 39 m²') })
    await loadFolder(county.db, {
      tiny: tinyWith('atLeast: 40 m²', 'atLeast: 50 m²').map((f) =>
        f.path === 'scheme.yaml'
          ? {
              ...f,
              text: f.text
                .replace('version: 2023-01-01', 'version: 2025-01-01')
                .replace('validFrom: 2023-01-01', 'validFrom: 2025-01-01'),
            }
          : f,
      ),
    })
    const versionOn = async (asOf: string) =>
      (await county.bureau.call(readPlan, { schemeId: 'tiny', asOf })).output.scheme.version
    expect(await versionOn('2024-12-31')).toBe('2023-01-01+r2')
    expect(await areas({ asOf: '2024-12-31' })).toMatchObject({ 荒滩镇社工站: 'met' })
    expect(await versionOn('2025-01-01')).toBe('2025-01-01')
    expect(await areas({ asOf: '2025-01-01' })).toMatchObject({ 平原镇社工站: 'not-met' })
  })

  test('may be asked for by name', async () => {
    expect(await areas({ version: '2023-01-01' })).toMatchObject({ 荒滩镇社工站: 'not-met' })
    expect(await areas({ version: '2023-01-01+r2' })).toMatchObject({ 荒滩镇社工站: 'met' })
  })
})

test('warming opens every adopted plan and stops when told to', async () => {
  const opener = createSchemeOpener(county.db)
  await opener.warm('2026-11-23' as CivilDate, () => false)
  let asked = 0
  await opener.warm('2026-11-23' as CivilDate, () => ++asked > 0)
  expect(asked).toBe(1)
  expect((await county.bureau.call(listSchemes, {})).status).toBe(200)
})
