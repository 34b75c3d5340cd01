import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHistory } from '#contract/record.ts'
import { readPlan } from '#contract/scheme/index.ts'
import {
  changeDivision,
  listBelow,
  drawZones,
  listChanges,
  loadVillages,
  readBoard,
  readZones,
  tryChange,
  type ChangeInput,
} from '#contract/territory/index.ts'
import { revealSecret, setSecret } from '#contract/person-secret.ts'
import type { Id } from '#domain/kernel/id.ts'
import { verifyChains } from '#server/audit/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { createRealCounty, type RealCounty } from '../testing/real-county.ts'
import { checksOf } from '../testing/transfer-checks.ts'

const [CITY, LEFT, RIGHT, THIRD] = ['6523', '652301', '652302', '652323']
const [TOWN, THERE] = [`${LEFT}105`, `${RIGHT}105`]
const SCHEME = 'changji2021'
let base: RealCounty
let city: Visitor
let left: Visitor
let right: Visitor
let town: Visitor
let agent: Visitor
let { everything, past, dangling, lying } = {} as ReturnType<typeof checksOf>
let ids: Record<'gone' | 'kept' | 'client' | 'twin' | 'agency' | 'contract', Id>
beforeAll(async () => {
  base = await createRealCounty(['65'], [SCHEME])
  await base.adopt(SCHEME, LEFT, '2022-01-01')
  await base.adopt(SCHEME, RIGHT, '2022-01-01')
  ;({ everything, past, dangling, lying } = checksOf(base, { schemeId: SCHEME, city: CITY }))
  city = await base.signedIn('city', { code: CITY })
  left = await base.signedIn('bureau', { code: LEFT })
  right = await base.signedIn('bureau', { code: RIGHT })
  const gone = await base.addStation(TOWN, '六工镇社工站', '2022-03-01')
  const kept = await base.addStation(`${LEFT}104`, '大西渠镇社工站', '2022-04-01')
  const agency = await base.add('agency', LEFT, '某机构', {})
  await base.query(
    `update app.station set facts = facts || jsonb_build_object('agencyId', $2::text), agency_id = $2::uuid where id = $1`,
    [gone, agency],
  )
  ids = {
    gone,
    kept,
    agency,
    client: await base.add('client', `${TOWN}200`, '服务对象甲', { clientOfId: agency, stationId: gone }, gone),
    twin: await base.add('client', `${RIGHT}100`, '服务对象乙', {}),
    contract: await base.add('contract', LEFT, '服务协议', {
      stationId: gone,
      stationIds: [gone, kept],
      lines: [{ stationId: gone, amountFen: 100 }],
    }),
  }
  // an account of the county's for one station, whose worker is on file with the county
  agent = await base.signedIn('worker', { code: LEFT, stationId: gone })
  await base.query(`update app.worker set division_code = $1 where station_id = $2`, [LEFT, gone])
  town = await base.signedIn('town', { code: TOWN })
  await left.call(setSecret, { personId: ids.client, kind: 'phone', value: '13800000000' })
  await base.query(
    `insert into app.attachment (county_id, id, subject, record_id, kind, division_code, station_id, name, media_type, bytes, sha256, given_sha256, state,
       recorded_at, recorded_by, recorded_by_name)
     select county_id, gen_random_uuid(), 'station', id, 'photo', division_code, id, '门头.jpg', 'image/jpeg', 1, repeat('a', 64), repeat('a', 64), 'stored',
       now(), gen_random_uuid(), '某人' from app.station where id = $1`,
    [gone],
  )
})
afterAll(() => base.close())

const MOVE: ChangeInput = { kind: 'move', code: TOWN, to: RIGHT }
const asked = (change: ChangeInput, effectiveOn = '2024-07-01') => ({ change, effectiveOn, documentNo: '昌州政函〔2024〕7号' })
const make = (visitor: Visitor, change: ChangeInput, on?: string) =>
  visitor.call(changeDivision, { id: newId(), ...asked(change, on) })
describe('a town that goes to another county', () => {
  test('is for whoever stands above both: a county is told so, a stranger finds nothing, a town may not', async () => {
    expect((await make(left, MOVE)).problem).toMatchObject({
      status: 403,
      code: 'CHANGE_BY_ABOVE',
      detail: expect.stringContaining('由同时管着两地的市或省办理') as string,
    })
    expect((await make(right, MOVE)).problem.code).toBe('CHANGE_BY_ABOVE')
    const stranger = await base.signedIn('bureau', { code: THIRD })
    expect((await make(stranger, MOVE)).problem).toMatchObject({ status: 404, code: 'DIVISION_NOT_FOUND' })
    const otherCity = await base.signedIn('city', { code: '6501' })
    expect((await make(otherCity, MOVE)).problem.code).toBe('DIVISION_NOT_FOUND')
    expect((await make(town, MOVE)).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })

  test('is tried first: what goes, what stays and why, which plan holds, what people must settle; nothing has moved', async () => {
    const before = await everything()
    const { output } = await city.call(tryChange, asked(MOVE))
    expect(Object.fromEntries(output.moved.map((m) => [m.label, m.names]))).toMatchObject({
      社工站: ['六工镇社工站'],
      服务对象: ['服务对象甲'],
      社工: ['六工镇社工站社工'],
      岗位: ['六工镇社工站岗位'],
    })
    expect(output).toMatchObject({ grants: 2, accounts: 1 })
    expect(output.edits.find((e) => e.code === THERE)).toEqual({ code: THERE, name: '六工镇', what: 'new' })
    expect(output.stays).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ names: ['某机构'], why: expect.stringContaining('由新县补记') as string }),
        expect.objectContaining({ names: ['服务协议'], why: expect.stringContaining('到生效日为止') as string }),
      ]),
    )
    expect(output.plans).toEqual([expect.stringContaining('昌吉市采用'), expect.stringContaining('阜康市采用')])
    expect(output.warnings).toEqual(
      expect.arrayContaining(['附件 1 份抄到新县，原县留底', expect.stringContaining('1 项改用新县的密文')]),
    )
    const bare = await city.call(tryChange, asked({ ...MOVE, to: THIRD }))
    expect(bare.output.plans[1]).toContain('没有采用中的方案')
    const together: ChangeInput = { kind: 'merge', codes: [LEFT, RIGHT], into: { code: `${CITY}30`, name: '昌阜市' } }
    const made = await city.call(tryChange, asked(together))
    expect(made.output.edits[0]).toEqual({ code: `${CITY}30`, name: '昌阜市', what: 'new' })
    expect(made.output.moved.find((m) => m.subject === 'station')).toMatchObject({ count: 2 })
    expect(await everything()).toBe(before)
  })

  test.each<[string, ChangeInput, string, string]>([
    ['on any day after its last change', MOVE, '2021-01-01', 'fine'],
    ['on a day to come', MOVE, '2026-11-24', 'CHANGE_DATE'],
    ['to where it is', { ...MOVE, to: LEFT }, '2024-07-01', 'CHANGE_INTO_ITSELF'],
    ['under a code in use', { ...MOVE, as: `${RIGHT}103` }, '2024-07-01', 'CHANGE_OVERLAPS'],
    ['under a code of elsewhere', { ...MOVE, as: `${LEFT}199` }, '2024-07-01', 'CHANGE_LEVEL'],
    ['to a town', { ...MOVE, to: `${RIGHT}100` }, '2024-07-01', 'CHANGE_LEVEL'],
  ])('%s', async (_, change, on, code) => {
    const { status, problem } = await city.call(tryChange, asked(change, on))
    expect(status === 200 ? 'fine' : problem.code).toBe(code)
  })

  test('leaves every earlier day of both counties as it was, and is with the other from its day on', async () => {
    const days = ['2024-06-30']
    const before: string[] = []
    for (const day of days) before.push(await past(left, LEFT, day), await past(right, RIGHT, day))
    const rows = await lying(LEFT)
    const { status, output } = await make(city, MOVE)
    expect(status).toBe(200)
    const after: string[] = []
    for (const day of days) after.push(await past(left, LEFT, day), await past(right, RIGHT, day))
    expect(after).toEqual(before)
    // what went and what stayed are all there was, and neither county has what the other has
    const [here, there] = [await lying(LEFT), await lying(RIGHT)]
    expect([...here, ...there.filter((name) => name !== '服务对象乙')].toSorted()).toEqual(rows)
    expect(there).toContain('六工镇社工站')
    expect(here).not.toContain('六工镇社工站')
    // the counts go over with the day
    const builtOn = async (visitor: Visitor, county: string, asOf: string) =>
      (await visitor.call(readBoard, { code: county, asOf })).output.built
    for (const [on, counts] of [
      ['2024-06-30', [2, 0]],
      ['2024-07-01', [1, 1]],
    ] as const)
      expect([await builtOn(left, LEFT, on), await builtOn(right, RIGHT, on)]).toEqual(counts)
    // no person is named in what is filed above the counties
    expect(output.moved.find((m) => m.subject === 'client')).toMatchObject({ count: 1, names: [] })
  })

  test('takes along grants, numbers and files; links lead nowhere no more, and the neighbour has nothing of the time before', async () => {
    expect(await dangling()).toEqual([])
    expect((await town.call(listBelow, { code: THERE })).output.stations.map((s) => s.name)).toEqual(['六工镇社工站'])
    expect((await agent.call(listBelow, { code: THERE })).output.stations.map((s) => s.name)).toEqual(['六工镇社工站'])
    const reveal = (visitor: Visitor) =>
      visitor.call(revealSecret, { personId: ids.client, kind: 'phone', reason: 'contact', remark: '核对电话' })
    expect((await reveal(right)).output).toMatchObject({ value: '13800000000' })
    expect((await reveal(left)).status).toBe(404)
    const attached = await base.query<{ code: string }>(`select division_code as code from app.attachment order by 1`)
    expect(attached.map(({ code }) => code)).toEqual([TOWN, THERE])
    const { output } = await right.call(readHistory, { subject: 'station', id: ids.gone })
    expect(output.versions.map((v) => v.effectiveOn)).toEqual(['2024-07-01'])
    // what stays is without it; what came is not told what the county it came from knew, and is asked for it
    const station = await base.query(`select facts ? 'agencyId' as known, agency_id from app.station where id = $1`, [ids.gone])
    expect(station).toEqual([{ known: false, agency_id: null }])
    const contract = await base.query(`select facts - 'nameText' as facts from app.entity where id = $1`, [ids.contract])
    expect(contract).toEqual([
      { facts: { stationId: null, stationIds: [ids.kept], lines: [{ stationId: null, amountFen: 100 }] } },
    ])
  })

  test('is in the audit of both counties, whose chains hold, and filed once', async () => {
    const rows = await base.query<{ code: string }>(
      `select division_code as code from app.audit_entry where action = 'territory.changeDivision' and outcome = 'done' order by division_code`,
    )
    expect(rows.map(({ code }) => code)).toEqual([CITY, LEFT, RIGHT])
    expect((await verifyChains(base.db)).faults).toEqual([])
    expect((await right.call(listChanges, {})).output.changes.map((c) => c.sentence)).toEqual([`六工镇改属 ${RIGHT}`])
  })

  test('may come back: what was elsewhere meanwhile was elsewhere', async () => {
    const before = [
      await past(left, LEFT, '2024-06-30'),
      await past(left, LEFT, '2024-12-31'),
      await past(right, RIGHT, '2024-12-31'),
    ]
    expect((await make(city, { kind: 'move', code: THERE, to: LEFT }, '2025-03-01')).status).toBe(200)
    expect([
      await past(left, LEFT, '2024-06-30'),
      await past(left, LEFT, '2024-12-31'),
      await past(right, RIGHT, '2024-12-31'),
    ]).toEqual(before)
    expect(await lying(RIGHT)).toEqual(['服务对象乙'])
    expect(await dangling()).toEqual([])
  })
})

describe('counties that become one', () => {
  const MERGE: ChangeInput = { kind: 'merge', codes: [RIGHT], into: { code: LEFT } }
  test('are refused where towns of one name would stand side by side, or with themselves, or over a city’s border', async () => {
    const cases: readonly (readonly [ChangeInput, string])[] = [
      [{ ...MERGE, into: { code: RIGHT } }, 'CHANGE_INTO_ITSELF'],
      [{ ...MERGE, into: { code: THIRD, name: '新市' } }, 'CHANGE_OVERLAPS'],
      [{ kind: 'split', code: LEFT, parts: [], stays: [] }, 'CHANGE_NOTHING'],
    ]
    for (const [change, code] of cases) expect((await city.call(tryChange, asked(change))).problem.code).toBe(code)
    const province = await base.signedIn('province', { code: '65' })
    const far = await province.call(tryChange, asked({ kind: 'merge', codes: ['650102'], into: { code: LEFT } }))
    expect(far.problem).toMatchObject({ code: 'CHANGE_LEVEL', detail: expect.stringContaining('跨市的先改属') as string })
    expect((await make(left, MERGE)).problem.code).toBe('CHANGE_BY_ABOVE')
  })

  test('take all along, end the plan of the one, and leave its days and its bureau’s view of them', async () => {
    await base.addStation(`${RIGHT}101`, '城关镇社工站', '2023-02-01')
    await base.add('contract', RIGHT, '阜康服务协议', {})
    const own = (await right.call(setSecret, { personId: ids.twin, kind: 'id-number', value: '11010119900307109X' })).status
    expect(own).toBe(200)
    await left.call(setSecret, { personId: ids.client, kind: 'id-number', value: '11010119900307109X' })
    const days = ['2025-05-31']
    const read = async () => {
      const all: string[] = []
      for (const day of days) all.push(await past(left, LEFT, day), await past(right, RIGHT, day))
      return all
    }
    const before = await read()
    const rows = [...(await lying(LEFT)), ...(await lying(RIGHT))].toSorted()
    const trial = await city.call(tryChange, asked(MERGE, '2025-06-01'))
    expect(trial.output.byHand).toEqual([
      expect.stringContaining('覆盖全县的授权 1 项留在原代码'),
      expect.stringMatching(/\*.*的证件号在新县已有人登记/),
    ])
    expect((await make(city, MERGE, '2025-06-01')).status).toBe(200)
    expect(await read()).toEqual(before)
    expect(await lying(LEFT)).toEqual(rows)
    expect(await lying(RIGHT)).toEqual([])
    expect(await dangling()).toEqual([])
    expect((await left.call(readBoard, { code: LEFT, asOf: '2025-06-01' })).output.built).toBe(3)
    expect((await right.call(readPlan, { schemeId: SCHEME, unitCode: RIGHT })).problem.code).toBe('SCHEME_NOT_FOUND')
    expect(await base.query(`select count(*)::int as n from app.person_secret where kind = 'id-number'`)).toEqual([{ n: 1 }])
  })
})

describe('a county that goes to another city', () => {
  test('goes on there with its plan, its zones and its bureau; its days before are where they were', async () => {
    const NEW = '650101'
    const province = await base.signedIn('province', { code: '65' })
    expect((await make(city, { kind: 'move', code: LEFT, to: '6501' })).problem.code).toBe('CHANGE_BY_ABOVE')
    const zone = newId()
    const zones = { code: LEFT, from: '2025-07-01', zones: [{ id: zone, name: '东片', towns: [`${LEFT}108`, `${LEFT}104`] }] }
    const drawn = await left.call(drawZones, zones)
    expect(drawn.output.zones.map((z) => z.towns.map((t) => t.name))).toEqual([['大西渠镇', '六工镇']])
    const days = ['2024-06-30', '2025-08-31']
    const read = async () => {
      const all: string[] = []
      for (const day of days) all.push(await past(province, LEFT, day))
      return all
    }
    const before = await read()
    const rows = await lying(LEFT)
    const plan = async (visitor: Visitor, unitCode: string, asOf: string) =>
      (await visitor.call(readPlan, { schemeId: SCHEME, unitCode, asOf })).output.colours
    const colours = await plan(left, LEFT, '2025-09-01')
    expect((await make(province, { kind: 'move', code: LEFT, to: '6501' }, '2025-09-01')).status).toBe(200)
    expect(await read()).toEqual(before)
    expect(await lying(NEW)).toEqual(rows)
    expect(await dangling()).toEqual([])
    // the same people see the same plan say the same of the same records, under the other code
    expect(await plan(left, NEW, '2025-09-01')).toEqual(colours)
    const after = await left.call(readZones, { code: NEW, asOf: '2025-09-01' })
    expect(after.output.zones.map((z) => [z.id, z.towns.map((t) => t.name)])).toEqual([[zone, ['大西渠镇', '六工镇']]])
    const grants = await base.query<{ code: string }>(
      `select scope_code as code from app.access_grant where role = 'bureau' and scope_code in ($1, $2) order by 1`,
      [NEW, LEFT],
    )
    expect(grants.map(({ code }) => code)).toEqual([NEW, LEFT])
    expect((await verifyChains(base.db)).faults).toEqual([])
  })
})

test('of two changes at once one wins', async () => {
  // with the villages there already nothing else makes the one wait for the other
  await city.call(loadVillages, { code: THIRD })
  const two = await Promise.all(
    ['652324', '652325'].map((to) => make(city, { kind: 'move', code: `${THIRD}100`, to }, '2025-04-01')),
  )
  expect(two.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
})
