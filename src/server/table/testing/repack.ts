import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { CellValue } from 'hucre'
import { writeXlsx } from 'hucre/xlsx'

/** A good workbook with some parts put in or replaced; `claimed`: the size their directory entries claim. */
export async function repack(
  rows: CellValue[][],
  parts: Readonly<Record<string, string | Buffer>>,
  claimed?: number,
): Promise<Uint8Array> {
  const good = Buffer.from(await writeXlsx({ sheets: [{ name: '数据', rows }] }))
  const all = new Map<string, Buffer>()
  for (let end = good.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'), p = good.readUInt32LE(end + 16); p < end;) {
    const [name, local] = [good.toString('utf8', p + 46, p + 46 + good.readUInt16LE(p + 28)), good.readUInt32LE(p + 42)]
    const at = local + 30 + good.readUInt16LE(local + 26) + good.readUInt16LE(local + 28)
    const packed = good.subarray(at, at + good.readUInt32LE(p + 20))
    all.set(name, good.readUInt16LE(p + 10) === 8 ? inflateRawSync(packed) : packed)
    p += 46 + good.readUInt16LE(p + 28) + good.readUInt16LE(p + 30) + good.readUInt16LE(p + 32)
  }
  for (const [name, content] of Object.entries(parts)) all.set(name, Buffer.from(content as string))
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, content] of all) {
    const packed = deflateRawSync(content, { level: 1 })
    const head = Buffer.alloc(46)
    const size = name in parts && claimed !== undefined ? claimed : content.length
    head.writeUInt32LE(0x02014b50, 0)
    for (const [place, value] of [
      [4, 20],
      [6, 20],
      [10, 8],
      [28, name.length],
    ] as const)
      head.writeUInt16LE(value, place)
    for (const [place, value] of [
      [16, 0],
      [20, packed.length],
      [24, size],
      [42, at],
    ] as const)
      head.writeUInt32LE(value, place)
    directory.push(head, Buffer.from(name))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    head.copy(local, 4, 6, 32)
    bodies.push(local, Buffer.from(name), packed)
    at += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  for (const place of [8, 10]) end.writeUInt16LE(all.size, place)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}
