import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded, type EmbeddedServer } from '#server/db/embedded/index.ts'
import { embeddedConnection } from '#server/db/connection.ts'
import { ask, signInDemo } from './support/browser.ts'
import { isLong } from './support/is-long.ts'
import { layDataFolder, runProgram, type RunningProgram } from './support/run-program.ts'
import { adoptPlan, findLosses } from './support/stored.ts'
import { startWriting } from './support/write-load.ts'

const GONE_MS = isLong ? 30_000 : 3_000
const LOOKS = isLong ? 300 : 100

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-gone-'))
fs.chmodSync(temporary, 0o711)
const root = path.join(temporary, 'postgres')
let postgres: EmbeddedServer
let program: RunningProgram
let cookie = ''

beforeAll(async () => {
  layDataFolder(root)
  postgres = await startEmbedded(root)
  const url = `postgres://postgres@localhost/sgz?host=${encodeURIComponent(postgres.host)}`
  const dataDir = path.join(temporary, 'data')
  fs.mkdirSync(dataDir)
  fs.copyFileSync(path.join(root, 'app.key'), path.join(dataDir, 'app.key'))
  program = await runProgram(dataDir, { DATABASE_URL: url, DEMO: '1' })
  await adoptPlan(embeddedConnection(postgres).migrator)
  cookie = await signInDemo(program.address, 'bureau')
}, 240_000)
afterAll(async () => {
  program.kill('SIGTERM')
  await program.exited
  await postgres.stop()
  fs.rmSync(temporary, { recursive: true, force: true })
})

/** Asks until the answer is `wanted`; how long that took. */
async function until(wanted: number): Promise<number> {
  const from = performance.now()
  for (;;) {
    const { status } = await ask(program.address, '/api/session', { headers: { cookie } }).catch(() => ({ status: 0 }))
    if (status === wanted) return performance.now() - from
    if (performance.now() - from > 90_000)
      throw new Error(`never answered ${wanted}; last ${status}\n${program.said().slice(-2000)}`)
    await sleep(100)
  }
}

/**
 * Nothing can be half saved. The signature and its audit row are written on one connection between one `begin` and one `commit`
 * (actorTx; the audit row comes last), and PostgreSQL shows all of a transaction or nothing of it, after a crash as before. What
 * is sent without waiting for its answer breaks none of that:
 * - Opening: should it fail, the statement behind it runs without a scope, and row-level security lets it write nothing; its
 *   answer is waited for, and is the failure of the opening, so that no audit row is ever sent.
 * - The audit row: should it fail, PostgreSQL takes the `commit` behind it for a rollback, and the caller is told of the failure.
 *   Should the connection end between the two, there was no commit.
 * - A statement that gets no answer in time ends its connection: no later answer is taken for its own.
 * So both are looked for in one snapshot. In two, a write that is committed between them, of a caller who has left already,
 * shows its audit row alone; hence the looks while people write, which two snapshots fail.
 */
test('a database that is gone for a while is answered with 503 at once, and served from again without a restart; no acknowledged write is lost', async () => {
  const load = startWriting(program.address, cookie, 3)
  const { migrator } = embeddedConnection(postgres)
  for (let looks = 0; looks < LOOKS || load.acknowledged.length < 5; looks++)
    expect((await findLosses(migrator, [...load.acknowledged])).halfSaved).toBe(0)
  process.kill(postgres.pid, 'SIGKILL')
  await postgres.gone
  await until(503)
  const from = performance.now()
  const answer = await ask(program.address, '/api/session', { headers: { cookie } })
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2'])
  expect(answer.body).toContain('DATABASE_DOWN')
  expect(performance.now() - from).toBeLessThan(12_000)
  expect((await ask(program.address, '/api/health')).status).toBe(503)
  expect((await ask(program.address, '/api/health/live')).status).toBe(200)
  await sleep(GONE_MS)
  await postgres.stop()
  postgres = await startEmbedded(root)
  await until(200)
  const before = load.acknowledged.length
  while (load.acknowledged.length < before + 5) await sleep(20)
  await load.stop()
  const { lost, halfSaved } = await findLosses(embeddedConnection(postgres).migrator, load.acknowledged)
  expect({ lost, halfSaved, odd: load.odd }).toEqual({ lost: [], halfSaved: 0, odd: [] })
}, 300_000)

test('a database that hangs holds nobody for ever: liveness answers, and all goes on when it comes back', async () => {
  process.kill(postgres.pid, 'SIGSTOP')
  const held = ask(program.address, '/api/session', { headers: { cookie } }).then(
    ({ status }) => status,
    () => 0,
  )
  expect((await ask(program.address, '/api/health/live', { timeoutMs: 5_000 })).status).toBe(200)
  await sleep(GONE_MS)
  process.kill(postgres.pid, 'SIGCONT')
  // answered from the connection it had, or told to come back
  expect([200, 503]).toContain(await held)
  await until(200)
}, 300_000)
