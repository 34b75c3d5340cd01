import { createInflateRaw } from 'node:zlib'
import { FileUnfit } from './import-fault.ts'
import type { Spool } from '../spool.ts'

/** One part of a workbook, as the directory at the end of the archive says. */
interface Part {
  readonly name: string
  readonly isPacked: boolean
  readonly packed: number
  readonly full: number
  readonly at: number
}

const MB = 1024 * 1024
const MOST_PARTS = 500
/** Of what is read row by row, and of what is held in memory. */
const MOST_SHEET = 500 * MB
const MOST_STRINGS = 128 * MB
const MOST_OTHER = 16 * MB

/**
 * Looks through a workbook before anything of it is believed: it must be no bomb (every part is unpacked and counted, none
 * kept), hold no macro, no link to other files, no entity and no formula. @throws FileUnfit
 */
export async function inspectWorkbook(spool: Spool): Promise<void> {
  const parts = await listParts(spool)
  if (parts.some(({ name }) => /\.bin$|activeX|macrosheets/i.test(name)))
    throw new FileUnfit('文件里有宏或嵌入的程序，请另存为不带宏的 .xlsx 再上传')
  if (parts.some(({ name }) => /externalLinks|embeddings/i.test(name)))
    throw new FileUnfit('文件引用或嵌入了别的文件，请只留下数据再上传')
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) throw new FileUnfit('这不是 Excel 文件（.xlsx）')
  if (parts.reduce((sum, { full }) => sum + full, 0) > MOST_SHEET) throw new FileUnfit(TOO_LARGE)
  let sheets = 0
  for (const part of parts) {
    if (!/\.(xml|rels)$/i.test(part.name)) continue
    const isSheet = /^xl\/worksheets\/[^/]+\.xml$/i.test(part.name)
    const most = isSheet ? MOST_SHEET - sheets : /sharedStrings\.xml$/i.test(part.name) ? MOST_STRINGS : MOST_OTHER
    const size = await readThrough(spool, part, Math.min(most, part.full), isSheet)
    if (isSheet) sheets += size
  }
}

const [END_SIGNATURE, ENTRY_SIGNATURE, LOCAL_SIGNATURE] = [0x06054b50, 0x02014b50, 0x04034b50]
const [END_BYTES, ENTRY_BYTES, LOCAL_BYTES] = [22, 46, 30]
const LONGEST_COMMENT = 65_535
const TOO_LARGE = '文件解开后太大，不像一张表；请拆成几份，或另存后再上传'
const DAMAGED = '文件损坏，打不开；请用 Excel 或 WPS 重新保存后再上传'

async function listParts(spool: Spool): Promise<readonly Part[]> {
  const size = spool.size()
  const tailAt = Math.max(0, size - END_BYTES - LONGEST_COMMENT)
  const tail = await bytesAt(spool, tailAt, size - tailAt)
  let end = tail.length - END_BYTES
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--
  if (end < 0) throw new FileUnfit(DAMAGED)
  const [count, length, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count > MOST_PARTS || at + length > size) throw new FileUnfit(DAMAGED)
  const directory = await bytesAt(spool, at, length)
  const parts: Part[] = []
  for (let p = 0, i = 0; i < count; i++) {
    if (p + ENTRY_BYTES > directory.length || directory.readUInt32LE(p) !== ENTRY_SIGNATURE) throw new FileUnfit(DAMAGED)
    const [flags, method] = [directory.readUInt16LE(p + 8), directory.readUInt16LE(p + 10)]
    const name = directory.toString('utf8', p + ENTRY_BYTES, p + ENTRY_BYTES + directory.readUInt16LE(p + 28))
    if ((flags & 1) !== 0) throw new FileUnfit('文件加了密码，请去掉密码再上传')
    if (method !== 0 && method !== 8) throw new FileUnfit(DAMAGED)
    const [packed, full, local] = [directory.readUInt32LE(p + 20), directory.readUInt32LE(p + 24), directory.readUInt32LE(p + 42)]
    parts.push({ name, isPacked: method === 8, packed, full, at: local })
    p += ENTRY_BYTES + directory.readUInt16LE(p + 28) + directory.readUInt16LE(p + 30) + directory.readUInt16LE(p + 32)
  }
  if (new Set(parts.map(({ name }) => name.toLowerCase())).size < parts.length) throw new FileUnfit(DAMAGED)
  return parts
}

async function bytesAt({ handle, size }: Spool, at: number, length: number): Promise<Buffer> {
  if (at < 0 || at + length > size()) throw new FileUnfit(DAMAGED)
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await handle.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

async function* packedBytes(spool: Spool, { at, packed }: Part): AsyncGenerator<Buffer> {
  const local = await bytesAt(spool, at, LOCAL_BYTES)
  if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new FileUnfit(DAMAGED)
  let from = at + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28)
  const end = from + packed
  for (; from < end; from += MB) yield bytesAt(spool, from, Math.min(MB, end - from))
}

/** Unpacks one part without keeping it; answers its size. */
async function readThrough(spool: Spool, part: Part, most: number, isSheet: boolean): Promise<number> {
  const source = packedBytes(spool, part)
  const look = createLook(part.name, isSheet)
  let size = 0
  const take = (chunk: Buffer): void => {
    size += chunk.length
    if (size > most) throw new FileUnfit(TOO_LARGE)
    look(chunk)
  }
  if (!part.isPacked) {
    for await (const chunk of source) take(chunk)
    return size
  }
  const inflate = createInflateRaw()
  const feeding = (async () => {
    for await (const chunk of source) if (!inflate.write(chunk)) await new Promise((resolve) => inflate.once('drain', resolve))
    inflate.end()
  })().catch((error: unknown) => inflate.destroy(error as Error))
  try {
    for await (const chunk of inflate) take(chunk as Buffer)
  } catch (error) {
    throw error instanceof FileUnfit ? error : new FileUnfit(DAMAGED)
  } finally {
    inflate.destroy()
  }
  await feeding
  return size
}

/** Room for the opening of a cell before what stands in it. */
const OVERLAP = 256

/** Watches bytes go by for what a table of data has no business holding. */
function createLook(name: string, isSheet: boolean): (chunk: Buffer) => void {
  let before = ''
  return (chunk) => {
    const text = before + chunk.toString('latin1')
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new FileUnfit('文件里有不该有的定义，请另存后再上传')
    const formula = isSheet ? /<(?:\w+:)?f[\s>/]/.exec(text) : null
    if (formula) {
      const cell = /.*<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d{1,7})"/s.exec(text.slice(0, formula.index))?.[1]
      const sheet = /([^/]+)\.xml$/.exec(name)?.[1] ?? ''
      throw new FileUnfit(
        `文件里有公式（${cell === undefined ? sheet : `${sheet} 的 ${cell} 格`}）：请选中全部，复制后“选择性粘贴—数值”，再上传`,
      )
    }
    before = text.slice(-OVERLAP)
  }
}
