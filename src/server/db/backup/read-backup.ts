import { createHash } from 'node:crypto'
import { damaged } from './backup-error.ts'
import { KIND, readBackupFile, type Frame } from './backup-file.ts'
import { FileStart, FileSum, Manifest, readFrameAs, Summary, TableStart, TableSum } from './manifest.ts'

/** What is done with the parts of a backup, in the order in which they come. */
export interface BackupReader {
  manifest?(manifest: Manifest): Promise<void>
  /** Reads the pieces to the end. */
  table?(name: string, pieces: AsyncIterable<Buffer>): Promise<void>
  file?(name: string, pieces: AsyncIterable<Buffer>): Promise<void>
}

export interface ReadBackup {
  readonly manifest: Manifest
  readonly summary: Summary
}

/** Reads a backup from the first byte to the last and checks every count and sum; gives the parts to `reader`. */
export async function readBackup(file: string, passphrase: string | undefined, reader: BackupReader = {}): Promise<ReadBackup> {
  const frames = readBackupFile(file, passphrase)
  const next = async (): Promise<Frame> => {
    const { value, done } = await frames.next()
    if (done) throw damaged('末尾')
    return value
  }
  try {
    const first = await next()
    if (first.kind !== KIND.manifest) throw damaged('开头')
    const manifest = readFrameAs(Manifest, first)
    await reader.manifest?.(manifest)
    const tables: TableSum[] = []
    const files: FileSum[] = []
    for (;;) {
      const frame = await next()
      if (frame.kind === KIND.table) {
        const { name } = readFrameAs(TableStart, frame)
        const [end, sum] = await readPart(next, KIND.tableEnd, (pieces) => reader.table?.(name, pieces))
        const told = readFrameAs(TableSum, end)
        if (told.name !== name || told.sha256 !== sum.sha256 || told.bytes !== sum.bytes) throw damaged(`表 ${name}`)
        tables.push(told)
      } else if (frame.kind === KIND.file) {
        const { name } = readFrameAs(FileStart, frame)
        const [end, sum] = await readPart(next, KIND.fileEnd, (pieces) => reader.file?.(name, pieces))
        const told = readFrameAs(FileSum, end)
        if (told.name !== name || told.sha256 !== sum.sha256 || told.bytes !== sum.bytes) throw damaged(`文件 ${name}`)
        files.push(told)
      } else if (frame.kind === KIND.end) {
        const summary = readFrameAs(Summary, frame)
        if (!isSame(summary.tables, tables) || !isSame(summary.files, files)) throw damaged('末尾的清单')
        if (
          !isSame(
            manifest.tables.map(({ name }) => name),
            tables.map(({ name }) => name),
          )
        )
          throw damaged('表的清单')
        // the reader of the file now sees that nothing follows
        if (!(await frames.next()).done) throw damaged('末尾')
        return { manifest, summary }
      } else throw damaged('次序')
    }
  } finally {
    await frames.return()
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Hands the pieces of one part on, whatever of them is wanted, and returns the frame after them and their sum. */
async function readPart(
  next: () => Promise<Frame>,
  endKind: number,
  use: (pieces: AsyncIterable<Buffer>) => Promise<void> | undefined,
): Promise<readonly [end: Frame, sum: { readonly bytes: number; readonly sha256: string }]> {
  const hash = createHash('sha256')
  let bytes = 0
  let end: Frame | undefined
  async function* pieces(): AsyncGenerator<Buffer, void, undefined> {
    while (!end) {
      const frame = await next()
      if (frame.kind === endKind) end = frame
      else if (frame.kind === KIND.data) {
        hash.update(frame.bytes)
        bytes += frame.bytes.length
        yield frame.bytes
      } else throw damaged('次序')
    }
  }
  await use(pieces())
  for await (const _ of pieces());
  if (!end) throw damaged('次序')
  return [end, { bytes, sha256: hash.digest('hex') }]
}
