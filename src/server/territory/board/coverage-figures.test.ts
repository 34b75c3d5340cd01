import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeDivision, listTargets, readBoard, readZones, tryChange, type ChangeInput } from '#contract/territory/index.ts'
import { loadScheme } from '#domain/scheme/index.ts'
import { shareOf } from '#domain/territory/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { createTestApp, type TestApp } from '#server/db/testing/test-app.ts'
import { loadDemo } from '#server/demo/index.ts'
import { findRoot } from '#server/find-root.ts'
import { newId } from '#server/http/new-id.ts'
import { loadSchemeFolder } from '#server/scheme/index.ts'
import { shippedScheme } from '#server/scheme/testing/load-folder.ts'
import { loadDivisions } from '../division/load-divisions.ts'
import { insertDivisions } from '../repository.ts'

/** The figures that the five documents state, out of the divisions as they are and the demonstration as it stands. */
let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  const divisions = loadDivisions(path.join(findRoot(), 'territory/divisions.tsv.gz'))
  await systemTx(app.db, (tx) => loadSchemeFolder(tx, path.join(findRoot(), 'schemes')))
  await systemTx(app.db, (tx) =>
    insertDivisions(
      tx,
      divisions.list.filter(({ code }) => /^(33|35|51|65)/.test(code)),
    ),
  )
  const schemes = ['changji2021', 'county90', 'fujian2021', 'jiaxing2021', 'suining2017'].flatMap((id) => {
    const { scheme } = loadScheme([...shippedScheme(id)])
    return scheme ? [scheme] : []
  })
  await loadDemo(app.db, divisions, schemes)
}, 120_000)
afterAll(() => app.close())

const boardFor = async (role: 'bureau' | 'city' | 'province', code: string, asOf?: string) => {
  const visitor = await app.signedIn(role, { code })
  return {
    board: (await visitor.call(readBoard, asOf === undefined ? {} : { asOf })).output,
    targets: (await visitor.call(listTargets, asOf === undefined ? {} : { asOf })).output.targets,
  }
}

const zonesOn = async (asOf: string) => {
  const bureau = await app.signedIn('bureau', { code: '990901' })
  return (await bureau.call(readZones, { code: '990901', asOf })).output.zones.map((z) => z.towns.length)
}

describe('the figures of the documents', () => {
  test('嘉兴: 72 of 72 by the end of October 2021', async () => {
    const { board, targets } = await boardFor('city', '3304', '2021-10-31')
    expect(board).toMatchObject({ towns: 72, built: 72 })
    expect(shareOf(board.built, board.towns)).toBe(10_000)
    expect(targets.find((t) => t.unitCode === '3304')).toMatchObject({ counted: 72, of: 72, state: 'agrees' })
  })

  test('福建: 716 stations; 65.1 % implies 1,100 towns, the list of 2023 has 1,170, of which 1,107 count', async () => {
    const { board, targets } = await boardFor('province', '35')
    expect(board).toMatchObject({ built: 716, towns: 1107 })
    expect(shareOf(716, 1100)).toBe(6509)
    expect(shareOf(board.built, board.towns)).toBe(6468)
    // 63 of the 1,170 are development zones, farms and the like
    const other = await app.query<{ n: number }>(
      `select count(*)::int as n from app.division where level = 'town' and code like '35%' and type_digit not in ('0', '1', '2')`,
    )
    expect(other).toEqual([{ n: 63 }])
    expect(targets.find((t) => t.ruleId === 'town-coverage')).toMatchObject({
      counted: 716,
      of: 1107,
      needed: 1107,
      dueOn: '2021-12-31',
    })
    expect(targets.find((t) => t.ruleId === 'town-coverage')?.pace).toMatchObject({ missing: 391, state: 'open' })
  })

  test('the county: 13 towns, in four zones of 4, 3, 3 and 3', async () => {
    const { board } = await boardFor('bureau', '990901')
    expect(board.towns).toBe(13)
    expect(await zonesOn('2023-12-01')).toEqual([4, 3, 3, 3])
  })

  test('遂宁: 8 communities of 安居区 by the end of 2017, 24 urban ones to be covered by the end of 2018', async () => {
    const { targets } = await boardFor('city', '5109', '2017-12-31')
    expect(targets.find((t) => t.ruleId === 'pilot-communities')).toMatchObject({ counted: 8, needed: 8, dueOn: '2017-12-31' })
    expect(targets.find((t) => t.ruleId === 'urban-coverage')).toMatchObject({
      counted: 8,
      of: 24,
      needed: 24,
      dueOn: '2018-12-31',
      pace: { missing: 16, monthsLeft: 12, perMonth: 2 },
    })
  })

  test('昌吉: one station, in 六工镇', async () => {
    const { board } = await boardFor('bureau', '652301')
    expect(board.built).toBe(1)
    expect(board.tiles.filter((t) => t.built > 0).map((t) => t.name)).toEqual(['六工镇'])
  })
})

describe('under a plan of the city', () => {
  const NEW = '330403'
  const make: readonly (readonly [string, ChangeInput])[] = [
    [
      'a county split off takes its towns along in one step',
      {
        kind: 'split',
        code: '330402',
        parts: [{ code: NEW, name: '南新区', villages: ['330402007', '330402103'], stationIds: [] }],
        stays: [],
      },
    ],
    ['a town goes to the county newly made', { kind: 'move', code: '330411101', to: NEW }],
  ]
  test.each(make)('%s: counted as before, past days are what they were', async (_, change) => {
    const city = await app.signedIn('city', { code: '3304' })
    const asked = { change, effectiveOn: change.kind === 'split' ? '2024-03-01' : '2024-04-01', documentNo: '嘉政函〔2024〕3号' }
    const past = async () => JSON.stringify(await boardFor('city', '3304', '2021-10-31'))
    const before = await past()
    const trial = await city.call(tryChange, asked)
    expect(trial.output.moved.find((m) => m.subject === 'station')?.count).toBe(change.kind === 'split' ? 2 : 1)
    expect(await past()).toBe(before)
    const made = await city.call(changeDivision, { id: newId(), ...asked })
    expect(made.output).toEqual({ ...trial.output, moved: expect.any(Array) as unknown, stays: expect.any(Array) as unknown })
    expect(await past()).toBe(before)
    const { board } = await boardFor('city', '3304', '2024-05-01')
    expect(board).toMatchObject({ towns: 72, built: 72 })
    const towns = change.kind === 'split' ? 2 : 3
    expect((await city.call(readBoard, { code: NEW, asOf: '2024-05-01' })).output).toMatchObject({ towns, built: towns })
    // each takes part in the plan under the new county, which does under the city
    const parents = await app.query<{ code: string; parent: string; n: number }>(
      `select left(u.division_code, 6) as code, p.division_code as parent, count(*)::int as n
       from app.unit u join app.unit p on p.id = (u.facts ->> 'parentId')::uuid
       where u.division_code >= $1 and u.division_code < $1 || '~' and length(u.division_code) <= 9 group by 1, 2 order by 2`,
      [NEW],
    )
    expect(parents).toEqual([
      { code: NEW, parent: '3304', n: 1 },
      { code: NEW, parent: NEW, n: towns },
    ])
  })
})

test('a county whose towns went has the zones of a past day as they were', async () => {
  const city = await app.signedIn('city', { code: '9909' })
  const part = { code: '990903', name: '新县', villages: ['990901101', '990901110'], stationIds: [] }
  const change: ChangeInput = { kind: 'split', code: '990901', parts: [part], stays: [] }
  const asked = { id: newId(), change, effectiveOn: '2024-03-01', documentNo: '演政函〔2024〕1号' }
  expect((await city.call(changeDivision, asked)).status).toBe(200)
  expect(await zonesOn('2023-12-01')).toEqual([4, 3, 3, 3])
  const after = await zonesOn('2024-03-01')
  expect(after.reduce((sum, n) => sum + n, 0)).toBe(11)
})
