import { createHash } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as contract from '#contract/attachment.ts'
import { DOCX_ENTRIES, makeZip } from '#domain/attachment/testing/make-zip.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { createTestApp, TEST_PASSWORD, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { holdAttachments } from './hold-attachments.ts'
import { openStorage } from './storage/open-storage.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [STATION, CLIENT, FOREIGN] = [id(1), id(2), id(3)]
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-files-'))
const incoming = path.join(dataDir, 'incoming')
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

let scanner: AttachmentParts['scanner']
const files: AttachmentParts = {
  storage: openStorage(dataDir, undefined),
  incoming,
  limits: { photoBytes: 300_000, documentBytes: 400_000 },
  get scanner() {
    return scanner
  },
}
let app: TestApp
let bureau: Visitor
let worker: Visitor
let otherStation: Visitor
let foreign: Visitor
let finance: Visitor
let photo: Buffer
beforeAll(async () => {
  app = await createTestApp({ files })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  for (const [county, record, subject, code] of [
    [1, STATION, 'station', '990901101'],
    [1, CLIENT, 'client', '990901101'],
    [2, FOREIGN, 'station', '990902101'],
  ])
    await app.query(
      `insert into app.entity (county_id, subject, id, division_code, station_id, name, facts) values ($1, $2, $3, $4, $5, '', '{}')`,
      [county, subject, record, code, id(50)],
    )
  bureau = await app.signedIn('bureau', { code: '990901' })
  worker = await app.signedIn('worker', { code: '990901', stationId: id(50) as never })
  otherStation = await app.signedIn('worker', { code: '990901', stationId: id(51) as never })
  foreign = await app.signedIn('bureau', { code: '990902' })
  finance = await app.signedIn('finance', { code: '990901' })
  photo = await sharp({ create: { width: 600, height: 300, channels: 3, background: '#c00' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'SECRET-ARTIST' }, IFD3: { GPSLatitude: '30/1 31/1 0/1', GPSLongitude: '105/1 34/1 0/1' } })
    .toBuffer()
})
afterAll(async () => {
  await app.close()
  fs.rmSync(dataDir, { recursive: true })
})
beforeEach(async () => {
  scanner = undefined
  await app.query('delete from app.attachment')
})

interface Given {
  readonly who?: Visitor
  readonly attachmentId?: string
  readonly subject?: string
  readonly recordId?: string
  readonly name?: string
  readonly type?: string
}
const add = (bytes: Buffer, given: Given = {}) => {
  const { who = bureau, attachmentId = newId(), subject = 'station', recordId = STATION, name = 'a.pdf', type = '' } = given
  const headers = { 'content-type': type === '' ? 'application/octet-stream' : type }
  return who.call(contract.addAttachment, { subject, recordId, attachmentId, kind: 'photo', name }, headers, bytes)
}
const list = (who = bureau, recordId = STATION, subject = 'station') => who.call(contract.listAttachments, { subject, recordId })
const open = (attachmentId: string, who = bureau) => who.call(contract.readAttachment, { attachmentId })
const storedFiles = (): readonly string[] => {
  const root = path.join(dataDir, 'attachments')
  const entries = fs.existsSync(root) ? fs.readdirSync(root, { recursive: true, withFileTypes: true }) : []
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
const arriving = (): readonly string[] => (fs.existsSync(incoming) ? fs.readdirSync(incoming) : [])
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

describe('a document', () => {
  test('comes back byte by byte, under its name, as nothing a browser runs', async () => {
    const { status, output } = await add(PDF, { name: '租赁合同（2026）"x".pdf', type: 'application/pdf' })
    expect(status).toBe(200)
    expect(output).toMatchObject({ name: '租赁合同（2026）_x_.pdf', typeLabel: 'PDF', bytes: PDF.length, hasPreview: false })
    const { raw } = await open(output.id)
    expect(raw.rawPayload).toEqual(PDF)
    expect(raw.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_____2026__x_.pdf"; filename*=UTF-8''${encodeURIComponent('租赁合同（2026）_x_.pdf')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  test('lies under its hash for nobody else to read', async () => {
    await add(PDF)
    const file = path.join(dataDir, 'attachments', sha256(PDF).slice(0, 2), sha256(PDF).slice(2, 4), sha256(PDF))
    expect(fs.readFileSync(file)).toEqual(PDF)
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
  })

  test('sent once more under its id is the same attachment; another file under it is refused', async () => {
    const attachmentId = newId()
    const [first, second] = [await add(PDF, { attachmentId }), await add(PDF, { attachmentId })]
    expect(second.output).toEqual(first.output)
    expect((await list()).output.attachments).toHaveLength(1)
    const other = await add(makeZip(DOCX_ENTRIES), { attachmentId, name: 'a.docx' })
    expect(other).toMatchObject({ status: 409, problem: { code: 'ATTACHMENT_TAKEN' } })
    expect((await add(PDF, { attachmentId, recordId: CLIENT, subject: 'client' })).problem.code).toBe('ATTACHMENT_TAKEN')
  })

  test('is told of in the audit, with its hash', async () => {
    const { output } = await add(PDF)
    const [row] = await app.query<{ text: string; subject_id: string }>(
      `select detail::text as text, subject_id from app.audit_entry where action = 'attachment.add' and outcome = 'done' order by seq desc limit 1`,
    )
    expect(row?.subject_id).toBe(STATION)
    expect(row?.text).toContain(sha256(PDF))
    expect(row?.text).toContain(output.id)
    expect(row?.text).not.toContain('a.pdf')
  })
})

describe('a photo', () => {
  test('loses the place it was taken at and everything else but the picture', async () => {
    const given = await sharp(photo).metadata()
    expect(given.exif).toBeDefined()
    expect(photo.includes('SECRET-ARTIST')).toBe(true)
    const { output } = await add(photo, { name: '门头.jpg', type: 'image/jpeg' })
    const { raw } = await open(output.id)
    expect(raw.headers['content-disposition']).toMatch(/^inline/)
    const kept = await sharp(raw.rawPayload).metadata()
    expect(kept).toMatchObject({ format: 'jpeg', width: 600, height: 300 })
    expect([kept.exif, kept.xmp, kept.iptc, kept.icc, kept.comments]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(raw.rawPayload.includes('SECRET-ARTIST')).toBe(false)
    expect(raw.rawPayload.includes('Exif')).toBe(false)
  })

  test('is turned upright, and has a small picture for lists', async () => {
    const { output } = await add(await sharp(photo).withMetadata({ orientation: 6 }).jpeg().toBuffer(), { name: 'a.jpeg' })
    expect(output.hasPreview).toBe(true)
    expect(await sharp((await open(output.id)).raw.rawPayload).metadata()).toMatchObject({ width: 300, height: 600 })
    const preview = await bureau.call(contract.readPreview, { attachmentId: output.id })
    expect(await sharp(preview.raw.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 240, height: 480 })
  })

  test('that is something else, too, is only a photo afterwards', async () => {
    const polyglot = Buffer.concat([photo, makeZip(DOCX_ENTRIES), Buffer.from('<script>alert(1)</script>')])
    const { output } = await add(polyglot, { name: 'a.jpg' })
    const { raw } = await open(output.id)
    expect(raw.rawPayload.includes('script')).toBe(false)
    expect(raw.rawPayload.includes('PK')).toBe(false)
  })

  test.each([
    ['png', 'image/png'],
    ['webp', 'image/webp'],
  ] as const)('as %s stays one', async (format, type) => {
    const { output } = await add(await sharp(photo).toFormat(format).toBuffer(), { name: `a.${format}`, type })
    expect(await sharp((await open(output.id)).raw.rawPayload).metadata()).toMatchObject({ format })
  })
})

describe('what is not kept', () => {
  /** A small file that says it is 30,000 points wide and high. */
  const bomb = async (): Promise<Buffer> => {
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    png.writeUInt32BE(30_000, 16)
    png.writeUInt32BE(30_000, 20)
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    return png
  }
  test.each<[string, () => Promise<Buffer> | Buffer, Given, number, string]>([
    ['an empty file', () => Buffer.alloc(0), {}, 422, 'ATTACHMENT_DAMAGED'],
    [
      'a page',
      () => Buffer.from('<!doctype html><script>1</script>'),
      { name: 'a.html', type: 'text/html' },
      422,
      'ATTACHMENT_TYPE',
    ],
    [
      'a page called a photo',
      () => Buffer.from('<!doctype html><script>1</script>'),
      { name: 'a.jpg', type: 'image/jpeg' },
      422,
      'ATTACHMENT_TYPE',
    ],
    [
      'a drawing that runs scripts',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'),
      { name: 'a.svg' },
      422,
      'ATTACHMENT_TYPE',
    ],
    ['a document called a photo', () => PDF, { name: 'a.jpg' }, 422, 'ATTACHMENT_MISMATCH'],
    ['a document claimed to be a photo', () => PDF, { type: 'image/png' }, 422, 'ATTACHMENT_MISMATCH'],
    ['a name that reads backwards', () => PDF, { name: 'a\u202Efdp.exe' }, 422, 'ATTACHMENT_MISMATCH'],
    ['a photo that breaks off', () => photo.subarray(0, photo.length >> 1), { name: 'a.jpg' }, 422, 'ATTACHMENT_DAMAGED'],
    ['a document that breaks off', () => PDF.subarray(0, 30), {}, 422, 'ATTACHMENT_DAMAGED'],
    ['a picture of 900 million points', bomb, { name: 'a.png' }, 422, 'ATTACHMENT_TOO_BIG_INSIDE'],
    [
      'a Word file that unfolds to 2 GB',
      () => makeZip([...DOCX_ENTRIES, { name: 'word/x', declares: 2 ** 31 }]),
      { name: 'a.docx' },
      422,
      'ATTACHMENT_TOO_BIG_INSIDE',
    ],
    [
      'a Word file with macros',
      () => makeZip([...DOCX_ENTRIES, { name: 'word/vbaProject.bin' }]),
      { name: 'a.docx' },
      422,
      'ATTACHMENT_UNSAFE',
    ],
    [
      'a photo above the limit of photos',
      () => Buffer.concat([photo, Buffer.alloc(300_000)]),
      { name: 'a.jpg' },
      413,
      'ATTACHMENT_TOO_LARGE',
    ],
    ['a document above its limit', () => Buffer.concat([PDF, Buffer.alloc(400_000)]), {}, 413, 'ATTACHMENT_TOO_LARGE'],
  ])('%s', async (_, bytes, given, status, code) => {
    const before = storedFiles()
    const { problem, status: found } = await add(await bytes(), given)
    expect([found, problem.code]).toEqual([status, code])
    expect(problem.title).toMatch(/[\u4e00-\u9fff]/)
    expect((await list()).output.attachments).toEqual([])
    expect(storedFiles()).toEqual(before)
    expect(arriving()).toEqual([])
  })
})

describe('on the wire', () => {
  let server: http.Server
  let port = 0
  let cookie = ''
  beforeAll(async () => {
    server = http.createServer(app.handler).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    port = (server.address() as AddressInfo).port
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'bureau-1', password: TEST_PASSWORD },
    })
    cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let i = 0; i < 400 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(isSo()).toBe(true)
  }
  const head = (length: string): string =>
    [
      `PUT /api/records/station/${STATION}/attachments/${newId()} HTTP/1.1`,
      'host: x',
      `cookie: ${cookie}`,
      'x-kind: photo',
      'x-name: a.pdf',
      length,
      '\r\n',
    ].join('\r\n')

  test('an upload that is cut off leaves nothing', async () => {
    const socket = net.connect(port, '127.0.0.1')
    socket.write(head('content-length: 200000'))
    socket.write(Buffer.concat([PDF, Buffer.alloc(5_000)]))
    await until(() => arriving().length === 1)
    socket.destroy()
    await until(() => arriving().length === 0)
    expect((await list()).output.attachments).toEqual([])
  })

  test('one without end is stopped at the limit, and answered', async () => {
    const socket = net.connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', (piece) => (said += piece.toString()))
    socket.on('error', () => undefined)
    socket.write(`${head('transfer-encoding: chunked')}`)
    socket.write(`${PDF.length.toString(16)}\r\n${PDF.toString('latin1')}\r\n`)
    const piece = Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`)
    for (let i = 0; i < 12 && said === ''; i++) {
      socket.write(piece)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => said.includes('ATTACHMENT_TOO_LARGE'))
    expect(arriving()).toEqual([])
    socket.destroy()
  })

  test('one that announces too much is refused before a byte of it is read', async () => {
    const socket = net.connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', (piece) => (said += piece.toString()))
    socket.write(head('content-length: 4000000000'))
    await until(() => said.includes('ATTACHMENT_TOO_LARGE'))
    socket.destroy()
  })
})

describe('whose it is', () => {
  test('follows the record: the own station and county, nobody else', async () => {
    const { output } = await add(PDF, { who: worker })
    expect((await list(worker)).output.attachments).toHaveLength(1)
    expect((await list(bureau)).output.attachments).toHaveLength(1)
    for (const stranger of [otherStation, foreign]) {
      expect((await list(stranger)).problem.code).toBe('ATTACHMENT_NO_RECORD')
      expect((await add(PDF, { who: stranger })).problem.code).toBe('ATTACHMENT_NO_RECORD')
      expect((await open(output.id, stranger)).problem.code).toBe('ATTACHMENT_NOT_FOUND')
      const remove = await stranger.call(contract.removeAttachment, { attachmentId: output.id, reason: '传错了' })
      expect(remove.problem.code).toBe('ATTACHMENT_NOT_FOUND')
    }
    expect((await app.anyone.call(contract.readAttachment, { attachmentId: output.id })).status).toBe(401)
  })

  test('and moves when the record moves', async () => {
    const { output } = await add(PDF)
    await app.query(`update app.entity set station_id = $1, division_code = '990901102' where id = $2`, [id(51), STATION])
    expect((await open(output.id, worker)).problem.code).toBe('ATTACHMENT_NOT_FOUND')
    expect((await open(output.id, otherStation)).status).toBe(200)
    await app.query(`update app.entity set station_id = $1, division_code = '990901101' where id = $2`, [id(50), STATION])
    expect((await open(output.id, worker)).status).toBe(200)
  })

  test('of people: not for those who may not read people, and the audit says who opened it', async () => {
    const { output } = await add(PDF, { recordId: CLIENT, subject: 'client' })
    expect((await list(finance, CLIENT, 'client')).problem.code).toBe('NOT_ALLOWED')
    expect((await open(output.id, finance)).problem.code).toBe('NOT_ALLOWED')
    await open(output.id, worker)
    const rows = await app.query<{ role: string; outcome: string }>(
      `select role, outcome from app.audit_entry where action = 'attachment.read' and subject_id = $1 order by seq`,
      [CLIENT],
    )
    expect(rows).toEqual([
      { role: 'finance', outcome: 'NOT_ALLOWED' },
      { role: 'worker', outcome: 'done' },
    ])
  })

  test('of a station: read without an audit row each', async () => {
    const { output } = await add(PDF)
    await open(output.id)
    const rows = await app.query(`select from app.audit_entry where action = 'attachment.read' and subject_id = $1`, [STATION])
    expect(rows).toHaveLength(0)
  })
})

describe('taking down', () => {
  const remove = (attachmentId: string) => bureau.call(contract.removeAttachment, { attachmentId, reason: '拍错了' })

  test('keeps who and why, and gives the file out no more', async () => {
    const { output } = await add(PDF)
    expect((await remove(output.id)).output.removed).toMatchObject({ by: 'bureau-1', reason: '拍错了' })
    expect((await open(output.id)).status).toBe(404)
    expect((await list()).output.attachments).toMatchObject([{ id: output.id, removed: { reason: '拍错了' } }])
    expect((await remove(output.id)).problem.code).toBe('ATTACHMENT_GONE')
    expect(storedFiles()).toContain(sha256(PDF))
  })

  test('is refused for what a decision rests on, by the database too', async () => {
    const { output } = await add(PDF)
    const held = await systemTx(app.db, (tx) => holdAttachments({ tx, now: new Date() }, 'station', STATION))
    expect(held).toBe(1)
    expect((await list()).output.attachments[0]?.isHeld).toBe(true)
    expect((await remove(output.id)).problem.code).toBe('ATTACHMENT_HELD')
    await expect(
      app.query(`update app.attachment set removed_at = now() + interval '1 day', removed_reason = 'x' where id = $1`, [
        output.id,
      ]),
    ).rejects.toThrow(/check/)
    const later = await add(makeZip(DOCX_ENTRIES), { name: 'later.docx' })
    expect((await remove(later.output.id)).status).toBe(200)
  })
})

describe('a scanner', () => {
  /** Speaks the protocol of clamd: reads the whole stream, finds what holds the word. */
  async function listen(answer: (stream: Buffer) => string): Promise<net.Server & { readonly sizes: number[] }> {
    const sizes: number[] = []
    const server = net.createServer((socket) => {
      let held = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (piece) => {
        held = Buffer.concat([held, piece])
        const command = 'zINSTREAM\0'
        if (held.subarray(0, command.length).toString() !== command) return
        const parts: Buffer[] = []
        for (let at = command.length; at + 4 <= held.length;) {
          const length = held.readUInt32BE(at)
          if (length === 0) {
            const stream = Buffer.concat(parts)
            sizes.push(stream.length)
            return void socket.end(`${answer(stream)}\0`)
          }
          parts.push(held.subarray(at + 4, at + 4 + length))
          at += 4 + length
        }
      })
    })
    server.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    return Object.assign(server, { sizes })
  }
  const clean = (stream: Buffer): string => (stream.includes('EVIL') ? 'stream: Test.Evil-1 FOUND' : 'stream: OK')

  test('is sent every byte; what it finds is kept apart and never given out', async () => {
    const server = await listen(clean)
    scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    expect((await add(PDF)).output.state).toBe('stored')
    expect(server.sizes).toEqual([PDF.length])
    const evil = Buffer.concat([PDF.subarray(0, -7), Buffer.from('\n%EVIL\n%%EOF\n')])
    const { output } = await add(evil)
    expect(output).toMatchObject({ state: 'quarantined', quarantinedFor: 'Test.Evil-1' })
    expect((await open(output.id)).problem.code).toBe('ATTACHMENT_QUARANTINED')
    server.close()
  })

  test('a photo is scanned as it came', async () => {
    const server = await listen(clean)
    scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    const { output } = await add(Buffer.concat([photo, Buffer.from('EVIL')]), { name: 'a.jpg' })
    expect(output).toMatchObject({ state: 'quarantined', hasPreview: false })
    server.close()
  })

  test.each([
    ['says it cannot', () => 'INSTREAM size limit exceeded. ERROR'],
    ['says something else', () => 'stream: maybe'],
    ['says nothing', () => ''],
  ])('that %s keeps the file out', async (_, answer) => {
    const server = await listen(answer)
    scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    expect(await add(PDF)).toMatchObject({ status: 503, problem: { code: 'ATTACHMENT_SCAN_DOWN' } })
    expect(arriving()).toEqual([])
    server.close()
  })

  test('that is not there keeps the file out', async () => {
    scanner = { path: path.join(dataDir, 'nobody.sock') }
    expect((await add(PDF)).problem.code).toBe('ATTACHMENT_SCAN_DOWN')
    expect((await list()).output.attachments).toEqual([])
  })
})
