import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRecord } from '#contract/record.ts'
import { readPlan } from '#contract/scheme/index.ts'
import { changeDivision, drawZones, listBelow, listChanges, tryChange, type ChangeInput } from '#contract/territory/index.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { createRealCounty, type RealCounty } from '../testing/real-county.ts'

const COUNTY = '652301'
const [A, B] = ['652301105', '652301104']
let county: RealCounty
let bureau: Visitor
let town: Visitor
let stations: { a: Id; b: Id }
beforeAll(async () => {
  county = await createRealCounty(['65'], ['changji2021'])
  await county.adopt('changji2021', COUNTY, '2022-01-01')
  stations = {
    a: await county.addStation(A, '六工镇社工站', '2022-03-01'),
    b: await county.addStation(B, '乙镇社工站', '2022-04-01'),
  }
  await county.add('client', `${A}200`, '服务对象甲', {}, stations.a)
  await county.add('contract', COUNTY, '服务协议', {})
  bureau = await county.signedIn('bureau', { code: COUNTY })
  town = await county.signedIn('town', { code: A })
})
afterAll(() => county.close())

const MERGE: ChangeInput = { kind: 'merge', codes: [A], into: { code: B } }
const asked = (change: ChangeInput, effectiveOn = '2024-07-01') => ({ change, effectiveOn, documentNo: '昌政函〔2024〕7号' })
const change = (visitor: Visitor, input: ChangeInput, on?: string, id: string = newId()) =>
  visitor.call(changeDivision, { id, ...asked(input, on) })
const everything = () =>
  county.query(`select subject, id, division_code, facts, version from app.fact order by id`).then((rows) => JSON.stringify(rows))
const towns = async (visitor: Visitor = bureau) =>
  (await visitor.call(listBelow, { code: COUNTY })).output.divisions.map((d) => d.code)
/** What a past day's plan page says of how many towns and stations there are. */
const planOn = async (asOf: string) => {
  const { output } = await bureau.call(readPlan, { schemeId: 'changji2021', asOf })
  const rules = output.clauses.flatMap((c) => c.parts.flatMap((p) => p.rules))
  return Object.fromEntries(
    ['tiers', 'one-parent', 'basic-coverage', 'pilot-station', 'village-rooms'].map((id) => {
      const rule = rules.find((r) => r.id === id)
      return [id, [rule?.total, rule?.counts]]
    }),
  )
}

describe('changing divisions', () => {
  test('somebody not signed in is told to sign in', async () => {
    expect((await change(county.anyone, MERGE)).problem).toMatchObject({ status: 401 })
  })
  test('another county finds none of it, nor may a county change itself; a town may not at all', async () => {
    const stranger = await county.signedIn('bureau', { code: '652302' })
    expect((await change(stranger, MERGE)).problem).toMatchObject({ status: 404, code: 'DIVISION_NOT_FOUND' })
    const rename: ChangeInput = { kind: 'rename', code: COUNTY, name: '新昌吉市' }
    expect((await change(bureau, rename)).problem).toMatchObject({ status: 404, code: 'DIVISION_NOT_FOUND' })
    expect((await change(town, MERGE)).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })

  test('is tried first: what would move is told by number and name, and nothing has moved', async () => {
    const before = await everything()
    const { output } = await bureau.call(tryChange, asked(MERGE))
    expect(output.moved).toEqual(
      expect.arrayContaining([
        { subject: 'station', label: '社工站', count: 1, names: ['六工镇社工站'] },
        { subject: 'client', label: '服务对象', count: 1, names: ['服务对象甲'] },
        expect.objectContaining({ subject: 'worker', count: 1 }),
        expect.objectContaining({ subject: 'posting', count: 1 }),
      ]),
    )
    expect(output).toMatchObject({ grants: 1, accounts: 1 })
    expect(output.warnings).toEqual([expect.stringContaining('将有 2 个社工站')])
    expect(await everything()).toBe(before)
    expect(await towns()).toContain(A)
  })

  test.each<[string, ChangeInput, string, string]>([
    ['on a day to come', MERGE, '2026-11-24', 'CHANGE_DATE'],
    ['into itself', { kind: 'merge', codes: [A], into: { code: A } }, '2024-07-01', 'CHANGE_INTO_ITSELF'],
    [
      'a split that leaves a station unsaid',
      {
        kind: 'split',
        code: A,
        parts: [{ code: `${COUNTY}190`, name: '新镇', villages: [], stationIds: [] }],
        stays: [],
      },
      '2024-07-01',
      'SPLIT_STATIONS',
    ],
  ])('%s is refused and moves nothing', async (_, input, on, code) => {
    const before = await everything()
    expect((await change(bureau, input, on)).problem.code).toBe(code)
    expect(await everything()).toBe(before)
  })
})

describe('a merge', () => {
  test('moves records and grants in one transaction, is filed once, and leaves earlier days as they were', async () => {
    const was = await planOn('2024-06-30')
    const id = newId()
    const { output } = await change(bureau, MERGE, '2024-07-01', id)
    expect(output.edits.find((e) => e.code === A)).toEqual({ code: A, name: '六工镇', what: 'ended' })
    expect((await change(bureau, MERGE, '2024-07-01', id)).output).toEqual(output)
    expect(await towns()).not.toContain(A)
    const lying = await county.query<{ n: number }>(
      `select count(*)::int as n from app.fact where division_code >= $1 and division_code < $1 || '~' and (subject <> 'unit' or facts ->> 'endedOn' is null)`,
      [A],
    )
    expect(lying).toEqual([{ n: 0 }])
    // the town's account looks at the town that is there now
    expect((await town.call(listBelow, { code: B })).output.stations.map((s) => s.name).sort()).toEqual([
      '乙镇社工站',
      '六工镇社工站',
    ])
    expect(await planOn('2024-06-30')).toEqual(was)
    const now = await planOn('2024-07-01')
    // one town fewer, its eight villages under the other; the retired unit is asked nothing
    expect(now['tiers']?.[0]).toBe(Number(was['tiers']?.[0]) - 1)
    const asked = Number(was['one-parent']?.[0]) - 1
    expect(now['one-parent']).toEqual([asked, { met: asked - 1, 'not-applicable': 1 }])
    const { output: filed } = await bureau.call(listChanges, {})
    expect(filed.changes).toEqual([
      expect.objectContaining({ id, kind: 'merge', effectiveOn: '2024-07-01', documentNo: '昌政函〔2024〕7号' }),
    ])
    const stranger = await county.signedIn('bureau', { code: '652302' })
    expect((await stranger.call(listChanges, {})).output.changes).toEqual([])
  })

  test('whose day lies before the last change of a record is refused with its name', async () => {
    await county.query(`update app.station set effective_on = '2025-03-01' where id = $1`, [stations.b])
    const { problem } = await change(bureau, { kind: 'merge', codes: [B], into: { code: '652301106' } }, '2025-01-01')
    expect(problem).toMatchObject({ code: 'CHANGE_DATE', detail: expect.stringContaining('乙镇社工站') as string })
  })

  test('is in the audit with its document and how much moved', async () => {
    const [row] = await county.query<{ detail: Record<string, unknown> }>(
      `select detail from app.audit_entry where action = 'territory.changeDivision' and outcome = 'done' order by seq limit 1`,
    )
    expect(row?.detail).toMatchObject({ kind: 'merge', documentNo: '昌政函〔2024〕7号', effectiveOn: '2024-07-01' })
    expect(Number(row?.detail['records'])).toBeGreaterThan(11)
  })
})

describe('a split', () => {
  test('takes villages and stations where it says, and the grants of the station', async () => {
    const worker = await county.signedIn('worker', { code: B, stationId: stations.a })
    const { output } = await change(
      bureau,
      {
        kind: 'split',
        code: B,
        parts: [{ code: `${COUNTY}190`, name: '北工镇', villages: [`${B}200`], stationIds: [stations.a] }],
        stays: [stations.b],
      },
      '2025-06-01',
    )
    expect(output.moved.find((m) => m.subject === 'station')).toMatchObject({ count: 1, names: ['六工镇社工站'] })
    expect((await worker.call(listBelow, { code: `${COUNTY}190` })).output.stations.map((s) => s.name)).toEqual(['六工镇社工站'])
    const unit = await county.query<{ code: string; parent: string }>(
      `select u.division_code as code, p.division_code as parent from app.station s
       join app.unit u on u.id = (s.facts ->> 'unitId')::uuid join app.unit p on p.id = u.parent_id where s.id = $1`,
      [stations.a],
    )
    expect(unit).toEqual([{ code: `${COUNTY}190`, parent: COUNTY }])
  })
})

describe('by a city', () => {
  test('a county takes another name, and was called otherwise before', async () => {
    const prefecture = await county.signedIn('city', { code: '6523' })
    expect((await change(prefecture, { kind: 'rename', code: COUNTY, name: '新昌吉市' }, '2026-01-01')).status).toBe(200)
    expect((await bureau.call(listBelow, { code: COUNTY })).output.name).toBe('新昌吉市')
    expect(await county.query(`select code, name, until::text from app.division_past where code = $1`, [COUNTY])).toEqual([
      { code: COUNTY, name: '昌吉市', until: '2026-01-01' },
    ])
  })
})

/** Until so many connections of this database wait for one another. */
async function untilWaiting(n: number): Promise<void> {
  const count = async () => {
    // within a transaction what was seen first would stay
    await county.query(`select pg_stat_clear_snapshot()`)
    return county.query(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  }
  await expect.poll(count, { timeout: 8000 }).toEqual([{ n }])
}

describe('while a division goes', () => {
  const [C, D] = [`${COUNTY}100`, `${COUNTY}102`]
  test('what is being filed in it is waited for, and goes along', async () => {
    const prefecture = await county.signedIn('city', { code: '6523' })
    await county.query('begin')
    await county.add('client', C, '刚立的档', {})
    const going = change(prefecture, { kind: 'move', code: C, to: '652302' }, '2026-02-01')
    await untilWaiting(1)
    await county.query('commit')
    expect((await going).status).toBe(200)
    const lies = await county.query<{ code: string }>(`select division_code as code from app.entity where name = '刚立的档'`)
    expect(lies.map(({ code }) => code.slice(0, 6))).toEqual(['652302'])
    await expect(county.add('client', C, '晚了的档', {})).rejects.toThrow(`${C}）自 2026-02-01 起已撤销或改属他处`)
  })

  test('what comes later waits for it and is told where it stands', async () => {
    const officer = await county.signedIn('town', { code: D })
    const [unit] = await county.query<{ id: Id }>(`select id from app.unit where division_code = $1`, [D])
    await county.query('begin')
    await county.query(`select from app.unit where division_code = $1 for update`, [D])
    const going = change(bureau, { kind: 'merge', codes: [D], into: { code: `${COUNTY}103` } }, '2026-02-01')
    await untilWaiting(1)
    const filing = officer.call(createRecord, {
      subject: 'meeting',
      id: newId(),
      name: '例会',
      unitId: unit?.id ?? newId(),
      facts: {},
    })
    await untilWaiting(2)
    await county.query('commit')
    expect((await going).status).toBe(200)
    expect((await filing).problem).toMatchObject({
      status: 409,
      code: 'PLACE_LEFT',
      detail: expect.stringContaining(D) as string,
    })
  })

  test('a grant on what is no more reads its past, and does nothing there', async () => {
    const prefecture = await county.signedIn('city', { code: '6523' })
    const merged = await change(prefecture, { kind: 'merge', codes: [COUNTY], into: { code: '652302' } }, '2026-03-01')
    expect(merged.status).toBe(200)
    expect((await bureau.call(readPlan, { schemeId: 'changji2021', asOf: '2026-02-28' })).status).toBe(200)
    const id = newId()
    const tried = [
      await bureau.call(drawZones, { code: COUNTY, from: '2026-04-01', zones: [] }),
      await bureau.call(createRecord, { subject: 'contract', id, name: '新协议', unitId: id, facts: {} }),
    ]
    for (const { problem } of tried)
      expect(problem).toMatchObject({
        status: 409,
        code: 'PLACE_LEFT',
        detail: expect.stringContaining('自 2026-03-01 起') as string,
      })
  })
})
