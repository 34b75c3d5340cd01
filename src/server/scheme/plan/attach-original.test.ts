import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attachOriginal, listSchemes, readOriginal } from '#contract/scheme/index.ts'
import type { Visitor } from '#server/db/testing/test-app.ts'
import { createTestCounty, TOWNS, type TestCounty } from '../testing/test-county.ts'
import { turnsStrangersAway } from '../testing/turns-strangers-away.ts'

let county: TestCounty
beforeAll(async () => {
  county = await createTestCounty()
})
afterAll(() => county.close())
beforeEach(async () => {
  await county.query('delete from app.scheme_document')
})

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\n')
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0])
const DOCX = Buffer.concat([ZIP, Buffer.from('[Content_Types].xml……word/document.xml')])
const attach = (bytes: Buffer | string, fileName = '方案.pdf', by: Visitor = county.bureau) =>
  by.call(attachOriginal, {
    schemeId: 'tiny',
    fileName,
    mediaType: 'application/pdf',
    base64: typeof bytes === 'string' ? bytes : bytes.toString('base64'),
  })
const read = async (by: Visitor = county.bureau) => (await by.call(readOriginal, { schemeId: 'tiny' })).raw

describe('attaching', () => {
  turnsStrangersAway(
    () => county,
    attachOriginal,
    () => ({ schemeId: 'tiny', fileName: 'a.pdf', mediaType: 'application/pdf', base64: PDF.toString('base64') }),
    () => ({ schemeId: 'nobody1', fileName: 'a.pdf', mediaType: 'application/pdf', base64: PDF.toString('base64') }),
  )

  test('keeps the bytes as they are and says their hash', async () => {
    const { status, output } = await attach(PDF)
    expect([status, output.bytes]).toEqual([200, PDF.length])
    const answer = await read()
    expect(answer.rawPayload.equals(PDF)).toBe(true)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('方案.pdf'))
    expect((await county.bureau.call(listSchemes, {})).output.schemes[0]?.hasOriginal).toBe(true)
  })

  test.each([
    ['a page of the web that calls itself a PDF', Buffer.from('<script>alert(1)</script>'), 'text/plain; charset=utf-8'],
    ['a PDF that calls itself otherwise', PDF, 'application/pdf'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'image/png'],
    ['a photograph', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['a Word document', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('%s is what its content is', async (_, bytes, mediaType) => {
    expect((await attach(bytes, '文件.exe')).status).toBe(200)
    const [row] = await county.query<{ media_type: string }>('select media_type from app.scheme_document')
    expect(row?.media_type).toBe(mediaType)
  })

  test.each([
    ['an archive that is no Word document', ZIP],
    ['a program', Buffer.from([0x4d, 0x5a, 0x90, 0x00])],
    ['text with a zero byte', Buffer.from('a\u0000b')],
    ['more than 20 MB', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)])],
    ['something that is no base64', '%%%%'],
    ['base64 with holes', `${PDF.toString('base64').slice(0, 8)} ${PDF.toString('base64').slice(8)}`],
    ['base64 of nothing', '===='],
  ])('%s is refused and leaves nothing', async (_, bytes) => {
    expect((await attach(bytes)).problem).toMatchObject({ status: 422, code: 'ORIGINAL_UNFIT' })
    expect(await county.query('select 1 from app.scheme_document')).toEqual([])
  })

  test('exactly 20 MB is taken', async () => {
    const full = Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024 - PDF.length, 0x20)])
    expect((await attach(full)).status).toBe(200)
  })

  test('a body beyond what the endpoint takes is cut off', async () => {
    expect((await attach(Buffer.alloc(23 * 1024 * 1024, 0x20))).problem).toMatchObject({ status: 413, code: 'TOO_LARGE' })
  })

  test.each([
    ['base64', { base64: '' }],
    ['fileName', { fileName: '' }],
    ['fileName', { fileName: '长'.repeat(201) }],
  ])('an unfit %s is refused by its field', async (path, more) => {
    const { status, problem } = await county.bureau.call(attachOriginal, {
      schemeId: 'tiny',
      fileName: 'a',
      mediaType: '',
      base64: 'QQ==',
      ...more,
    })
    expect([status, problem.fields?.map((f) => f.path)]).toEqual([400, [path]])
  })

  test('a town may not, and a bureau below the place may not for it', async () => {
    for (const visitor of [
      await county.visitor('town', { code: TOWNS.plain }),
      await county.visitor('bureau', { code: TOWNS.plain }),
    ])
      expect((await attach(PDF, 'a.pdf', visitor)).problem).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
  })
})

describe('the original', () => {
  turnsStrangersAway(
    () => county,
    readOriginal,
    () => ({ schemeId: 'tiny' }),
    () => ({ schemeId: 'nobody1' }),
  )

  test('is not there before anybody attached one', async () => {
    const answer = await read()
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'ORIGINAL_NOT_FOUND'])
  })

  test('is the copy attached last; the earlier one stays', async () => {
    await attach(PDF)
    await attach(Buffer.from('第二份'), '第二份.txt')
    expect((await read()).body).toBe('第二份')
    expect(await county.query('select 1 from app.scheme_document')).toHaveLength(2)
  })

  test('is read by a town below', async () => {
    await attach(PDF)
    expect((await read(await county.visitor('town', { code: TOWNS.hill }))).statusCode).toBe(200)
  })
})
