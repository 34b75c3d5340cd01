import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import * as contract from '#contract/attachment.ts'
import { createTestApp, type Answer, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'
import { newId } from '#server/http/new-id.ts'
import type { AttachmentParts } from '../attachment-parts.ts'
import { openStorage } from '../storage/open-storage.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
/** A station of one county, and somebody whom it serves. */
export const [STATION, CLIENT, OTHER_STATION] = [id(1), id(2), id(51)]
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

export interface Given {
  readonly attachmentId?: string
  readonly subject?: string
  readonly recordId?: string
  readonly name?: string
  readonly type?: string
}

export interface FileApp {
  readonly app: TestApp
  readonly bureau: Visitor
  readonly dataDir: string
  /** Who scans; nobody at first. */
  scanner: AttachmentParts['scanner']
  add(bytes: Buffer, given?: Given, who?: Visitor): Promise<Answer<typeof contract.addAttachment>>
  list(who?: Visitor, recordId?: string, subject?: string): Promise<Answer<typeof contract.listAttachments>>
  open(attachmentId: string, who?: Visitor): Promise<Answer<typeof contract.readAttachment>>
  /** Names of the files in the storage, and of those half-way to it. */
  stored(): readonly string[]
  arriving(): readonly string[]
  close(): Promise<void>
}

/** The application with a folder for files and small limits. */
export async function createFileApp(): Promise<FileApp> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-files-'))
  const incoming = path.join(dataDir, 'incoming')
  let scanner: AttachmentParts['scanner']
  const files: AttachmentParts = {
    storage: openStorage(dataDir, undefined),
    incoming,
    limits: { photoBytes: 300_000, documentBytes: 400_000 },
    get scanner() {
      return scanner
    },
  }
  const app = await createTestApp({ files })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await app.query(
    `insert into app.station (county_id, id, division_code, station_id, name, facts) values (1, $1, '990901101', $1, '', '{}')`,
    [STATION],
  )
  await app.query(
    `insert into app.entity (county_id, subject, id, division_code, station_id, name, facts) values (1, 'client', $1, '990901101', $2, '', '{}')`,
    [CLIENT, STATION],
  )
  const bureau = await app.signedIn('bureau', { code: '990901' })
  return {
    app,
    bureau,
    dataDir,
    get scanner() {
      return scanner
    },
    set scanner(next) {
      scanner = next
    },
    add(bytes, given = {}, who = bureau) {
      const { attachmentId = newId(), subject = 'station', recordId = STATION, name = 'a.pdf', type } = given
      const headers = { 'content-type': type ?? 'application/octet-stream' }
      return who.call(contract.addAttachment, { subject, recordId, attachmentId, kind: 'photo', name }, headers, bytes)
    },
    list: (who = bureau, recordId = STATION, subject = 'station') => who.call(contract.listAttachments, { subject, recordId }),
    open: (attachmentId, who = bureau) => who.call(contract.readAttachment, { attachmentId }),
    stored() {
      const root = path.join(dataDir, 'attachments')
      const entries = fs.existsSync(root) ? fs.readdirSync(root, { recursive: true, withFileTypes: true }) : []
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    },
    arriving: () => (fs.existsSync(incoming) ? fs.readdirSync(incoming) : []),
    async close() {
      await app.close()
      fs.rmSync(dataDir, { recursive: true })
    },
  }
}

/** A photo as a phone takes it: with the place and the person in it. */
export const takePhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 300, channels: 3, background: '#c00' } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'SECRET-ARTIST' }, IFD3: { GPSLatitude: '30/1 31/1 0/1', GPSLongitude: '105/1 34/1 0/1' } })
    .toBuffer()
