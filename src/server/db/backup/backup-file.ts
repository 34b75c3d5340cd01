import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { BackupError, damaged, truncated } from './backup-error.ts'
import { codecOf, COMPRESSIONS, type Codec, type Compression } from './compression.ts'
import { orderedMap } from './ordered-map.ts'
import { chainSeal, newKeyParameters, passphraseSeal, TAG_BYTES, type Seal } from './seal.ts'

/**
 * One file: a line that names the format, a line of JSON that says how to read on, then frames: length (4 bytes), kind (1),
 * body, tag (16). A body is compressed, then encrypted. The last frame has a kind of its own: without it the file is cut.
 */
const MAGIC = 'SGZ-BACKUP 1\n'
const FRAME_HEAD = 5
const LONGEST_BODY = 64 * 1024 * 1024
const LONGEST_HEADER = 4096
/** Frames under compression at a time: node's thread pool has four. */
const WIDTH = 4

export const KIND = { manifest: 1, table: 2, data: 3, tableEnd: 4, file: 5, fileEnd: 6, end: 7 } as const
const KINDS: ReadonlySet<number> = new Set(Object.values(KIND))

export interface Frame {
  readonly kind: number
  readonly bytes: Buffer
}

const Header = z.object({
  compression: z.enum(COMPRESSIONS),
  encryption: z
    .object({
      cipher: z.literal('aes-256-gcm'),
      kdf: z.literal('scrypt'),
      N: z
        .int()
        .min(2)
        .max(2 ** 20),
      r: z.int().min(1).max(32),
      p: z.int().min(1).max(16),
      salt: z.string().regex(/^[0-9a-f]{32,128}$/),
    })
    .optional(),
})

export const jsonFrame = (kind: number, value: unknown): Frame => ({ kind, bytes: Buffer.from(JSON.stringify(value)) })

export interface WriteOptions {
  readonly compression: Compression
  readonly passphrase?: string | undefined
  readonly overwrite?: boolean | undefined
}

/** Writes `frames` to `file`: beside it first, synced, then renamed into place; what fails leaves no file. */
export async function writeBackupFile(file: string, frames: AsyncIterable<Frame>, options: WriteOptions): Promise<void> {
  const { compression, passphrase } = options
  const codec = codecOf(compression)
  if (!codec) throw new TypeError(`no ${compression} in this node`)
  if (!options.overwrite && (await exists(file)))
    throw new BackupError('FILE_EXISTS', `文件 ${file} 已存在，没有覆盖。`, `The file ${file} exists; it was not overwritten.`)
  const encryption = passphrase === undefined ? undefined : newKeyParameters()
  const header = Buffer.from(`${MAGIC}${JSON.stringify({ compression, encryption })}\n`)
  const seal = encryption && passphrase !== undefined ? await passphraseSeal(header, passphrase, encryption) : chainSeal(header)
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.partial-${process.pid}`)
  const handle = await fs.open(beside, 'w', 0o600)
  try {
    await handle.write(header)
    const packed = orderedMap(frames, WIDTH, async ({ kind, bytes }) => ({ kind, payload: await codec.pack(bytes) }))
    for await (const { kind, payload } of packed) {
      const { body, tag } = seal.close(kind, payload)
      const head = Buffer.alloc(FRAME_HEAD)
      head.writeUInt32BE(body.length)
      head.writeUInt8(kind, 4)
      await writeAll(handle, Buffer.concat([head, body, tag]))
    }
    await handle.sync()
    await handle.close()
    await fs.rename(beside, file)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await fs.rm(beside, { force: true })
    throw error
  }
}

async function writeAll(handle: fs.FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten
}

const exists = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  )

/** Reads the frames of `file` in order, each checked before it is given out. */
export async function* readBackupFile(file: string, passphrase: string | undefined): AsyncGenerator<Frame, void, undefined> {
  const handle = await fs.open(file, 'r')
  try {
    const { header, codec, seal } = await readHeader(handle, passphrase)
    const unpacked = orderedMap(readFrames(handle, header.length, seal), WIDTH, async ({ kind, bytes }) => {
      try {
        return { kind, bytes: await codec.unpack(bytes, LONGEST_BODY) }
      } catch (cause) {
        throw damaged('解压', cause)
      }
    })
    yield* unpacked
  } finally {
    await handle.close()
  }
}

async function readHeader(
  handle: fs.FileHandle,
  passphrase: string | undefined,
): Promise<{ readonly header: Buffer; readonly codec: Codec; readonly seal: Seal }> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0)
  const start = buffer.subarray(0, bytesRead)
  if (!start.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC)))
    throw new BackupError('NOT_A_BACKUP', '这不是社工站的备份文件。', 'This is not a backup file of this system.')
  const end = start.indexOf('\n', MAGIC.length)
  if (end < 0) throw truncated()
  const header = Buffer.from(start.subarray(0, end + 1))
  const parsed = Header.safeParse(parseJson(header.subarray(MAGIC.length)))
  if (!parsed.success) throw damaged('文件头')
  const { compression, encryption } = parsed.data
  const codec = codecOf(compression)
  if (!codec)
    throw new BackupError(
      'NOT_A_BACKUP',
      '备份用 zstd 压缩，本机的 Node 没有；请用 Node 22.15 或更高版本恢复。',
      'The backup is compressed with zstd, which this Node lacks; restore with Node 22.15 or later.',
    )
  if (!encryption) return { header, codec, seal: chainSeal(header) }
  if (passphrase === undefined)
    throw new BackupError(
      'PASSPHRASE_NEEDED',
      '备份已加密，需要口令（--passphrase-file 或环境变量 SGZ_BACKUP_PASSPHRASE）。',
      'The backup is encrypted; give its passphrase (--passphrase-file or SGZ_BACKUP_PASSPHRASE).',
    )
  return { header, codec, seal: firstFrameTells(await passphraseSeal(header, passphrase, encryption)) }
}

/** A first frame that does not open means the passphrase, most likely; a later one means damage. */
function firstFrameTells(seal: Seal): Seal {
  let count = 0
  return {
    ...seal,
    open(kind, body, tag) {
      const opened = seal.open(kind, body, tag)
      if (!opened && count === 0)
        throw new BackupError(
          'PASSPHRASE_WRONG',
          '口令不对，或备份文件的开头已损坏。',
          'The passphrase is wrong, or the beginning of the backup file is damaged.',
        )
      count++
      return opened
    },
  }
}

async function* readFrames(handle: fs.FileHandle, from: number, seal: Seal): AsyncGenerator<Frame, void, undefined> {
  let at = from
  const read = async (length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(length)
    for (let got = 0; got < length;) {
      const { bytesRead } = await handle.read(bytes, got, length - got, at + got)
      if (bytesRead === 0) throw truncated()
      got += bytesRead
    }
    at += length
    return bytes
  }
  for (let number = 1; ; number++) {
    const head = await read(FRAME_HEAD)
    const length = head.readUInt32BE()
    const kind = head.readUInt8(4)
    if (length > LONGEST_BODY || !KINDS.has(kind)) throw damaged(`第 ${number} 块`)
    const body = await read(length)
    const opened = seal.open(kind, body, await read(TAG_BYTES))
    if (!opened) throw damaged(`第 ${number} 块`)
    yield { kind, bytes: opened }
    if (kind === KIND.end) break
  }
  if ((await handle.read(Buffer.alloc(1), 0, 1, at)).bytesRead > 0) throw damaged('末尾有多余内容')
}

export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
