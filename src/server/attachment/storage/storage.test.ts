import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBucket, type TestBucket } from '../testing/start-bucket.ts'
import { openStorage } from './open-storage.ts'
import { keyOf, sha256OfKey, StorageFailed, type Storage } from './storage.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-storage-'))
let bucket: TestBucket
beforeAll(async () => {
  bucket = await startBucket()
})
afterAll(async () => {
  await bucket.close()
  fs.rmSync(folder, { recursive: true })
})

function fileOf(bytes: Buffer) {
  const file = path.join(folder, randomBytes(8).toString('hex'))
  fs.writeFileSync(file, bytes)
  return { path: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
async function listed(storage: Storage): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { sha256 } of storage.list()) found.push(sha256)
  return found.sort()
}

describe.each([
  ['a folder', () => openStorage(path.join(folder, 'data'), undefined)],
  ['a bucket', () => openStorage('', bucket.settings)],
])('%s', (_, storage) => {
  test('keeps files by what they hold, once, and gives them back', async () => {
    const files = storage()
    await files.check()
    const big = randomBytes(3_000_000)
    const file = fileOf(big)
    expect(await files.has(file.sha256)).toBe(false)
    expect(await files.open(file.sha256)).toBeUndefined()
    expect(await files.put(file)).toBe('stored')
    expect(fs.existsSync(file.path)).toBe(false)
    expect(await files.put(fileOf(big))).toBe('there')
    const stream = await files.open(file.sha256)
    expect(stream && (await buffer(stream)).equals(big)).toBe(true)
    expect(await listed(files)).toEqual([file.sha256])
    await files.remove(file.sha256)
    await files.remove(file.sha256)
    expect([await files.has(file.sha256), await listed(files)]).toEqual([false, []])
  })

  test('lists more than a page, with lengths and times', async () => {
    const files = storage()
    const all = Array.from({ length: 30 }, (__, i) => fileOf(Buffer.from(`file ${i}`)))
    for (const file of all) await files.put(file)
    expect(await listed(files)).toEqual(all.map(({ sha256 }) => sha256).sort())
    for await (const { bytes, storedAt } of files.list()) {
      expect(bytes).toBeLessThan(8)
      expect(Math.abs(Date.now() - storedAt.getTime())).toBeLessThan(60_000)
    }
  })
})

describe('a bucket', () => {
  test.each([
    ['with another secret', { secretAccessKey: 'wrong' }, true],
    ['that is not there', { bucket: 'elsewhere' }, true],
    ['at an address where nobody is', { endpoint: 'http://127.0.0.1:1' }, false],
  ])('%s is told at the start', async (_, wrong, isDenied) => {
    const error = await openStorage('', { ...bucket.settings, ...wrong })
      .check()
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(StorageFailed)
    expect(error).toMatchObject({ isDenied })
  })

  test('that refuses the bytes fails the upload and keeps nothing', async () => {
    const file = { ...fileOf(Buffer.from('not what it should be')), sha256: 'a'.repeat(64) }
    const files = openStorage('', bucket.settings)
    await expect(files.put(file)).rejects.toThrow(StorageFailed)
    expect(await files.has(file.sha256)).toBe(false)
  })
})

test('only a SHA-256 ever becomes a key', () => {
  const sha256 = 'ab'.repeat(32)
  expect(sha256OfKey(keyOf(sha256))).toBe(sha256)
  expect(() => keyOf('../../etc/passwd')).toThrow(TypeError)
  expect(() => keyOf(`${sha256}/..`)).toThrow(TypeError)
  for (const key of [sha256, `aa/bb/${sha256}`, `ab/ab/${sha256}x`, 'ab/ab/readme']) expect(sha256OfKey(key)).toBeUndefined()
})
