import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAttachments } from '#contract/attachment.ts'
import { listAudit } from '#contract/audit.ts'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import { listImportLines, listImports, readImport } from '#contract/import.ts'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { listRecords, readHistory, readRecord } from '#contract/record.ts'
import { listRulings, readDesk, readRuling } from '#contract/scheme/index.ts'
import { findRecords } from '#contract/search.ts'
import { listSites, listStandings, readStation } from '#contract/station/index.ts'
import { listTargets, readBoard } from '#contract/territory/index.ts'
import { listStaffing, readWorker } from '#contract/workforce/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { addAccount } from '#server/account/index.ts'
import { buildApp } from '#server/app.ts'
import { loadFolder } from '#server/scheme/testing/load-folder.ts'
import { TINY_SCHEME } from '#server/scheme/testing/tiny-scheme.ts'
import { IDENTITY_DEFAULTS } from '#server/session/index.ts'
import { systemTx } from './actor-tx.ts'
import { openDb } from './pool.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'
import type { DB } from './types.ts'

/** Tables that grow with the country: what a county asks for must not cost what the country holds. */
const LARGE = new Set([
  'unit',
  'station',
  'worker',
  'posting',
  'entity',
  'record_history',
  'audit_entry',
  'import_row',
  'cover',
  'division',
  'attachment',
])
const ROWS = 3_600
const COUNTY = '990110'
const COUNTY_ID = 10

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Plan[]
}

/** Plans as PostgreSQL ran them, of statements within functions too, since last asked. */
const said: { readonly text: string; readonly plan: Plan }[] = []
class Listening extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('notice', ({ message = '' }) => {
      const json = /plan:\s*(\{[^]*\})/.exec(message)?.[1]
      if (json === undefined) return
      const { 'Query Text': text, Plan: plan } = JSON.parse(json) as { readonly 'Query Text': string; readonly Plan: Plan }
      said.push({ text, plan })
    })
  }
}

let database: TestDatabase
let db: Kysely<DB>
let app: FastifyInstance
let cookie = ''
beforeAll(async () => {
  database = await createTestDatabase()
  await fill(database)
  db = openDb({ ...database.connection.app, max: 2, Client: Listening })
  await systemTx(db, async (tx) => {
    const added = await addAccount(tx, {
      signInName: 'bureau',
      displayName: '测试',
      password: 'correct horse battery',
      passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
      grants: [{ role: 'bureau', scope: { code: COUNTY }, validFrom: '2020-01-01' }],
    })
    if (isRefusal(added)) throw new Error(added.code)
  })
  await loadFolder(db, { tiny: TINY_SCHEME })
  const { fastify } = await buildApp({
    db,
    appKey: Buffer.alloc(32, 1),
    version: 'test',
    webDir: '/nowhere',
    logLevel: 'silent',
    identity: { ...IDENTITY_DEFAULTS, passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 } },
  })
  app = fastify
  const payload = { name: 'bureau', password: 'correct horse battery' }
  const [set] = (await app.inject({ method: 'POST', url: '/api/session', payload })).cookies
  cookie = `${set?.name}=${set?.value}`
})
afterAll(async () => {
  await app.close()
  await db.destroy()
  await database.close()
})

/** Rows of ninety counties, and every backend telling the plans of what it runs. */
async function fill(to: TestDatabase): Promise<void> {
  const query = <Row extends pg.QueryResultRow>(text: string) => to.query<Row>(text)
  const [{ name } = { name: '' }] = await query<{ name: string }>('select current_database() as name')
  for (const setting of [
    `session_preload_libraries = 'auto_explain'`,
    `auto_explain.log_min_duration = 0`,
    `auto_explain.log_nested_statements = on`,
    `auto_explain.log_format = json`,
    `auto_explain.log_level = notice`,
  ])
    await query(`alter database ${name} set ${setting}`)
  await query(`insert into app.county select c, '9901' || lpad(c::text, 2, '0'), '县' || c from generate_series(10, 99) c`)
  await query(
    `insert into app.division (code, name, level, parent_code) select code, name, 'county', left(code, 4) from app.county
     union all select code || lpad((100 + t)::text, 3, '0'), '第' || t || '镇', 'town', code from app.county, generate_series(1, 40) t`,
  )
  await query(`insert into app.scheme_adoption (id, unit_code, scheme_id, in_force, reference_day)
    values (gen_random_uuid(), '${COUNTY}', 'tiny', '[2021-01-01,)', '2024-01-15')`)
  // what follows from the rows is put in beside them: working it out for each would take longer than all the rest
  for (const table of ['station', 'posting', 'entity'])
    await query(`alter table app.${table} disable trigger ${table}_cover_inserted`)
  // one of each per town, with ids that follow from the number
  const of = `from (select id as county_id, code || lpad((100 + t)::text, 3, '0') as code, id * 100 + t as n from app.county, generate_series(1, 40) t) p`
  const id = (kind: number, n = 'n') => `('00000000-000${kind}-7000-8000-' || lpad(${n}::text, 12, '0'))::uuid`
  const insert = (table: string, columns: string, values: string) =>
    query(
      `insert into app.${table} (county_id, id, division_code, name, name_keys, ${columns})
       select county_id, ${values} ${of}`,
    )
  const named = (kind: number) => `${id(kind)}, code, '第' || n || '镇', 'di' || n || 'zhen|d' || n || 'z'`
  await insert('unit', 'is_open, facts', `${named(1)}, true, '{"tierCode": "town"}'`)
  await insert(
    'station',
    'is_open, station_id, facts',
    `${named(2)}, true, ${id(2)}, jsonb_build_object('officeAreaM2', 3000 + n % 3000, 'areaM2', 3000 + n % 3000, 'unitId', ${id(1)}, 'openedOn', '2023-08-01', 'stageCode', case n % 3 when 0 then 'open' when 1 then 'building' end)`,
  )
  const day = (year: number) => `'${year}-' || lpad((1 + n % 12)::text, 2, '0') || '-01'`
  await insert(
    'worker',
    'facts',
    `${named(3)}, jsonb_build_object('certificates', jsonb_build_array(jsonb_build_object('validUntilOn', ${day(2026)})))`,
  )
  await insert(
    'posting',
    'station_id, facts',
    `${named(4)}, ${id(2)}, jsonb_build_object('stationId', ${id(2)}, 'workerId', ${id(3)}, 'isFullTime', n % 2 = 0, 'startOn', ${day(2023)}, 'endOn', case n % 3 when 0 then ${day(2024)} end, 'seatCode', 'seat-' || n % 4)`,
  )
  await insert(
    'entity',
    'is_open, subject, facts',
    `${named(5)}, true, case when n % 2 = 0 then 'agency' else 'programme' end, '{}'`,
  )
  await query(`insert into app.record_history (county_id, subject, id, version, division_code, is_open, name, facts, effective_on, recorded_at, is_removed)
    select county_id, 'station', ${id(2)}, 1, code, true, '站', '{}', '-infinity', now(), false ${of}`)
  await query('alter table app.audit_entry no force row level security')
  await query(`insert into app.audit_entry (county_id, id, recorded_at, role, action, outcome, division_code, seq, prev_hash, hash, hash_algorithm)
    select county_id, ${id(6)}, now(), 'bureau', 'record.change', 'done', code, n, '', '', 'sha256' ${of}`)
  await query('alter table app.audit_entry force row level security')
  await query(`insert into app.import_batch (county_id, id, importer, division_code, account_id, file_name, sha256, headings, state, row_count, uploaded_at)
    select id, ${id(7, 'id')}, 'station', code, ${id(9, '1')}, 'a.xlsx', '', '{}', 'checked', 40, now() from app.county`)
  await query(`insert into app.import_row (county_id, batch_id, line, division_code, account_id, cells, state)
    select county_id, ${id(7, 'county_id')}, n, code, ${id(9, '1')}, '{}', 'new' ${of}`)
  await query(`insert into app.attachment (county_id, id, subject, record_id, kind, division_code, name, media_type, bytes, sha256, given_sha256, state, recorded_at, recorded_by, recorded_by_name)
    select county_id, ${id(8)}, 'station', ${id(2)}, 'photo', code, 'a', 'image/png', 1, repeat('a', 64), repeat('a', 64), 'stored', now(), ${id(9, '1')}, '某' ${of}`)
  await query(`insert into app.cover (county_id, division_code, built, staffed, serving)
    select county_id, code, '{[2023-08-01,)}', '{[2023-08-01,)}', '{}' ${of}`)
  await query('vacuum analyze')
}

test('there is enough in every large table for a plan to matter', async () => {
  for (const table of LARGE) {
    const [{ n } = { n: 0 }] = await database.query<{ n: number }>(
      `select reltuples::int as n from pg_class where oid = 'app.${table}'::regclass`,
    )
    expect(n, table).toBeGreaterThanOrEqual(ROWS)
  }
})

const read = (table: string) => RECORD_LIST_ENDPOINTS[table as 'unit'].list
const id = (kind: number, n: number) => `00000000-000${kind}-7000-8000-${String(n).padStart(12, '0')}`
const OWN = COUNTY_ID * 100 + 1
const OFFICE = { schemeId: 'tiny', ruleId: 'office-area' }
const ASKED: readonly (readonly [string, Endpoint, Record<string, unknown>])[] = [
  ...(['unit', 'station', 'worker', 'posting'] as const).flatMap((table) => {
    const columns = RECORD_LIST_ENDPOINTS[table].list.input.shape
    return [
      [`${table}: first page`, read(table), {}],
      [`${table}: last page first`, read(table), { sort: table === 'posting' ? 'startOn' : '-name' }],
      [`${table}: of a town`, read(table), { place: `${COUNTY}101` }],
      [`${table}: counted`, read(table), { count: 'yes' }],
      ...('name' in columns ? [[`${table}: by name`, read(table), { name: '第101' }] as const] : []),
    ] as const
  }),
  ['station: by area', read('station'), { sort: '-areaM2', areaM2: '30..40' }],
  ['station: by stage', read('station'), { sort: 'stage' }],
  ['station: by the day it opened', read('station'), { sort: '-openedOn' }],
  ['posting: by seat', read('posting'), { sort: 'seat' }],
  ['posting: by its end', read('posting'), { sort: '-endOn' }],
  ['worker: by the day a certificate ends', read('worker'), { sort: 'certifiedUntil' }],
  ['a station', readRecord, { subject: 'station', id: id(2, OWN) }],
  ['a worker', readRecord, { subject: 'worker', id: id(3, OWN) }],
  ['an agency', readRecord, { subject: 'agency', id: id(5, OWN + 1) }],
  ['the history of a station', readHistory, { subject: 'station', id: id(2, OWN) }],
  ['a register', listRecords, { subject: 'agency' }],
  ['a name', findRecords, { text: '第1001镇' }],
  ['initials', findRecords, { text: 'd1001z' }],
  ['the first rulings, which read the facts of the place', listRulings, OFFICE],
  ['a ruling sheet', readRuling, { ...OFFICE, entityId: id(2, OWN) }],
  ['the desk', readDesk, {}],
  ['files of a station', listAttachments, { subject: 'station', recordId: id(2, OWN) }],
  ['imports', listImports, {}],
  ['an import', readImport, { batchId: id(7, COUNTY_ID) }],
  ['lines of an import', listImportLines, { batchId: id(7, COUNTY_ID) }],
  ['the audit trail', listAudit, {}],
  ['a station with how it stands', readStation, { stationId: id(2, OWN) }],
  ['how stations of a page stand', listStandings, { ids: id(2, OWN) }],
  ['the board of the county', readBoard, {}],
  ['targets of coverage', listTargets, {}],
  ['where a station may be', listSites, {}],
  ['who sits where', listStaffing, {}],
  ['a file of somebody', readWorker, { workerId: id(3, OWN) }],
]
const seen = new Set<string>()

describe('asked by a county, no large table is read from end to end', () => {
  test.each(ASKED)('%s', async (_, endpoint, input) => {
    expect(await readFromEndToEnd(endpoint, input)).toEqual([])
  })

  test('and each of them was read by one of these', () => {
    expect([...LARGE].filter((table) => !seen.has(table))).toEqual([])
  })

  test('which would be said of a table without the index', async () => {
    await database.query('drop index app.worker_by_division')
    await database.query('analyze app.worker')
    expect(await readFromEndToEnd(read('worker'), {})).not.toEqual([])
  })
})

/** What a request reads of large tables without a place in an index to start from, and the statement. */
async function readFromEndToEnd(endpoint: Endpoint, input: Record<string, unknown>): Promise<readonly string[]> {
  said.length = 0
  const { method, url, body } = requestFor(endpoint, input)
  const answer = await app.inject({ method, url, headers: { cookie }, ...(body !== undefined && { payload: body }) })
  expect(answer.statusCode, answer.body).toBe(200)
  return said.flatMap(({ text, plan }) => {
    const scans = largeReads(plan)
    for (const scan of scans) seen.add(scan['Relation Name'] ?? '')
    return scans.filter((scan) => !isNarrow(scan)).map((scan) => `${shown(scan)}: ${text}`)
  })
}

/** An index read from one end to the other is no better than the table. */
const isNarrow = (node: Plan): boolean =>
  node['Node Type'] === 'Bitmap Heap Scan' || (node['Index Cond'] ?? '').replace(/[()]|\w+ IS NOT NULL|AND/g, '').trim() !== ''

const shown = (node: Plan): string => `${node['Node Type']} on ${node['Relation Name']} ${node['Index Name'] ?? ''}`

/** The nodes that read rows of a large table. A bitmap says where its rows are, from the conditions of its indexes. */
const largeReads = (plan: Plan): readonly Plan[] => [
  ...(LARGE.has(plan['Relation Name'] ?? '') && plan['Node Type'].endsWith(' Scan') ? [plan] : []),
  ...(plan.Plans ?? []).flatMap(largeReads),
]
