import fs from 'node:fs'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as contract from '#contract/attachment.ts'
import { newId } from '#server/http/new-id.ts'
import { CLIENT, createFileApp, PDF, sha256, STATION, takePhoto, type FileApp, type Given } from './testing/file-app.ts'
import { DOCX_ENTRIES, makeZip } from './testing/make-zip.ts'

let files: FileApp
let photo: Buffer
beforeAll(async () => {
  files = await createFileApp()
  photo = await takePhoto()
})
afterAll(() => files.close())
beforeEach(async () => {
  files.scanner = undefined
  await files.app.query('delete from app.attachment')
})

describe('a document', () => {
  test('comes back byte by byte, under its name, as nothing a browser runs', async () => {
    const { status, output } = await files.add(PDF, { name: '租赁合同（2026）"x".pdf', type: 'application/pdf' })
    expect(status).toBe(200)
    expect(output).toMatchObject({ name: '租赁合同（2026）_x_.pdf', typeLabel: 'PDF', bytes: PDF.length, hasPreview: false })
    const { raw } = await files.open(output.id)
    expect(raw.rawPayload).toEqual(PDF)
    expect(raw.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_____2026__x_.pdf"; filename*=UTF-8''${encodeURIComponent('租赁合同（2026）_x_.pdf')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  test('lies under its hash for nobody else to read', async () => {
    await files.add(PDF)
    const file = path.join(files.dataDir, 'attachments', sha256(PDF).slice(0, 2), sha256(PDF).slice(2, 4), sha256(PDF))
    expect(fs.readFileSync(file)).toEqual(PDF)
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
  })

  test('whose file is gone, or that nobody can store, is told so', async () => {
    const { output } = await files.add(PDF)
    fs.renameSync(path.join(files.dataDir, 'attachments'), path.join(files.dataDir, 'away'))
    expect((await files.open(output.id)).problem.code).toBe('ATTACHMENT_LOST')
    fs.writeFileSync(path.join(files.dataDir, 'attachments'), 'in the way')
    expect((await files.add(makeZip(DOCX_ENTRIES), { name: 'a.docx' })).problem.code).toBe('ATTACHMENT_STORAGE_DOWN')
    expect(files.arriving()).toEqual([])
    fs.rmSync(path.join(files.dataDir, 'attachments'))
    fs.renameSync(path.join(files.dataDir, 'away'), path.join(files.dataDir, 'attachments'))
    expect((await files.open(output.id)).status).toBe(200)
  })

  test('sent once more under its id is the same attachment; another file under it is refused', async () => {
    const attachmentId = newId()
    const [first, second] = [await files.add(PDF, { attachmentId }), await files.add(PDF, { attachmentId })]
    expect(second.output).toEqual(first.output)
    expect((await files.list()).output.attachments).toHaveLength(1)
    const other = await files.add(makeZip(DOCX_ENTRIES), { attachmentId, name: 'a.docx' })
    expect(other).toMatchObject({ status: 409, problem: { code: 'ATTACHMENT_TAKEN' } })
    expect((await files.add(PDF, { attachmentId, recordId: CLIENT, subject: 'client' })).problem.code).toBe('ATTACHMENT_TAKEN')
  })

  test('is told of in the audit, with its hash', async () => {
    const { output } = await files.add(PDF)
    const [row] = await files.app.query<{ text: string; subject_id: string }>(
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
    const { output } = await files.add(photo, { name: '门头.jpg', type: 'image/jpeg' })
    const { raw } = await files.open(output.id)
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
    const { output } = await files.add(await sharp(photo).withMetadata({ orientation: 6 }).jpeg().toBuffer(), { name: 'a.jpeg' })
    expect(output.hasPreview).toBe(true)
    expect(await sharp((await files.open(output.id)).raw.rawPayload).metadata()).toMatchObject({ width: 300, height: 600 })
    const preview = await files.bureau.call(contract.readPreview, { attachmentId: output.id })
    expect(await sharp(preview.raw.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 240, height: 480 })
  })

  test('that is something else, too, is only a photo afterwards', async () => {
    const polyglot = Buffer.concat([photo, makeZip(DOCX_ENTRIES), Buffer.from('<script>alert(1)</script>')])
    const { output } = await files.add(polyglot, { name: 'a.jpg' })
    const { raw } = await files.open(output.id)
    expect(raw.rawPayload.includes('script')).toBe(false)
    expect(raw.rawPayload.includes('PK')).toBe(false)
  })

  test.each([
    ['png', 'image/png'],
    ['webp', 'image/webp'],
  ] as const)('as %s stays one', async (format, type) => {
    const { output } = await files.add(await sharp(photo).toFormat(format).toBuffer(), { name: `a.${format}`, type })
    expect(await sharp((await files.open(output.id)).raw.rawPayload).metadata()).toMatchObject({ format })
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
    const before = files.stored()
    const { problem, status: found } = await files.add(await bytes(), given)
    expect([found, problem.code]).toEqual([status, code])
    expect(problem.title).toMatch(/[\u4e00-\u9fff]/)
    expect((await files.list()).output.attachments).toEqual([])
    expect(files.stored()).toEqual(before)
    expect(files.arriving()).toEqual([])
  })
})
