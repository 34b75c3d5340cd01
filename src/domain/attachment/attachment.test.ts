import { describe, expect, test } from 'vitest'
import { checkArchive, checkPdf, cleanName, contradictionOf, decideRemoval, PDF, sniff } from './index.ts'
import { DOCX_ENTRIES, makeZip, XLSX_ENTRIES } from '../../server/attachment/testing/make-zip.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('what a file is', () => {
  test.each([
    ['\u00ff\u00d8\u00ff\u00e0 and so on', 'image/jpeg'],
    ['\u0089PNG\r\n\u001a\n....', 'image/png'],
    ['RIFF1234WEBPVP8 ', 'image/webp'],
    ['%PDF-1.7\n%....', 'application/pdf'],
  ])('%j is told by its first bytes', (text, mediaType) => {
    expect(sniff(bytes(text))).toMatchObject({ mediaType })
  })

  test.each([
    '',
    'GIF89a',
    '<svg xmlns="">',
    '<!doctype html>',
    'MZ\u0090',
    '#!/bin/sh',
    '\u0089PNG\n\u001a\n',
    'RIFF1234WAVE',
    '%PDF-x',
    ' %PDF-1.7',
  ])('%j is none that is kept', (text) => expect(sniff(bytes(text))).toBeUndefined())

  test('name and claimed type must say the same', () => {
    expect(contradictionOf(PDF, '合同.PDF', 'application/pdf; x=1')).toBeUndefined()
    expect(contradictionOf(PDF, '合同.pdf', '')).toBeUndefined()
    expect(contradictionOf(PDF, '合同.pdf', 'application/octet-stream')).toBeUndefined()
    expect(contradictionOf(PDF, '合同.docx', '')).toMatch(/PDF.*\.docx/)
    expect(contradictionOf(PDF, '合同.pdf.exe', '')).toMatch(/exe/)
    expect(contradictionOf(PDF, '合同', '')).toMatch(/pdf/)
    expect(contradictionOf(PDF, '合同.pdf', 'text/html')).toMatch(/html/)
  })
})

describe('a name', () => {
  test.each([
    ['../../etc/passwd.jpg', '_.._etc_passwd.jpg'],
    ['..\\..\\windows\\a.png', '_.._windows_a.png'],
    ['a\u0000.jpg', 'a.jpg'],
    ['合同\u202Egpj.exe', '合同gpj.exe'],
    ['  照片　1 .JPG ', '照片 1.jpg'],
    ['照\u200b片\ufeff.jpg', '照片.jpg'],
    ['a\r\nset-cookie: x.pdf', 'aset-cookie_ x.pdf'],
    ['', '附件.jpg'],
    ['....', '附件.jpg'],
    ['.jpg', '附件.jpg'],
    ['CON.jpg', '_CON.jpg'],
    ['\ud800x.jpg', 'x.jpg'],
    ['no extension', 'no extension.jpg'],
    ['<script>.pdf', '_script_.pdf'],
  ])('%j is shown as %j', (given, shown) => expect(cleanName(given, 'jpg')).toBe(shown))

  test('that is very long keeps its end, and whole characters', () => {
    const shown = cleanName(`${'🏮'.repeat(5000)}.docx`, 'docx')
    expect([...shown]).toHaveLength(120)
    expect(shown).toMatch(/^🏮+\.docx$/u)
  })
})

describe('an archive', () => {
  test('is a Word or Excel file by its parts', () => {
    expect(checkArchive(makeZip(DOCX_ENTRIES))).toMatchObject({ label: 'Word 文档' })
    expect(checkArchive(makeZip(XLSX_ENTRIES))).toMatchObject({ label: 'Excel 表格' })
  })

  const MB = 1024 * 1024
  test.each([
    ['is something else', makeZip([{ name: 'a.txt' }]), 'not-office'],
    ['has no end', makeZip(DOCX_ENTRIES).subarray(0, -30), 'damaged'],
    ['is nothing but a beginning', Buffer.from('PK\u0003\u0004'), 'damaged'],
    ['says it unfolds to 400 MB', makeZip([...DOCX_ENTRIES, { name: 'b', declares: 400 * MB }]), 'too-big-inside'],
    ['grows a thousand times', makeZip([...DOCX_ENTRIES, { name: 'b', content: Buffer.alloc(2 * MB) }]), 'too-big-inside'],
    ['shares bytes between entries', makeZip([...DOCX_ENTRIES, { name: 'b', overlaps: 1 }]), 'too-big-inside'],
    ['has sizes of more than 32 bits', makeZip([...DOCX_ENTRIES, { name: 'b', declares: 0xffff_ffff }]), 'too-big-inside'],
    [
      'has too many entries',
      makeZip([...DOCX_ENTRIES, ...Array.from({ length: 5000 }, (_, i) => ({ name: `${i}` }))]),
      'too-big-inside',
    ],
    ['is encrypted', makeZip([...DOCX_ENTRIES, { name: 'b', isEncrypted: true }]), 'encrypted'],
    ['has macros', makeZip([...DOCX_ENTRIES, { name: 'word/vbaProject.bin' }]), 'macros'],
    ['holds a program', makeZip([...DOCX_ENTRIES, { name: 'word/embeddings/a.EXE' }]), 'macros'],
    ['climbs out of its folder', makeZip([...DOCX_ENTRIES, { name: '../../x' }]), 'hidden-content'],
    ['names the root', makeZip([...DOCX_ENTRIES, { name: '/etc/passwd' }]), 'hidden-content'],
    ['is something else before its first entry', makeZip(DOCX_ENTRIES, { before: `<html>${'x'.repeat(100)}` }), 'hidden-content'],
    ['is something else after its end', makeZip(DOCX_ENTRIES, { after: '<script>' }), 'damaged'],
  ])('that %s is not kept', (_, archive, fault) => expect(checkArchive(archive)).toBe(fault))
})

test('a PDF ends where it ends', () => {
  expect(checkPdf(bytes('%PDF-1.7\n...\n%%EOF\r\n'))).toBeUndefined()
  expect(checkPdf(bytes('%PDF-1.7\n...'))).toBe('damaged')
  expect(checkPdf(bytes('%PDF-1.7\n...\n%%EOF\n<script>'))).toBe('hidden-content')
  expect(checkPdf(Buffer.concat([bytes('%PDF-1.7\n'), makeZip(DOCX_ENTRIES), bytes('%%EOF')]))).toBe('hidden-content')
})

test('what a decision rests on stays', () => {
  expect(decideRemoval({ isHeld: false, isRemoved: false })).toBeUndefined()
  expect(decideRemoval({ isHeld: true, isRemoved: false })).toMatchObject({ code: 'ATTACHMENT_HELD' })
  expect(decideRemoval({ isHeld: false, isRemoved: true })).toMatchObject({ code: 'ATTACHMENT_GONE' })
})
