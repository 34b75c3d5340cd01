import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { embeddedConnection } from '../connection.ts'
import { chooseDataDir } from './choose-data-dir.ts'
import { isClaimed } from './owner-lock.ts'
import { startEmbedded } from './start-embedded.ts'

const isRoot = process.getuid?.() === 0

let temporary = ''
beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-embedded-'))
  fs.chmodSync(temporary, 0o711)
})
afterEach(() => fs.rmSync(temporary, { recursive: true, force: true }))

async function ask<Row extends pg.QueryResultRow>(server: { host: string; port: number }, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client(embeddedConnection(server, 'postgres').migrator)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Runs the writer for a while, then kills what `victims` picks; returns the last number it had acknowledged. */
async function writeAndKill(root: string, victims: (writer: number, postgres: number) => readonly number[]): Promise<number> {
  const writer: ChildProcess = spawn(process.execPath, [inject('programs').writer, root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => writer.once('exit', resolve))
  let said = ''
  writer.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  while (!/\n20\d*\n/.test(said) && !/postgres \d+\n(\d+\n){200}/.test(said)) await sleep(10)
  const postgres = Number(/postgres (\d+)/.exec(said)?.[1])
  for (const pid of victims(writer.pid ?? 0, postgres)) process.kill(pid, 'SIGKILL')
  if (writer.exitCode === null) writer.kill('SIGKILL')
  await exited
  const numbers = said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1)
  return Number(numbers.at(-1))
}

describe('kill -9', () => {
  test.each([
    ['of the program', (writer: number) => [writer]],
    ['of the database, then the program', (writer: number, postgres: number) => [postgres, writer]],
    ['of the program, then the database', (writer: number, postgres: number) => [writer, postgres]],
  ])('%s loses no acknowledged write, twice over, and the next start recovers', async (_, victims) => {
    const root = path.join(temporary, 'data')
    for (let round = 0; round < 2; round++) {
      const acknowledged = await writeAndKill(root, victims)
      const server = await startEmbedded(root)
      const [row] = await ask<{ n: number; last: number }>(server, 'select count(*)::int as n, max(n) as last from written')
      await server.stop()
      expect(row?.last).toBeGreaterThanOrEqual(acknowledged)
      expect(row?.n).toBe(row?.last)
    }
  })

  test('in the middle of making the cluster leaves nothing half-made', async () => {
    const root = path.join(temporary, 'data')
    fs.mkdirSync(path.join(root, 'pg.init/base'), { recursive: true })
    fs.writeFileSync(path.join(root, 'pg.init/PG_VERSION'), '17')
    const server = await startEmbedded(root)
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  })
})

describe('the data folder', () => {
  test('serves one server at a time', async () => {
    const root = path.join(temporary, 'data')
    const server = await startEmbedded(root)
    expect(isClaimed(root)).toBe(true)
    await expect(startEmbedded(root)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    expect(isClaimed(root)).toBe(false)
  })

  test('may lie deeper than a socket address is long', async () => {
    const root = path.join(temporary, '很深的文件夹'.repeat(6), 'data')
    const server = await startEmbedded(root)
    expect(server.host.startsWith(os.tmpdir())).toBe(true)
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    expect(fs.existsSync(server.host)).toBe(false)
  })

  test('with strange files in it is left alone', async () => {
    fs.writeFileSync(path.join(temporary, 'letter.txt'), '')
    await expect(startEmbedded(temporary)).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' })
    expect(fs.readdirSync(temporary)).toEqual(['letter.txt'])
  })

  test('that cannot be made says so', async () => {
    fs.writeFileSync(path.join(temporary, 'file'), '')
    await expect(startEmbedded(path.join(temporary, 'file/data'))).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' })
  })

  test.each([
    ['99', 'DATA_NEWER'],
    ['14', 'DATA_DIR_UNUSABLE'],
  ])('of PostgreSQL %s is refused: %s', async (version, code) => {
    const root = path.join(temporary, 'data')
    fs.mkdirSync(path.join(root, 'pg'), { recursive: true })
    fs.writeFileSync(path.join(root, 'pg/PG_VERSION'), `${version}\n`)
    await expect(startEmbedded(root)).rejects.toMatchObject({ code })
    expect(isClaimed(root)).toBe(false)
  })

  test('is in the checkout, or where DATA_DIR says', () => {
    expect(chooseDataDir(undefined, temporary)).toEqual({ dir: path.join(temporary, 'data') })
    expect(chooseDataDir('/somewhere', temporary)).toEqual({ dir: '/somewhere' })
  })

  test.runIf(isRoot)('of a checkout the database account cannot reach is elsewhere, the same at every start', () => {
    fs.chmodSync(temporary, 0o700)
    const chosen = chooseDataDir(undefined, temporary)
    expect(chosen).toEqual({
      dir: expect.stringMatching(/^\/(var\/lib|srv)\/shegongzhan-[0-9a-f]{8}$/) as string,
      instead: path.join(temporary, 'data'),
    })
    expect(chooseDataDir(undefined, temporary)).toEqual(chosen)
  })

  test.runIf(isRoot)('that DATA_DIR names out of reach of the database account is refused by name', async () => {
    fs.chmodSync(temporary, 0o700)
    await expect(startEmbedded(path.join(temporary, 'data'))).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' })
  })
})

test('Chinese is letters to the database: trigrams of it are not empty', async () => {
  const server = await startEmbedded(path.join(temporary, 'data'))
  await ask(server, 'create extension pg_trgm')
  expect(await ask<{ n: number }>(server, `select cardinality(show_trgm('社工站')) as n`)).toEqual([{ n: 4 }])
  await server.stop()
})
