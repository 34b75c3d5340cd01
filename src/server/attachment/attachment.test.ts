import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as contract from '#contract/attachment.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { TEST_PASSWORD, type Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import { holdAttachments } from './hold-attachments.ts'
import { CLIENT, createFileApp, OTHER_STATION, PDF, sha256, STATION, type FileApp } from './testing/file-app.ts'
import { DOCX_ENTRIES, makeZip } from './testing/make-zip.ts'

let files: FileApp
let worker: Visitor
let otherStation: Visitor
let foreign: Visitor
let finance: Visitor
beforeAll(async () => {
  files = await createFileApp()
  worker = await files.app.signedIn('worker', { code: '990901', stationId: STATION as never })
  otherStation = await files.app.signedIn('worker', { code: '990901', stationId: OTHER_STATION as never })
  foreign = await files.app.signedIn('bureau', { code: '990902' })
  finance = await files.app.signedIn('finance', { code: '990901' })
})
afterAll(() => files.close())
beforeEach(async () => {
  files.scanner = undefined
  await files.app.query('delete from app.attachment')
})

describe('on the wire', () => {
  let server: http.Server
  let port = 0
  let cookie = ''
  beforeAll(async () => {
    server = http.createServer(files.app.handler).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    port = (server.address() as AddressInfo).port
    const answer = await files.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'bureau-1', password: TEST_PASSWORD },
    })
    cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let i = 0; i < 3_000 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
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
    await until(() => files.arriving().length === 1)
    socket.destroy()
    await until(() => files.arriving().length === 0)
    expect((await files.list()).output.attachments).toEqual([])
  })

  test('one without end is stopped at the limit, and answered', async () => {
    const socket = net.connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', (piece) => (said += piece.toString()))
    socket.on('error', () => undefined)
    socket.write(head('transfer-encoding: chunked'))
    socket.write(`${PDF.length.toString(16)}\r\n${PDF.toString('latin1')}\r\n`)
    const piece = Buffer.from(`10000\r\n${'x'.repeat(65_536)}\r\n`)
    for (let i = 0; i < 12 && said === ''; i++) {
      socket.write(piece)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => said.includes('ATTACHMENT_TOO_LARGE'))
    expect(files.arriving()).toEqual([])
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
    const { output } = await files.add(PDF, {}, worker)
    expect((await files.list(worker)).output.attachments).toHaveLength(1)
    expect((await files.list()).output.attachments).toHaveLength(1)
    for (const stranger of [otherStation, foreign]) {
      expect((await files.list(stranger)).problem.code).toBe('ATTACHMENT_NO_RECORD')
      expect((await files.add(PDF, {}, stranger)).problem.code).toBe('ATTACHMENT_NO_RECORD')
      expect((await files.open(output.id, stranger)).problem.code).toBe('ATTACHMENT_NOT_FOUND')
      const remove = await stranger.call(contract.removeAttachment, { attachmentId: output.id, reason: '传错了' })
      expect(remove.problem.code).toBe('ATTACHMENT_NOT_FOUND')
    }
    expect((await files.app.anyone.call(contract.readAttachment, { attachmentId: output.id })).status).toBe(401)
  })

  test('and moves when the record moves', async () => {
    const { output } = await files.add(PDF, { recordId: CLIENT, subject: 'client' })
    await files.app.query(`update app.entity set station_id = $1, division_code = '990901102' where id = $2`, [
      OTHER_STATION,
      CLIENT,
    ])
    expect((await files.open(output.id, worker)).problem.code).toBe('ATTACHMENT_NOT_FOUND')
    expect((await files.open(output.id, otherStation)).status).toBe(200)
    await files.app.query(`update app.entity set station_id = $1, division_code = '990901101' where id = $2`, [STATION, CLIENT])
    expect((await files.open(output.id, worker)).status).toBe(200)
    const ofStation = await files.add(PDF)
    await files.app.query(`update app.station set division_code = '990901102' where id = $1`, [STATION])
    const [row] = await files.app.query(`select division_code from app.attachment where id = $1`, [ofStation.output.id])
    expect(row).toEqual({ division_code: '990901102' })
    await files.app.query(`update app.station set division_code = '990901101' where id = $1`, [STATION])
  })

  test('of people: not for those who may not read people, and the audit says who opened it', async () => {
    const { output } = await files.add(PDF, { recordId: CLIENT, subject: 'client' })
    expect((await files.list(finance, CLIENT, 'client')).problem.code).toBe('ATTACHMENT_NO_RECORD')
    expect((await files.open(output.id, finance)).problem.code).toBe('ATTACHMENT_NOT_FOUND')
    await files.open(output.id, worker)
    const rows = await files.app.query<{ role: string; outcome: string }>(
      `select role, outcome from app.audit_entry where action = 'attachment.read' and detail ->> 'attachmentId' = $1 order by seq`,
      [output.id],
    )
    expect(rows).toEqual([
      { role: 'finance', outcome: 'ATTACHMENT_NOT_FOUND' },
      { role: 'worker', outcome: 'done' },
    ])
  })

  test('of a station: read without an audit row each', async () => {
    const { output } = await files.add(PDF)
    await files.open(output.id)
    const rows = await files.app.query(`select from app.audit_entry where action = 'attachment.read' and subject_id = $1`, [
      STATION,
    ])
    expect(rows).toHaveLength(0)
  })
})

describe('taking down', () => {
  const remove = (attachmentId: string) => files.bureau.call(contract.removeAttachment, { attachmentId, reason: '拍错了' })

  test('keeps who and why, and gives the file out no more', async () => {
    const { output } = await files.add(PDF)
    expect((await remove(output.id)).output.removed).toMatchObject({ by: 'bureau-1', reason: '拍错了' })
    expect((await files.open(output.id)).status).toBe(404)
    expect((await files.list()).output.attachments).toMatchObject([{ id: output.id, removed: { reason: '拍错了' } }])
    expect((await remove(output.id)).problem.code).toBe('ATTACHMENT_GONE')
    expect(files.stored()).toContain(sha256(PDF))
  })

  test('is refused for what a decision rests on, by the database too', async () => {
    const { output } = await files.add(PDF)
    const held = await systemTx(files.app.db, (tx) => holdAttachments({ tx, now: new Date() }, 'station', STATION))
    expect(held).toBe(1)
    expect((await files.list()).output.attachments[0]?.isHeld).toBe(true)
    expect((await remove(output.id)).problem.code).toBe('ATTACHMENT_HELD')
    await expect(
      files.app.query(`update app.attachment set removed_at = now() + interval '1 day', removed_reason = 'x' where id = $1`, [
        output.id,
      ]),
    ).rejects.toThrow(/check/)
    const later = await files.add(makeZip(DOCX_ENTRIES), { name: 'later.docx' })
    expect((await remove(later.output.id)).status).toBe(200)
  })
})
