import type { ClientConfig } from 'pg'
import { readKnownFiles, whileUnknown } from './operator-repository.ts'
import type { Storage, StoredFile } from './storage/storage.ts'

/** What storage and rows disagree on. */
export interface FileFindings {
  readonly known: number
  /** Rows tell of them, the storage has none or another length. */
  readonly missing: readonly string[]
  readonly altered: readonly string[]
  /** They lie there and no row tells of them: left by a kill between the file and its row. */
  readonly orphans: readonly StoredFile[]
}

/** A file this young may still get its row. */
const YOUNG_MS = 3_600_000
const AT_ONCE = 100

/** Holds what rows tell of against what the storage has. Changes nothing. */
export async function examineFiles(config: ClientConfig, storage: Storage, now: Date): Promise<FileFindings> {
  const stored = new Map<string, StoredFile>()
  for await (const file of storage.list()) stored.set(file.sha256, file)
  // rows last: a file that was added meanwhile is known, and not called an orphan
  const known = await readKnownFiles(config)
  const missing: string[] = []
  const altered: string[] = []
  for (const { sha256, bytes } of known) {
    const found = stored.get(sha256)
    stored.delete(sha256)
    if (found ? found.bytes === bytes : await storage.has(sha256)) continue
    ;(found ? altered : missing).push(sha256)
  }
  const orphans = [...stored.values()].filter(({ storedAt }) => now.getTime() - storedAt.getTime() > YOUNG_MS)
  return { known: known.length, missing, altered, orphans }
}

/** Removes the orphans; what has got a row meanwhile stays. Returns what was removed. */
export async function removeOrphans(config: ClientConfig, storage: Storage, now: Date): Promise<readonly StoredFile[]> {
  const { orphans } = await examineFiles(config, storage, now)
  const removed: StoredFile[] = []
  for (let at = 0; at < orphans.length; at += AT_ONCE) {
    const some = orphans.slice(at, at + AT_ONCE)
    await whileUnknown(
      config,
      some.map(({ sha256 }) => sha256),
      async (unknown) => {
        for (const file of some) {
          if (!unknown.includes(file.sha256)) continue
          await storage.remove(file.sha256)
          removed.push(file)
        }
      },
    )
  }
  return removed
}
