import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { requestFor } from '#contract/endpoint.ts'
import { readBoard } from '#contract/territory/index.ts'
import { makeId } from '#domain/kernel/id.ts'
import { addAccount } from '#server/account/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { joinDatabase } from '#server/db/open-database.ts'
import { openDb } from '#server/db/pool.ts'
import { readEnv } from '#server/env.ts'
import { startServer } from '#server/start-server.ts'
import { atMost, beside, sampleOf, type Figure } from './figure.ts'

const RUNS = 80
const PASSWORD = 'bench password of no value'
const GOAL_MS = 100
const uuid = (key: string): string => makeId(1_577_808_000_000, createHash('sha256').update(key).digest())

interface Town {
  readonly code: string
  readonly county_id: number
}

/** A station with a worker in post and a service on record in every town of the country, and an account over it. */
async function load(
  dataDir: string,
): Promise<{ readonly towns: number; readonly loadMs: number; readonly oneMs: readonly number[] }> {
  const database = await joinDatabase(dataDir, undefined)
  const db = openDb(database.connection.app)
  try {
    return await systemTx(db, async (tx) => {
      await sql`select app.ensure_county(code) from app.division where level = 'county'`.execute(tx)
      const { rows: towns } = await sql<Town>`
        select d.code, c.id as county_id from app.division d join app.county c on c.code = left(d.code, 6) where d.level = 'town' order by d.code
      `.execute(tx)
      const rows = towns.map(({ code, county_id }, i) => ({
        county_id,
        code,
        id: uuid(`station ${code}`),
        worker: uuid(`worker ${code}`),
        posting: uuid(`posting ${code}`),
        service: uuid(`service ${code}`),
        day: `202${1 + (i % 4)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
      }))
      const given = JSON.stringify(rows)
      const from = performance.now()
      const shape = sql`as t (county_id int, code text, id uuid, worker uuid, posting uuid, service uuid, day text)`
      await sql`insert into app.station (county_id, id, division_code, station_id, is_open, name, facts)
        select county_id, id, code, id, true, '站', jsonb_build_object('openedOn', day, 'tierCode', 'town')
        from json_to_recordset(${given}::json) ${shape}`.execute(tx)
      await sql`insert into app.posting (county_id, id, division_code, station_id, name, facts)
        select county_id, posting, code, id, '岗', jsonb_build_object('stationId', id, 'workerId', worker, 'startOn', day)
        from json_to_recordset(${given}::json) ${shape}`.execute(tx)
      await sql`insert into app.entity (county_id, subject, id, division_code, station_id, name, facts)
        select county_id, 'serviceRecord', service, code, id, '', jsonb_build_object('stationId', id, 'servedOn', day)
        from json_to_recordset(${given}::json) ${shape}`.execute(tx)
      const loadMs = performance.now() - from
      const oneMs: number[] = []
      for (const row of rows.slice(0, 40)) {
        const began = performance.now()
        await sql`update app.posting set facts = facts || '{"endOn": "2027-01-01"}' where id = ${row.posting}::uuid`.execute(tx)
        oneMs.push(performance.now() - began)
      }
      await addAccount(tx, {
        signInName: 'bench',
        displayName: '测量',
        password: PASSWORD,
        grants: [{ role: 'province', scope: { code: '0' }, validFrom: '2020-01-01' }],
      })
      return { towns: towns.length, loadMs, oneMs }
    })
  } finally {
    await db.destroy()
    await database.close()
  }
}

const p95 = (runs: readonly number[]): number => [...runs].sort((a, b) => a - b)[Math.ceil(runs.length * 0.95) - 1] ?? NaN

/** The board of the country, with a station in every town, asked over HTTP to the last byte, on days that differ. */
export async function nationalBoard(): Promise<Figure[]> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-bench-'))
  const env = readEnv({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'error' })
  const server = await startServer(env, () => undefined)
  try {
    const { towns, loadMs, oneMs } = await load(dataDir)
    const signedIn = await fetch(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'bench', password: PASSWORD }),
    })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const ask = async (code: string, i: number): Promise<number> => {
      const asOf = `2025-${String(1 + (i % 12)).padStart(2, '0')}-15`
      const { url } = requestFor(readBoard, { code, asOf })
      const from = performance.now()
      const answer = await fetch(server.address + url, { headers: { cookie } })
      const board = (await answer.json()) as { built?: number; towns?: number }
      const took = performance.now() - from
      if (!answer.ok || board.built !== board.towns || !board.towns)
        throw new Error(`board: ${answer.status} ${JSON.stringify(board).slice(0, 300)}`)
      return took
    }
    const runsOf = async (code: string): Promise<number[]> => {
      const runs: number[] = []
      for (let i = -10; i < RUNS; i++) {
        const took = await ask(code, i + 12)
        if (i >= 0) runs.push(took)
      }
      return runs
    }
    const [country, province, county] = [await runsOf('0'), await runsOf('35'), await runsOf('350102')]
    const many = towns.toLocaleString('en-US')
    return [
      atMost(`board of the country, ${many} towns, over HTTP, p95`, sampleOf([p95(country)]), 'ms', GOAL_MS),
      beside('the same, median', sampleOf(country), 'ms'),
      beside('board of a province, p95', sampleOf([p95(province)]), 'ms'),
      beside('board of a county, p95', sampleOf([p95(county)]), 'ms'),
      beside('one write that moves a town’s coverage, in the database', sampleOf(oneMs), 'ms'),
      beside(`loading ${many} stations, posts and services, coverage kept`, sampleOf([loadMs / 1000]), 's'),
    ]
  } finally {
    await server.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}
