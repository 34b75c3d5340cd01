import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRoot } from '#server/find-root.ts'
import { atMost, beside, sampleOf, type Figure } from './figure.ts'

const RUNS = 5
const FIRST_TAKES_AT_MOST_MS = 240_000

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const isReady = (url: string): Promise<boolean> =>
  fetch(url).then(
    (answer) => answer.ok,
    () => false,
  )

/** Seconds from the command to the first healthy answer; the program is then stopped. */
async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: findRoot(),
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await isReady(`http://127.0.0.1:${port}/api/health`))) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${said.slice(0, 500)}`)
    if (performance.now() - from > FIRST_TAKES_AT_MOST_MS) throw new Error('the program did not become ready')
    await sleep(10)
  }
  const seconds = (performance.now() - from) / 1000
  child.kill('SIGTERM')
  await gone
  return seconds
}

/** `npm start` on an empty data folder once, then again and again on the same. */
export async function secondStart(): Promise<Figure[]> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-bench-start-'))
  try {
    const first = await startOnce(dataDir)
    const runs: number[] = []
    for (let i = 0; i < RUNS; i++) runs.push(await startOnce(dataDir))
    return [
      atMost('second start to the first healthy answer', sampleOf(runs), 's', 3),
      beside('first start, database made and loaded', sampleOf([first]), 's'),
    ]
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}
