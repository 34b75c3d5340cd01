import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { embeddedConnection } from '#server/db/connection.ts'
import { dataFolderAt } from '#server/db/embedded/index.ts'
import { signInDemo } from './support/browser.ts'
import { isLong } from './support/is-long.ts'
import { findPostgresOf, killHard, layDataFolder, postgresOf, runProgram } from './support/run-program.ts'
import { adoptPlan, findLosses } from './support/stored.ts'
import { startWriting, type Acknowledged } from './support/write-load.ts'

const ROUNDS = isLong ? 100 : 4
const WRITERS = 4

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-kill-'))
fs.chmodSync(temporary, 0o711)
const dataDir = path.join(temporary, 'data')
afterAll(() => fs.rmSync(temporary, { recursive: true, force: true }))

const VICTIMS: readonly (readonly [name: string, kill: (server: number, postgres: number) => Promise<void>])[] = [
  ['the server', async (server) => killHard(server)],
  ['the database', async (_, postgres) => killHard(postgres)],
  [
    'the server, then the database',
    async (server, postgres) => {
      killHard(server)
      killHard(postgres)
    },
  ],
  [
    'the database, then the server a moment later',
    async (server, postgres) => {
      killHard(postgres)
      await sleep(Math.random() * 20)
      killHard(server)
    },
  ],
]

test(
  `kill -9 of the server, of PostgreSQL and of both at random moments of writing, ${ROUNDS} rounds: nothing acknowledged is lost, nothing is half there`,
  async () => {
    const acknowledged: Acknowledged[] = []
    const odd: string[] = []
    layDataFolder(dataDir)
    for (let round = 0; round < ROUNDS; round++) {
      const program = await runProgram(dataDir)
      const { migrator } = embeddedConnection({ host: dataFolderAt(dataDir).socket, port: 5432 })
      expect(await findLosses(migrator, acknowledged), `before round ${round}`).toMatchObject({ lost: [], halfSaved: 0 })
      await adoptPlan(migrator)
      const load = startWriting(program.address, await signInDemo(program.address, 'bureau'), WRITERS)
      const from = performance.now()
      while (load.acknowledged.length === 0 && performance.now() - from < 30_000) await sleep(5)
      await sleep(Math.random() * 700)
      await VICTIMS[round % VICTIMS.length]?.[1](program.pid, postgresOf(dataDir))
      await program.exited
      await load.stop()
      expect(load.acknowledged.length, `${program.said()}${load.odd.slice(0, 3).join('\n')}`).toBeGreaterThan(0)
      acknowledged.push(...load.acknowledged)
      odd.push(...load.odd)
    }
    const last = await runProgram(dataDir)
    const { migrator } = embeddedConnection({ host: dataFolderAt(dataDir).socket, port: 5432 })
    const { lost, halfSaved, stored } = await findLosses(migrator, acknowledged)
    last.kill('SIGTERM')
    await last.exited
    console.log(
      `${ROUNDS} kills under ${WRITERS} writers: ${acknowledged.length} acknowledged, ${stored} stored, ${lost.length} lost, ${halfSaved} half-saved`,
    )
    expect({ lost, halfSaved, odd }).toEqual({ lost: [], halfSaved: 0, odd: [] })
    expect(findPostgresOf(dataDir)).toBeUndefined()
  },
  isLong ? 3_600_000 : 300_000,
)
