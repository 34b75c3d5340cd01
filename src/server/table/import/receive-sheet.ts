import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { guessMapping, type ImportDefinition } from '#domain/table/index.ts'
import { FileUnfit } from './import-fault.ts'
import { readLines, type SheetLine } from './read-rows.ts'
import { openSpool, type Spool } from '../spool.ts'

/** A spreadsheet that has been received and read: its headings, and its lines in a nameless file. */
export interface ReceivedSheet {
  readonly sha256: string
  readonly headings: readonly string[]
  readonly rows: number
  /** The lines below the headings, some at a time; once. */
  lines(): AsyncGenerator<readonly SheetLine[]>
}

export const MOST_BYTES = 50 * 1024 * 1024
export const MOST_ROWS = 200_000
/** Headings stand among the first lines, below a title perhaps. */
const HEADING_WITHIN = 20
const CHUNK_CHARS = 256 * 1024
const LINES_AT_A_TIME = 1_000

/** Receives a file and reads it line by line, holding neither in memory. @refuses IMPORT_FILE_UNFIT */
export async function receiveSheet(stream: Readable, one: ImportDefinition): Promise<ReceivedSheet | Refusal> {
  const file = await openSpool()
  const lines = await openSpool()
  try {
    const sha256 = await receive(stream, file)
    const { headings, rows } = await convert(file, lines, one)
    return { sha256, headings, rows, lines: () => parse(lines) }
  } catch (error) {
    await lines.close()
    if (error instanceof FileUnfit) return refuse('IMPORT_FILE_UNFIT', { detail: error.sentence })
    throw error
  } finally {
    await file.close()
  }
}

async function receive(stream: Readable, spool: Spool): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream) {
    const bytes = chunk as Buffer
    if (spool.size() + bytes.length > MOST_BYTES) throw new FileUnfit('文件超过 50 MB，请拆成几份')
    hash.update(bytes)
    await spool.write(bytes)
  }
  return hash.digest('hex')
}

/** Writes the lines below the headings as JSON, one a line. */
async function convert(
  file: Spool,
  lines: Spool,
  one: ImportDefinition,
): Promise<{ readonly headings: readonly string[]; readonly rows: number }> {
  const first: SheetLine[] = []
  let headings: readonly string[] | undefined
  let rows = 0
  let text = ''
  const keep = async (line: SheetLine): Promise<void> => {
    if (isOurOwnFoot(line)) return
    if (++rows > MOST_ROWS) throw new FileUnfit(`超过 ${MOST_ROWS} 行，请拆成几份`)
    text += `${JSON.stringify([line.line, line.cells])}\n`
    if (text.length < CHUNK_CHARS) return
    await lines.write(Buffer.from(text))
    text = ''
  }
  const settle = async (): Promise<void> => {
    const at = headingAmong(first, one)
    headings = first[at]?.cells ?? []
    for (const line of first.slice(at + 1)) await keep(line)
  }
  for await (const line of readLines(file)) {
    if (headings) await keep(line)
    else if (first.push(line) === HEADING_WITHIN) await settle()
  }
  if (!headings) await settle()
  if (rows === 0) throw new FileUnfit('表里没有数据行：第一行是列名，数据从第二行起')
  await lines.write(Buffer.from(text))
  return { headings: headings ?? [], rows }
}

/** The line with the most columns that are known by name. */
function headingAmong(lines: readonly SheetLine[], one: ImportDefinition): number {
  const known = lines.map(({ cells }) => Object.keys(guessMapping(one, cells)).length)
  const most = Math.max(0, ...known)
  return Math.max(0, known.indexOf(most))
}

const isOurOwnFoot = ({ cells }: SheetLine): boolean =>
  cells[0]?.startsWith('导出人：') === true && cells.slice(1).every((cell) => cell === '')

async function* parse(spool: Spool): AsyncGenerator<readonly SheetLine[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let ready: SheetLine[] = []
  for await (const chunk of spool.stream()) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const [line, cells] = JSON.parse(part) as [number, string[]]
      if (ready.push({ line, cells }) < LINES_AT_A_TIME) continue
      yield ready
      ready = []
    }
  }
  if (ready.length > 0) yield ready
}
