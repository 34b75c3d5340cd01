import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly content?: Buffer
  /** What the directory says instead of the truth. */
  readonly declares?: number
  readonly isEncrypted?: boolean
  /** Begins where the entry of that number does: bytes are shared. */
  readonly overlaps?: number
}

/** An archive as the writers of Office files make it, or as somebody who means harm does. */
export function makeZip(entries: readonly ZipEntry[], { before = '', after = '' } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(before)]
  const directory: Buffer[] = []
  const starts: number[] = []
  let at = before.length
  for (const { name, content = Buffer.from('<x/>'), declares, isEncrypted, overlaps } of entries) {
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(isEncrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(declares ?? content.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed])
    const start = overlaps === undefined ? at : (starts[overlaps] ?? 0)
    starts.push(start)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(start, 10)
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name))
    if (overlaps !== undefined) continue
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end, Buffer.from(after)])
}

export const DOCX_ENTRIES: readonly ZipEntry[] = [{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }]
export const XLSX_ENTRIES: readonly ZipEntry[] = [{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }]
