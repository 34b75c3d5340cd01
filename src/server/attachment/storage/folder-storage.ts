import fs from 'node:fs/promises'
import path from 'node:path'
import { keyOf, sha256OfKey, StorageFailed, type Storage, type StoredFile } from './storage.ts'

/** Files in a folder of the data folder, each written and synced before it gets its name. */
export function folderStorage(root: string): Storage {
  const pathOf = (sha256: string): string => path.join(root, keyOf(sha256))

  return {
    described: `文件夹 ${root}`,

    put: ({ path: source, sha256, bytes }) =>
      asStorage(async () => {
        const target = pathOf(sha256)
        const there = await fs.stat(target).catch(absent)
        if (there?.size === bytes) {
          await fs.rm(source)
          return 'there'
        }
        const folder = path.dirname(target)
        await fs.mkdir(folder, { recursive: true, mode: 0o700 })
        await sync(source)
        await fs.chmod(source, 0o600)
        await fs.rename(source, target)
        // the name must outlive a power cut as the bytes do; a folder may be new, and so its name
        for (const one of [folder, path.dirname(folder), root]) await sync(one)
        return 'stored'
      }),

    async open(sha256) {
      const handle = await fs.open(pathOf(sha256), 'r').catch(absent)
      return handle?.createReadStream()
    },

    has: async (sha256) => (await fs.stat(pathOf(sha256)).catch(absent)) !== undefined,

    async *list() {
      for (const one of await foldersIn(root, /^[0-9a-f]{2}$/))
        for (const two of await foldersIn(one, /^[0-9a-f]{2}$/)) yield* filesIn(two, root)
    },

    remove: (sha256) => fs.rm(pathOf(sha256), { force: true }),

    async check() {
      try {
        await fs.mkdir(root, { recursive: true, mode: 0o700 })
        await fs.access(root, fs.constants.W_OK)
      } catch (cause) {
        throw new StorageFailed(`附件文件夹 ${root} 不能写入`, { cause, isDenied: true })
      }
    },
  }
}

/** What the disk refuses is a failure of the storage. */
async function asStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new StorageFailed(`附件文件夹写不进去（${(cause as NodeJS.ErrnoException).code ?? '原因不明'}）`, { cause })
  }
}

function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

async function sync(file: string): Promise<void> {
  const handle = await fs.open(file, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function foldersIn(folder: string, named: RegExp): Promise<readonly string[]> {
  const entries = (await fs.readdir(folder, { withFileTypes: true }).catch(absent)) ?? []
  return entries.filter((entry) => entry.isDirectory() && named.test(entry.name)).map(({ name }) => path.join(folder, name))
}

async function* filesIn(folder: string, root: string): AsyncGenerator<StoredFile, void, undefined> {
  for (const name of (await fs.readdir(folder)).sort()) {
    const file = path.join(folder, name)
    const sha256 = sha256OfKey(path.relative(root, file).split(path.sep).join('/'))
    const stat = sha256 === undefined ? undefined : await fs.stat(file).catch(absent)
    if (sha256 !== undefined && stat) yield { sha256, bytes: stat.size, storedAt: stat.mtime }
  }
}
