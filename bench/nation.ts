import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { readRecord } from '#contract/record.ts'
import { listRulings, readRuling } from '#contract/scheme/index.ts'
import { findRecords } from '#contract/search.ts'
import { requestFor, type Endpoint } from '#contract/endpoint.ts'
import type { Connection } from '#server/db/connection.ts'
import { joinDatabase } from '#server/db/open-database.ts'
import { readEnv } from '#server/env.ts'
import { startServer } from '#server/start-server.ts'
import { atMost, beside, cpuSeconds, sampleOf, type Figure, type Sample } from './figure.ts'
import { ASKERS, COUNTY, loadNation, PROVINCE } from './nation-data.ts'
import { openAsker, type Asker } from './nation-asker.ts'
import { recordStatements, type Recorder } from './record-statements.ts'

const ROUNDS = 5
const ASKS = 40
/** Enough for the compiler to have come to what is asked again and again. */
const WARM_UP = 30
/** A case that takes longer has fewer rounds. */
const LONGEST_MS = 8_000
const WRITES = 5
const DEEP_PAGES = 20
const OFFICE = { schemeId: 'county90', ruleId: 'office-area', limit: '50' }
/** Where the plan that somebody asks about was adopted. */
const placeOf = (who: string): string => (who === 'nation' ? '0' : PROVINCE)

interface Case {
  readonly name: string
  readonly who: string
  readonly endpoint: Endpoint
  readonly input: Record<string, unknown>
}

/** Lists, records, names and rulings with a station in every town of the country, each beside the SQL that it sends. */
export async function nation(): Promise<Figure[]> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-bench-'))
  const recorder = recordStatements()
  const server = await startServer(
    readEnv({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DEMO: '0',
      SECOND_FACTOR_ROLES: 'none',
      LOG_LEVEL: 'error',
      RATE_PER_ADDRESS: '1000000000',
      RATE_PER_ACCOUNT: '1000000000',
    }),
    () => undefined,
  )
  try {
    const database = await joinDatabase(dataDir, undefined)
    const loaded = await loadNation(database.connection)
    const bare = new pg.Client(database.connection.app)
    bare.on('error', () => undefined)
    await bare.connect()
    const askers = new Map<string, Asker>()
    for (const who of Object.keys(ASKERS)) askers.set(who, await openAsker(server.address, who))
    const figures = [
      beside(`${loaded.rows.toLocaleString('en-US')} records loaded`, { median: loaded.seconds, spread: 0 }, 's'),
      ...(await measure(askers, recorder, bare, () => writeOnce(database.connection))),
    ]
    await bare.end()
    await database.close()
    return figures
  } finally {
    recorder.stop()
    await server.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Somebody else writes a station of the county. */
async function writeOnce({ migrator }: Connection): Promise<void> {
  const writer = new pg.Client(migrator)
  await writer.connect()
  await writer.query(
    `update app.station set facts = facts || jsonb_build_object('officeAreaM2', 3000 + (facts ->> 'officeAreaM2')::int % 6000 + 1)
     where id = (select id from app.station where division_code like '${COUNTY}%' order by id limit 1)`,
  )
  await writer.end()
}

async function measure(
  askers: ReadonlyMap<string, Asker>,
  recorder: Recorder,
  bare: pg.Client,
  write: () => Promise<unknown>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [who, asker] of askers) {
    const ask = () => timed(() => asker.ask(listRulings, { ...OFFICE, unitCode: placeOf(who) }))
    figures.push(beside(`first rulings of the ${who}, which may read its facts`, sampleOf([await ask()]), 'ms'))
    const [again, spent]: [number[], number[]] = [[], []]
    for (let i = 0; i < WRITES; i++) {
      await write()
      const from = cpuSeconds()
      again.push(await ask())
      spent.push((cpuSeconds() - from) * 1000)
    }
    figures.push(
      beside('  and after a station of the county was written', sampleOf(again), 'ms'),
      beside('    processor time of that, without the database', sampleOf(spent), 'ms'),
    )
  }
  const groups = new Map<string, (Raced & { readonly one: Case })[]>()
  for (const [who, asker] of askers)
    for (const one of await casesOf(who, asker)) {
      const found = await raced(one, asker, recorder, bare)
      groups.set(one.name, [...(groups.get(one.name) ?? []), { one, ...found }])
    }
  for (const [name, all] of groups) {
    const worst = all.toSorted((a, b) => b.ratio.median - a.ratio.median)[0]
    if (!worst) continue
    figures.push(atMost(`${name} (${worst.one.who}): p95, times the bare SQL`, worst.ratio, '×', 3))
    for (const { one, ms, bareMs, ratio, innerRatio, cpuMs } of all)
      figures.push(
        beside(`  ${one.who}`, ms, 'ms p95', ms.median / bareMs.median),
        beside(`    times the bare SQL`, ratio, '×'),
        beside(`    times the same without finding out who asks`, innerRatio, '×'),
        beside(`    processor time of server and asker`, cpuMs, 'ms'),
      )
  }
  return figures
}

/** What somebody asks for: the pages of every list, a record, names, and what a rule says. */
async function casesOf(who: string, asker: Asker): Promise<readonly Case[]> {
  const cases: Case[] = []
  const add = (name: string, endpoint: Endpoint, input: Record<string, unknown>) =>
    void cases.push({ name, who, endpoint, input })
  const sorts = { unit: '-place', station: '-areaM2', worker: '-name', posting: 'endOn' }
  const filters = {
    unit: { name: '城关', tier: 'town' },
    station: { areaM2: '40..60' },
    worker: { name: '王' },
    posting: { startOn: '2023-02-01..' },
  }
  // people are for whoever works with them
  for (const subject of ['unit', 'station', ...(who === 'county' ? (['worker', 'posting'] as const) : [])] as const) {
    const { list } = RECORD_LIST_ENDPOINTS[subject]
    add(`${subject} list, first page`, list, {})
    const after = await cursorOf(asker, list, DEEP_PAGES)
    add(`${subject} list, deep page`, list, after === undefined ? {} : { after })
    add(`${subject} list, filtered`, list, filters[subject])
    add(`${subject} list, sorted`, list, { sort: sorts[subject] })
  }
  const unitCode = placeOf(who)
  const rulings = (await asker.ask(listRulings, { ...OFFICE, unitCode })) as {
    readonly rulings: readonly { readonly entityId: string }[]
  }
  const entityId = rulings.rulings[0]?.entityId ?? ''
  add('record of a station', readRecord, { subject: 'station', id: entityId })
  add('search by name', findRecords, { text: '城关镇', limit: 10 })
  add('search by initials', findRecords, { text: 'wf', limit: 10 })
  add('ruling sheet', readRuling, { ...OFFICE, unitCode, limit: undefined, entityId })
  add('rulings of a rule', listRulings, { ...OFFICE, unitCode })
  return cases
}

async function cursorOf(asker: Asker, list: Endpoint, pages: number): Promise<string | undefined> {
  let after: string | undefined
  for (let i = 0; i < pages; i++) {
    const page = (await asker.ask(list, after === undefined ? {} : { after })) as { readonly next: string | null }
    if (page.next === null) break
    after = page.next
  }
  return after
}

interface Raced {
  readonly ratio: Sample
  /** The same against the transaction alone. */
  readonly innerRatio: Sample
  readonly ms: Sample
  readonly bareMs: Sample
  readonly cpuMs: Sample
}

/** One request and its statements, turn about; the ratio of the 95th percentiles, round by round. */
async function raced({ endpoint, input }: Case, asker: Asker, recorder: Recorder, bare: pg.Client): Promise<Raced> {
  await asker.ask(endpoint, input)
  const statements = await recorder.during(() => asker.ask(endpoint, input))
  const [, ...inner] = statements
  const { url } = requestFor(endpoint, input)
  for (let i = 0; i < WARM_UP; i++) {
    await asker.get(url)
    await replay(bare, statements)
  }
  const rounds: { readonly ours: number; readonly its: number; readonly inside: number; readonly cpu: number }[] = []
  const from = performance.now()
  for (let round = 0; round < ROUNDS && (round < 2 || performance.now() - from < LONGEST_MS); round++) {
    const [ours, its, inside]: [number[], number[], number[]] = [[], [], []]
    let cpu = 0
    for (let i = 0; i < ASKS; i++) {
      const before = cpuSeconds()
      ours.push(await timed(() => asker.get(url)))
      cpu += cpuSeconds() - before
      its.push(await timed(() => replay(bare, statements)))
      inside.push(await timed(() => replay(bare, inner)))
    }
    rounds.push({ ours: p95(ours), its: p95(its), inside: p95(inside), cpu: (cpu / ASKS) * 1000 })
  }
  return {
    ratio: sampleOf(rounds.map(({ ours, its }) => ours / its)),
    innerRatio: sampleOf(rounds.map(({ ours, inside }) => ours / inside)),
    ms: sampleOf(rounds.map(({ ours }) => ours)),
    bareMs: sampleOf(rounds.map(({ its }) => its)),
    cpuMs: sampleOf(rounds.map(({ cpu }) => cpu)),
  }
}

async function replay(bare: pg.Client, statements: Awaited<ReturnType<Recorder['during']>>): Promise<void> {
  for (const { text, values } of statements) await bare.query(text, [...values])
  await bare.query('commit')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** The value that 95 of 100 do not exceed. */
const p95 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? NaN
