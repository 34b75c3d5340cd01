import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import https from 'node:https'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { holdPort, type DoorOptions, type FrontDoor } from './front-door.ts'
import { watchTlsFiles } from './tls-files.ts'

const open: FrontDoor[] = []
afterEach(async () => {
  for (const door of open.splice(0)) await door.close()
})

const QUICK = { headersMs: 300, requestMs: 600, silentMs: 500, keepAliveMs: 300, checkMs: 50, finishMs: 400 }
/** What is waited without these limits is longer than this; a machine under load is not this late. */
const SLOW_MS = 9_000

async function hold(options: DoorOptions = {}): Promise<FrontDoor & { readonly port: number }> {
  const door = await holdPort('127.0.0.1', 0, { limits: QUICK, ...options })
  open.push(door)
  return { ...door, port: Number(new URL(door.address).port) }
}

/** Sends `pieces` with pauses; what came back, and after how many milliseconds the connection was closed. */
async function dribble(
  port: number,
  pieces: readonly string[],
  pauseMs: number,
): Promise<{ said: string; closedAfterMs: number }> {
  const socket = net.connect(port, '127.0.0.1')
  const startedAt = performance.now()
  let said = ''
  socket.on('data', (bytes: Buffer) => (said += bytes.toString()))
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  void (async () => {
    for (const piece of pieces) {
      if (socket.destroyed) return
      socket.write(piece)
      await sleep(pauseMs)
    }
  })()
  await closed
  return { said, closedAfterMs: performance.now() - startedAt }
}

describe('a client that takes its time', () => {
  test('with the first word is shown the door', async () => {
    const { port } = await hold()
    expect((await dribble(port, [], 0)).closedAfterMs).toBeLessThan(SLOW_MS)
  })

  test('with the headers is answered 408 and shown the door', async () => {
    const { port } = await hold()
    const { said, closedAfterMs } = await dribble(port, ['GET / HTTP/1.1\r\n', ...Array<string>(100).fill('x-a: b\r\n')], 50)
    expect(said).toMatch(/^HTTP\/1\.1 408/)
    expect(closedAfterMs).toBeLessThan(SLOW_MS)
  })

  test('with the body is shown the door', async () => {
    const door = await hold()
    door.open((request, response) => request.on('end', () => response.end()).resume())
    const head = 'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n'
    expect((await dribble(door.port, [head, ...Array<string>(100).fill('x')], 50)).closedAfterMs).toBeLessThan(SLOW_MS)
  })

  test('to read the answer is shown the door', async () => {
    const door = await hold()
    door.open((_, response) => response.end(Buffer.alloc(50_000_000)))
    const socket = net.connect(door.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    // only a read shows that the other side has hung up
    await sleep(1_500)
    let got = 0
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('data', (bytes: Buffer) => (got += bytes.length))
    socket.resume()
    await closed
    expect(got).toBeLessThan(50_000_000)
  })

  test('does not keep others out: headers too long are refused at once', async () => {
    const { port } = await hold()
    const { said } = await dribble(port, [`GET / HTTP/1.1\r\nx-long: ${'a'.repeat(40_000)}\r\n\r\n`], 0)
    expect(said).toMatch(/^HTTP\/1\.1 431/)
  })
})

describe('a stop', () => {
  test('lets the request under way finish and takes no other', async () => {
    const door = await hold()
    let arrive: () => void = () => undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    door.open((_, response) => {
      arrive()
      void sleep(200).then(() => response.end('done'))
    })
    const underWay = fetch(door.address)
    await arrived
    const stopped = door.drain(0)
    expect(await (await underWay).text()).toBe('done')
    await stopped
    await expect(fetch(door.address)).rejects.toThrow()
  })

  test('says so to a load balancer first, and goes on serving meanwhile', async () => {
    const door = await hold()
    door.open((_, response) => response.end('served'))
    const stopped = door.drain(1)
    const [health, served] = await Promise.all([fetch(`${door.address}/api/health`), fetch(`${door.address}/api/anything`)])
    expect(health.status).toBe(503)
    expect(health.headers.get('retry-after')).toBe('1')
    expect(await served.text()).toBe('served')
    expect(served.headers.get('connection')).toBe('close')
    await stopped
  })

  test('does not wait for ever for a request that never ends', async () => {
    const door = await hold()
    let arrive: () => void = () => undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    door.open(() => arrive())
    const underWay = fetch(door.address).catch(() => 'cut')
    await arrived
    const startedAt = performance.now()
    await door.drain(0)
    expect(performance.now() - startedAt).toBeLessThan(SLOW_MS)
    expect(await underWay).toBe('cut')
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
describe.skipIf(!hasOpenssl)('a certificate of our own', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-tls-'))
  const files = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') }
  const make = (name: string) =>
    spawnSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${name} -keyout ${files.key} -out ${files.cert}`.split(
        ' ',
      ),
    )
  const nameAt = (port: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN))
        socket.end()
      })
      socket.once('error', reject)
    })

  test('serves HTTPS', async () => {
    make('first')
    const door = await hold({ tls: files })
    door.open((_, response) => response.end('hello'))
    expect(door.address).toMatch(/^https:/)
    const said = await new Promise<string>((resolve, reject) =>
      https
        .get(door.address, { rejectUnauthorized: false }, (response) => {
          let text = ''
          response.on('data', (bytes: Buffer) => (text += bytes.toString())).on('end', () => resolve(text))
        })
        .once('error', reject),
    )
    expect(said).toBe('hello')
    expect(await nameAt(door.port)).toBe('first')
  })

  test('is read again when it changes; a key that does not fit yet changes nothing', async () => {
    make('first')
    const used: string[] = []
    const end = watchTlsFiles(files, ({ cert }) => used.push(cert.toString()), 20)
    fs.writeFileSync(files.key, 'not yet')
    await sleep(100)
    expect(used).toEqual([])
    make('second')
    await expect.poll(() => used.at(-1), { timeout: SLOW_MS }).toBe(fs.readFileSync(files.cert, 'utf8'))
    end()
  })

  test('that does not fit its key is refused at the start, in words', async () => {
    make('first')
    const other = fs.readFileSync(files.key)
    make('second')
    fs.writeFileSync(files.key, other)
    await expect(holdPort('127.0.0.1', 0, { tls: files })).rejects.toMatchObject({ code: 'SETTING_INVALID' })
  })
})
