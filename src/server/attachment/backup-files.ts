import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { ClientBase } from 'pg'
import type { AttachedFile, BackupReader } from '#server/db/backup/index.ts'
import { listKnownFiles } from './operator-repository.ts'
import { ATTACHMENTS } from './storage/open-storage.ts'
import { keyOf, sha256OfKey, type Storage } from './storage/storage.ts'

type FileReader = NonNullable<BackupReader['file']>

/** The files that the rows of a backup tell of, wherever they lie. */
export const filesForBackup =
  (storage: Storage) =>
  async (client: ClientBase): Promise<readonly AttachedFile[]> =>
    (await listKnownFiles(client)).map(({ sha256 }) => ({
      name: `${ATTACHMENTS}/${keyOf(sha256)}`,
      source: () => storage.open(sha256),
      sha256,
    }))

export interface FileSink {
  readonly read: FileReader
  /** How many files went into the storage. */
  count(): number
  /** Names of files that were not what their name says: damaged before the backup was made. */
  faults(): readonly string[]
}

/** Brings the files of a backup into `storage`; those that are none of records go to `others`. `isWanted`: only some. */
export function storeFilesOf(
  storage: Storage,
  incoming: string,
  others: FileReader,
  isWanted: (sha256: string) => boolean = () => true,
): FileSink {
  const faults: string[] = []
  let count = 0
  return {
    count: () => count,
    faults: () => faults,
    async read(name, pieces) {
      const sha256 = name.startsWith(`${ATTACHMENTS}/`) ? sha256OfKey(name.slice(ATTACHMENTS.length + 1)) : undefined
      if (sha256 === undefined) return others(name, pieces)
      if (!isWanted(sha256)) return
      const file = await written(incoming, pieces)
      if (file.sha256 === sha256) {
        await storage.put(file)
        count++
      } else {
        await fs.rm(file.path)
        faults.push(name)
      }
    },
  }
}

async function written(folder: string, pieces: AsyncIterable<Buffer>) {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, randomUUID())
  const handle = await fs.open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.length
      await handle.writeFile(piece)
    }
  } finally {
    await handle.close()
  }
  return { path: file, bytes, sha256: hash.digest('hex') }
}
