import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { constants, open, unlink, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const LONGEST_LIFE_MS = 30 * 60_000

/** A file without a name: nobody else opens it, and nothing of it is left when the program ends, however it ends. */
export interface Spool {
  readonly size: () => number
  write(bytes: Uint8Array): Promise<void>
  /** All of it, once; closes the file at the end. */
  stream(): AsyncIterable<Uint8Array>
  readonly handle: FileHandle
  close(): Promise<void>
}

export async function openSpool(): Promise<Spool> {
  const name = path.join(tmpdir(), `sgz-${randomUUID()}`)
  const handle = await open(name, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600)
  await unlink(name)
  let size = 0
  let isClosed = false
  // whoever was to read it never came
  const forgotten = setTimeout(() => void close(), LONGEST_LIFE_MS).unref()
  const close = async (): Promise<void> => {
    if (isClosed) return
    isClosed = true
    clearTimeout(forgotten)
    await handle.close()
  }
  return {
    handle,
    size: () => size,
    async write(bytes) {
      let written = 0
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, size)
        written += bytesWritten
        size += bytesWritten
      }
    },
    async *stream() {
      try {
        for await (const chunk of createReadStream('', { fd: handle, start: 0, autoClose: false })) yield chunk as Uint8Array
      } finally {
        await close()
      }
    },
    close,
  }
}
