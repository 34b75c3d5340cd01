import http from 'node:http'
import net from 'node:net'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, signInDemo } from './support/browser.ts'
import { layDataFolder, runProgram, type RunningProgram } from './support/run-program.ts'

const IDLE = 1_000
const BUSY = 200

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-crowd-'))
fs.chmodSync(temporary, 0o711)
let program: RunningProgram
beforeAll(async () => {
  layDataFolder(path.join(temporary, 'data'))
  program = await runProgram(path.join(temporary, 'data'))
}, 240_000)
afterAll(async () => {
  program.kill('SIGTERM')
  expect(await program.exited).toBe(0)
  fs.rmSync(temporary, { recursive: true, force: true })
})

const connect = (port: number): Promise<net.Socket> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', reject)
  })

test(`${IDLE} idle connections and ${BUSY} busy ones: every answer is right, none is a 5xx, and the idle ones are let go`, async () => {
  const port = Number(new URL(program.address).port)
  const cookie = await signInDemo(program.address, 'bureau')
  const idle = await Promise.all(Array.from({ length: IDLE }, () => connect(port)))
  const closed = Promise.all(
    idle.map(
      (socket) =>
        new Promise<void>((resolve) =>
          socket
            .on('error', () => undefined)
            .resume()
            .once('close', () => resolve()),
        ),
    ),
  )
  const agent = new http.Agent({ keepAlive: true, maxSockets: BUSY })
  const statuses = new Map<number, number>()
  const busy = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) {
      const { status, body } = await ask(program.address, '/api/session', { headers: { cookie }, agent })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect(body).toContain('"role":"bureau"')
    }
  }
  await Promise.all(Array.from({ length: BUSY }, busy))
  agent.destroy()
  expect([...statuses]).toEqual([[200, BUSY * 5]])
  await closed
}, 240_000)

test('a write that another page starts is refused, in every form of it', async () => {
  const cookie = await signInDemo(program.address, 'bureau')
  const origins = [
    'http://evil.example',
    'null',
    'http://127.0.0.1:1',
    program.address.replace('http', 'https').replace(/:\d+$/, ':443'),
  ]
  for (const origin of origins)
    expect((await ask(program.address, '/api/session', { method: 'DELETE', headers: { cookie, origin } })).status, origin).toBe(
      403,
    )
  for (const site of ['cross-site', 'same-site'])
    expect(
      (await ask(program.address, '/api/session', { method: 'DELETE', headers: { cookie, 'sec-fetch-site': site } })).status,
    ).toBe(403)
  expect((await ask(program.address, '/api/session', { headers: { cookie } })).body).toContain('"role":"bureau"')
})
