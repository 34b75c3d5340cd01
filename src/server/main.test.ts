import { spawn, type SpawnOptions } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { EXIT_CODES } from './start-error.ts'

const isRoot = process.getuid?.() === 0
const running: Running[] = []

interface Running {
  readonly code: Promise<number | null>
  /** All has been read that it said. */
  readonly silent: Promise<void>
  readonly pid: number
  said(): string
  until(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
}

let temporary = ''
let dataDir = ''
beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-main-'))
  fs.chmodSync(temporary, 0o755)
  dataDir = path.join(temporary, 'data')
})
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.kill('SIGTERM')
    await one.code
  }
  fs.rmSync(temporary, { recursive: true, force: true })
})
function start(env: Record<string, string> = {}, options: SpawnOptions = {}): Running {
  const child = spawn(process.execPath, [inject('programs').main], {
    env: { PATH: process.env['PATH'], HOME: temporary, PORT: '0', DATA_DIR: dataDir, DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  let text = ''
  let wake: () => void = () => undefined
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      text += bytes.toString()
      wake()
    })
  let ended = false
  const code = new Promise<number | null>((resolve) =>
    child.once('exit', (status) => {
      ended = true
      wake()
      resolve(status)
    }),
  )
  const one: Running = {
    code,
    silent: new Promise((resolve) => child.once('close', () => resolve())),
    pid: child.pid ?? 0,
    said: () => text,
    async until(pattern) {
      for (;;) {
        const found = pattern.exec(text)
        if (found) return found
        if (ended) throw new Error(`exited without ${pattern}:\n${text}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    kill: (signal) => void child.kill(signal),
  }
  running.push(one)
  return one
}

const address = async (one: Running): Promise<string> => (await one.until(/http:\/\/[\w.:]+/))[0]

const failsWith = async (one: Running, code: keyof typeof EXIT_CODES) => {
  const exit = await one.code
  await one.silent
  expect(exit, one.said()).toBe(EXIT_CODES[code])
  expect(one.said()).toMatch(/✗ .*[\u4e00-\u9fff].*\n {2}[A-Z]/)
}

describe('a start', () => {
  // one folder's life: a first start is dear
  test('serves, says where and who, leaves a second one out, stops in order; after kill -9 recovers, sessions and all', async () => {
    const server = start({ DEMO: '1' })
    const at = await address(server)
    expect(await (await fetch(`${at}/api/health`)).json()).toMatchObject({ status: 'ready' })
    const document = (await (await fetch(`${at}/api/openapi.json`)).json()) as { paths: object }
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/api/health', '/api/session']))
    await server.until(/bureau.*民政局/)
    expect(server.said()).toContain(dataDir)
    await failsWith(start(), 'ALREADY_RUNNING')
    expect((await fetch(`${at}/api/health`)).status).toBe(200)
    server.kill('SIGTERM')
    expect(await server.code).toBe(0)
    expect(fs.existsSync(path.join(dataDir, 'owner.pid'))).toBe(false)
    expect(fs.existsSync(path.join(dataDir, 'pg/postmaster.pid'))).toBe(false)

    const first = start({ DEMO: '1' })
    const signIn = { name: 'bureau', password: 'demo-station' }
    const headers = { 'content-type': 'application/json' }
    const signedIn = await fetch(`${await address(first)}/api/session`, { method: 'POST', headers, body: JSON.stringify(signIn) })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    first.kill('SIGKILL')
    await first.code
    const second = start({ SECOND_FACTOR_ROLES: 'none' })
    const session = await (await fetch(`${await address(second)}/api/session`, { headers: { cookie } })).json()
    expect(session).toMatchObject({ session: { grant: { role: 'bureau' } } })
  }, 180_000)

  test.runIf(isRoot)('works as an ordinary user', async () => {
    fs.mkdirSync(dataDir)
    fs.chownSync(dataDir, 65_534, 65_534)
    const server = start({}, { uid: 65_534, gid: 65_534, cwd: '/' })
    expect(await (await fetch(`${await address(server)}/api/health`)).json()).toMatchObject({ status: 'ready' })
  })
})

describe('a start that cannot be', () => {
  test('for a port that is taken writes nothing', async () => {
    const holder = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as net.AddressInfo
    await failsWith(start({ PORT: String(port) }), 'PORT_TAKEN')
    expect(fs.existsSync(dataDir)).toBe(false)
    holder.close()
  })

  test('for a data folder that cannot be written', async () => {
    fs.writeFileSync(path.join(temporary, 'file'), '')
    await failsWith(start({ DATA_DIR: path.join(temporary, 'file/data') }), 'DATA_DIR_UNUSABLE')
  })

  test.runIf(isRoot)('for a data folder an ordinary user may not write', async () => {
    await failsWith(start({}, { uid: 65_534, gid: 65_534, cwd: '/' }), 'DATA_DIR_UNUSABLE')
    expect(fs.existsSync(dataDir)).toBe(false)
  })

  test('for a data folder of a newer version', async () => {
    fs.mkdirSync(path.join(dataDir, 'pg'), { recursive: true })
    fs.writeFileSync(path.join(dataDir, 'pg/PG_VERSION'), '99\n')
    await failsWith(start(), 'DATA_NEWER')
    expect(fs.readdirSync(path.join(dataDir, 'pg'))).toEqual(['PG_VERSION'])
  })

  test('for a database that is not there, without its password', async () => {
    const server = start({ DATABASE_URL: 'postgres://me:very-secret@127.0.0.1:1/sgz' })
    await failsWith(server, 'DATABASE_UNREACHABLE')
    expect(server.said()).not.toContain('very-secret')
  })

  test('for a wrong setting names it', async () => {
    const server = start({ PORT: 'eighty' })
    await failsWith(server, 'SETTING_INVALID')
    expect(server.said()).toContain('PORT')
  })
})
