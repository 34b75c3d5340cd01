import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { requestFor } from '#contract/endpoint.ts'
import { tryWhatIf } from '#contract/scheme/index.ts'
import { makeId } from '#domain/kernel/id.ts'
import { addAccount } from '#server/account/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { joinDatabase } from '#server/db/open-database.ts'
import { openDb } from '#server/db/pool.ts'
import { insertRecords } from '#server/record/index.ts'
import { readEnv } from '#server/env.ts'
import { startServer } from '#server/start-server.ts'
import { atMost, beside, cpuSeconds, sampleOf, type Figure } from './figure.ts'
import { textOf } from './station-facts.ts'
import { townSources } from './town-facts.ts'

const RUNS = 15
const PASSWORD = 'bench password of no value'
const BATCH = 4_000

const uuid = (key: string): string => makeId(1_577_808_000_000, createHash('sha256').update(key).digest())
/** Ids in the database are UUIDs, so the links between the facts are too. */
function stored(facts: Readonly<Record<string, unknown>>, subject: string): Record<string, unknown> {
  const link = (name: string): Record<string, string> => (typeof facts[name] === 'string' ? { [name]: uuid(facts[name]) } : {})
  return { ...facts, ...link('parentId'), ...link('unitId'), ...(subject === 'station' && { contractId: null }) }
}

/** Loads the whole country with a station in every town, adopted as one place, and an account over it. */
async function load(dataDir: string): Promise<number> {
  const database = await joinDatabase(dataDir, undefined)
  const db = openDb(database.connection.app)
  try {
    const sources = townSources().filter((s) => s.subject === 'unit' || s.subject === 'station')
    const rows = sources.map(({ subject, id, facts }) => ({
      countyId: 0,
      subject,
      id: uuid(id),
      divisionCode: textOf(facts['divisionCode']),
      isOpen: true,
      name: textOf(facts['nameText'] ?? id),
      facts: stored(facts, subject),
    }))
    await systemTx(db, async (tx) => {
      for (let i = 0; i < rows.length; i += BATCH) await insertRecords(tx, rows.slice(i, i + BATCH))
      await tx
        .insertInto('scheme_adoption')
        .values({
          id: uuid('adoption'),
          unit_code: '0',
          scheme_id: 'county90',
          in_force: '[2021-03-01,)',
          reference_day: '2024-06-30',
        })
        .execute()
      await addAccount(tx, {
        signInName: 'bench',
        displayName: '测量',
        password: PASSWORD,
        grants: [{ role: 'province', scope: { code: '0' }, validFrom: '2020-01-01' }],
      })
    })
    return rows.filter((r) => r.subject === 'station').length
  } finally {
    await db.destroy()
    await database.close()
  }
}

/** Another office area over every station of the country, asked over HTTP as a browser asks, to the last byte of the answer. */
export async function whatIfHttp(): Promise<Figure[]> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-bench-'))
  const server = await startServer(
    readEnv({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'error' }),
    () => undefined,
  )
  try {
    const stations = await load(dataDir)
    const signedIn = await fetch(`${server.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'bench', password: PASSWORD }),
    })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    if (!signedIn.ok) throw new Error(`sign-in: ${signedIn.status} ${await signedIn.text()}`)
    const ask = async (area: number): Promise<number> => {
      const { method, url, body } = requestFor(tryWhatIf, {
        schemeId: 'county90',
        ruleId: 'office-area',
        path: 'require.all.0.atLeast',
        value: `${area} m²`,
      })
      const from = performance.now()
      const answer = await fetch(server.address + url, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        body: body ?? null,
      })
      const found = (await answer.json()) as { judged?: number; changed?: number }
      const took = performance.now() - from
      if (!answer.ok || (found.judged ?? 0) < stations || !found.changed)
        throw new Error(`what-if: ${answer.status} ${JSON.stringify(found).slice(0, 300)}`)
      return took
    }
    const first = await ask(60)
    const runs: number[] = []
    const spent: number[] = []
    for (let i = 0; i < RUNS; i++) {
      const from = cpuSeconds()
      runs.push(await ask(45 + i))
      spent.push((cpuSeconds() - from) * 1000)
    }
    return [
      atMost(`what-if over ${stations.toLocaleString('en-US')} towns, over HTTP`, sampleOf(runs), 'ms', 300),
      beside('processor time of one, without the database', sampleOf(spent), 'ms'),
      beside('the first one, which reads all facts of the country', sampleOf([first]), 'ms'),
    ]
  } finally {
    await server.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}
