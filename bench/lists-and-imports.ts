import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { writeXlsxStream } from 'hucre/xlsx'
import pg from 'pg'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import * as imports from '#contract/import.ts'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { findRecords } from '#contract/search.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Connection } from '#server/db/connection.ts'
import { openDb } from '#server/db/pool.ts'
import type { HttpParts } from '#server/http/context.ts'
import { createApp } from '#server/http/create-app.ts'
import { newId } from '#server/http/new-id.ts'
import { findRoot } from '#server/find-root.ts'
import { nameKeys } from '#server/record/index.ts'
import { createSchemeOpener, readSchemeFolder } from '#server/scheme/index.ts'
import { loadFolder } from '#server/scheme/testing/load-folder.ts'
import { stationImporter } from '#server/station/index.ts'
import { tableRoutes } from '#server/table/index.ts'
import { withBenchDatabase } from './doors-request.ts'
import { atMost, beside, sampleOf, type Figure } from './figure.ts'

const [COUNTIES, TOWNS_EACH] = [2_954, 14]
const PROVINCE_COUNTIES = 84
const IMPORTED = 100_000
const FEW = 10_000
const ASKS = 120
const PROVINCE = '21'
const PLAN = 'county90'

/** The nation's lists beside their bare SQL, and a hundred thousand rows taken in and out with the memory that takes. */
export const listsAndImports = (): Promise<Figure[]> =>
  withBenchDatabase(async (connection) => {
    const bare = new pg.Client(connection.app)
    bare.on('error', () => undefined)
    await bare.connect()
    await loadNation(connection)
    const db = openDb(connection.app)
    await adopt(connection, db)
    const app = await serve(db)
    const figures = [...(await lists(app, bare)), ...(await memory(app))]
    await app.close()
    await db.destroy()
    await bare.end()
    return figures
  })

/** County n of a country of provinces 21, 22 … with two digits each for city and county. */
const COUNTY_CODE = `(21 + c / ${PROVINCE_COUNTIES})::text || lpad((c % ${PROVINCE_COUNTIES})::text, 4, '0')`

async function loadNation({ migrator }: Connection): Promise<void> {
  const admin = new pg.Client(migrator)
  admin.on('error', () => undefined)
  await admin.connect()
  await admin.query(`insert into app.county select c + 1, ${COUNTY_CODE}, '县' || c from generate_series(0, ${COUNTIES - 1}) c`)
  const places = `(select c + 1 as county_id, ${COUNTY_CODE} || lpad((100 + t)::text, 3, '0') as code, c * ${TOWNS_EACH} + t as n
    from generate_series(0, ${COUNTIES - 1}) c, generate_series(1, ${TOWNS_EACH}) t) p`
  await admin.query(`insert into app.division select code, '第' || n || '镇', 'town' from ${places}`)
  await admin.query(
    `insert into app.unit (county_id, id, division_code, is_open, name, name_keys, facts)
     select county_id, gen_random_uuid(), code, true, '第' || n || '镇', 'di' || n || 'zhen|d' || n || 'z', '{}' from ${places}`,
  )
  await admin.query(
    `insert into app.station (county_id, id, station_id, division_code, is_open, name, name_keys, facts)
     select u.county_id, i, i, u.division_code, true, u.name || '社会工作服务站', replace(u.name_keys, '|', 'shehuigongzuofuwuzhan|'),
       jsonb_build_object('areaM2', 3000 + (random() * 9000)::int, 'unitId', u.id, 'nameText', u.name)
     from app.unit u, lateral (select gen_random_uuid() as i where u.id is not null) k`,
  )
  const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗']
  const given = [...'伟芳娜敏静强磊洋艳勇杰娟涛明超兰霞平刚桂']
  const people = surnames.flatMap((a) => given.map((b) => a + b))
  await admin.query(
    `insert into app.worker (county_id, id, division_code, name, name_keys, facts)
     select u.county_id, gen_random_uuid(), u.division_code, p.name, p.keys, '{}'
     from (select *, row_number() over (order by division_code) as n from app.unit) u
     cross join generate_series(1, 4) k
     join (select name, keys, row_number() over () as n from unnest($1::text[], $2::text[]) as x (name, keys)) p
       on p.n = 1 + (u.n * 4 + k) % $3`,
    [people, people.map(nameKeys), people.length],
  )
  await admin.query('vacuum analyze')
  await admin.end()
}

/** The plan that says where a station may stand: in the towns of the province whose stations are taken in. */
async function adopt({ migrator }: Connection, db: HttpParts['db']): Promise<void> {
  await loadFolder(db, { [PLAN]: readSchemeFolder(path.join(findRoot(), 'schemes', PLAN)) })
  const admin = new pg.Client(migrator)
  await admin.connect()
  await admin.query(
    `insert into app.scheme_adoption (id, unit_code, scheme_id, in_force, reference_day) values ($1, $2, $3, '[2021-01-01,)', '2024-06-30')`,
    [newId(), PROVINCE, PLAN],
  )
  await admin.end()
}

const country: Actor = { accountId: newId(), grantId: newId(), name: '全国', role: 'bureau', scope: { code: '0' } }
const province: Actor = { ...country, accountId: newId(), scope: { code: PROVINCE } }
const county: Actor = { ...country, accountId: newId(), scope: { code: `${PROVINCE}0003` } }
const ACTORS: Readonly<Record<string, Actor>> = { country, province, county }

async function serve(db: HttpParts['db']): Promise<FastifyInstance> {
  const gate = { width: 40, mostWaiting: 100, longestWaitMs: 10_000 }
  const { app } = await createApp({
    version: 'bench',
    logLevel: 'silent',
    limits: { perAddress: 1_000_000, perAccount: 1_000_000, gate },
  })
  const parts: HttpParts = {
    db,
    appKey: new Uint8Array(32),
    clock: () => new Date(),
    isSecure: false,
    findActor: (token) => Promise.resolve(ACTORS[token]),
  }
  const opener = createSchemeOpener(db)
  tableRoutes(app, parts, opener, [stationImporter(opener)], true)
  await app.ready()
  return app
}

async function ask(app: FastifyInstance, who: string, endpoint: Endpoint, input: Record<string, unknown>, file?: Buffer) {
  const { method, url, body, headers } = requestFor(endpoint, input)
  const type = file ? 'application/octet-stream' : 'application/json'
  const answer = await app.inject({
    method,
    url,
    cookies: { sgz_session: who },
    headers: { ...headers, ...((file ?? body) !== undefined && { 'content-type': type }) },
    ...((file ?? body) !== undefined && { payload: file ?? body }),
  })
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
  return answer
}

const p95 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const COLUMNS = 'county_id, id, name, division_code, tier_code, area_hundredths_m2, opened_on, stage_code, agency_id, version'

/** Every list page, first and deep, beside the same statement of a bare client under the same row-level security. */
async function lists(app: FastifyInstance, bare: pg.Client): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [who, sort] of [
    ['county', 'name'],
    ['province', 'name'],
    ['province', '-areaM2'],
    ['country', 'name'],
    ['country', '-areaM2'],
  ] as const) {
    const deep = await cursorAfter(app, who, sort, 20)
    const key = sort === 'name' ? 'name_keys' : 'area_hundredths_m2'
    const order = sort === 'name' ? 'asc' : 'desc'
    const [value, at, id] =
      deep === undefined ? [] : (JSON.parse(Buffer.from(deep, 'base64url').toString()) as unknown[]).slice(1)
    const further = deep === undefined ? 'true' : `(${key}, county_id, id) ${order === 'asc' ? '>' : '<'} ($1, $2, $3)`
    const statement = `select ${COLUMNS}, (${key})::text as sorted_by from app.station where ${key} is not null and ${further}
      order by ${key} ${order}, county_id ${order}, id ${order} limit 51`
    const { accountId, scope } = ACTORS[who] ?? country
    const settings = `begin; set local app.account_id = '${accountId}'; set local app.role = 'bureau'; set local app.scope = '${scope.code}';
      set local app.scope_above = ''; set local app.reach = 'territory'`
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let i = -10; i < ASKS; i++) {
      const mine = await timed(() =>
        ask(app, who, RECORD_LIST_ENDPOINTS.station.list, { sort, ...(deep !== undefined && { after: deep }) }),
      )
      const other = await timed(async () => {
        await bare.query(settings)
        await bare.query(statement, deep === undefined ? [] : [value, at, id])
        await bare.query('commit')
      })
      if (i < 0) continue
      ours.push(mine)
      theirs.push(other)
    }
    const ratio = { median: p95(ours) / p95(theirs), spread: sampleOf(ours).spread }
    figures.push(
      atMost(`a deep list page of the ${who} by ${sort}: p95, times the bare SQL`, ratio, '×', 3),
      beside('  of which ours', { median: p95(ours), spread: 0 }, 'ms p95'),
    )
  }
  for (const text of ['社工', 'wf', 'wangfang', '第12', '王'])
    for (const who of ['county', 'country']) {
      const times: number[] = []
      for (let i = -5; i < ASKS; i++) {
        const one = await timed(() => ask(app, who, findRecords, { text }))
        if (i >= 0) times.push(one)
      }
      figures.push(atMost(`found by name among 250,000, ${who}: ${text}`, { median: p95(times), spread: 0 }, 'ms p95', 100))
    }
  return figures
}

async function cursorAfter(app: FastifyInstance, who: string, sort: string, pages: number): Promise<string | undefined> {
  let after: string | undefined
  for (let i = 0; i < pages; i++) {
    const answer = await ask(app, who, RECORD_LIST_ENDPOINTS.station.list, { sort, ...(after !== undefined && { after }) })
    after = answer.json<{ next: string | null }>().next ?? after
  }
  return after
}

const LOOK_MS = 250
/** What is in use, garbage apart. */
function liveBytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** The most memory that a piece of work holds above what was there before. */
async function peakOf<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly mb: number; readonly seconds: number }> {
  const before = liveBytes()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, liveBytes())), LOOK_MS)
  const from = performance.now()
  const result = await work()
  clearInterval(timer)
  return { result, mb: (most - before) / 1024 / 1024, seconds: (performance.now() - from) / 1000 }
}

async function spreadsheet(rows: number, mark: string): Promise<Buffer> {
  function* lines() {
    yield ['所在地区', '站名', '总面积', '是否独立办公用房', '牌匾文字']
    for (let i = 0; i < rows; i++)
      yield [`第${1 + (i % 1_000)}镇`, `${mark}${i}号点`, 30 + (i % 90), i % 2 ? '是' : '否', `${mark}${i}号社工点`]
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of writeXlsxStream(lines(), { name: '表' }) as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function settled(app: FastifyInstance, batchId: string): Promise<imports.ImportBatchView> {
  for (;;) {
    const view = (await ask(app, 'province', imports.readImport, { batchId })).json<imports.ImportBatchView>()
    if (!view.state.endsWith('ing')) return view
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Taking rows in and out: how fast, and what memory a tenfold file costs. */
async function memory(app: FastifyInstance): Promise<Figure[]> {
  const steps = async (rows: number, mark: string) => {
    const file = await spreadsheet(rows, mark)
    const input = { importer: 'station', batchid: newId(), name: 'bench.xlsx' }
    const uploaded = await peakOf(() => ask(app, 'province', imports.uploadImport, input, file))
    const { id, mapping } = uploaded.result.json<imports.ImportBatchView>()
    const act = (endpoint: Endpoint, more: object = {}) =>
      peakOf(async () => {
        await ask(app, 'province', endpoint, { batchId: id, ...more })
        return settled(app, id)
      })
    const checked = await act(imports.checkImport, { mapping })
    const applied = await act(imports.confirmImport)
    const exported = await peakOf(() => ask(app, 'province', RECORD_LIST_ENDPOINTS.station.export, { name: mark }))
    const undone = await act(imports.undoImport)
    if (applied.result.state !== 'applied' || undone.result.state !== 'undone')
      throw new Error(`${applied.result.message} ${undone.result.message}`)
    return { uploaded, checked, applied, exported, undone }
  }
  const few = await steps(FEW, '甲')
  const many = await steps(IMPORTED, '乙')
  const names = { uploaded: 'uploaded and read', checked: 'checked', applied: 'written', exported: 'exported', undone: 'undone' }
  const seconds = many.uploaded.seconds + many.checked.seconds + many.applied.seconds
  return [
    beside('100,000 rows taken in, upload to written', { median: IMPORTED / seconds, spread: 0 }, 'rows/s'),
    ...Object.entries(names).flatMap(([key, name]) => {
      const [small, large] = [few[key as keyof typeof names], many[key as keyof typeof names]]
      return [
        beside(`100,000 rows ${name}`, { median: large.seconds, spread: 0 }, 's'),
        atMost(`  memory above that of 10,000 rows`, { median: Math.max(0, large.mb - small.mb), spread: 0 }, 'MB', 60),
      ]
    }),
  ]
}
