import fs from 'node:fs'
import path from 'node:path'
import { embeddedConnection } from '../connection.ts'
import { startEmbedded } from '../embedded/index.ts'
import { migrate } from '../migrate.ts'
import { prepareEmbedded } from '../open-database.ts'
import { BackupError } from './backup-error.ts'
import { readBackup, type ReadBackup } from './read-backup.ts'
import { restoreBackup, type RestoreOptions } from './restore-backup.ts'

/** Until the folder is renamed into place nobody but the restore knows it: no log of changes is needed to recover. */
const SETTINGS = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  maintenance_work_mem: '256MB',
  shared_buffers: '128MB',
}

const INSIDE = '.restoring'

export interface FolderOptions extends RestoreOptions {
  /** What becomes of the files that came with the database, given the folder in which all is built. */
  readonly filesInto?: ((root: string) => NonNullable<RestoreOptions['onFile']>) | undefined
}

/**
 * Brings a backup into the data folder `dataDir`, which is absent or empty: built in a corner of it and moved into place when
 * every row is proved, the cluster last, so that a kill half-way leaves no folder that looks whole.
 */
export async function restoreIntoFolder(
  dataDir: string,
  file: string,
  dir: string,
  options: FolderOptions = {},
): Promise<ReadBackup> {
  const isNew = !fs.existsSync(dataDir)
  if (!isNew && fs.readdirSync(dataDir).some((name) => name !== INSIDE))
    throw new BackupError(
      'TARGET_NOT_EMPTY',
      `数据文件夹 ${dataDir} 不是空的，没有恢复。请用 DATA_DIR 指定一个新文件夹。`,
      `The data folder ${dataDir} is not empty; nothing was restored. Set DATA_DIR to a new folder.`,
    )
  // first of all, before anything is made
  await readBackup(file, options.passphrase)
  const corner = path.join(dataDir, INSIDE)
  fs.rmSync(corner, { recursive: true, force: true })
  try {
    const restored = await buildIn(corner, file, dir, options)
    // the socket's folder is made anew at every start
    fs.rmSync(path.join(corner, 'run'), { recursive: true, force: true })
    const names = fs.readdirSync(corner).filter((name) => name !== 'pg')
    for (const name of [...names, 'pg']) fs.renameSync(path.join(corner, name), path.join(dataDir, name))
    fs.rmdirSync(corner)
    fs.chmodSync(dataDir, 0o700)
    return restored
  } catch (error) {
    fs.rmSync(corner, { recursive: true, force: true })
    if (isNew && fs.existsSync(dataDir)) fs.rmdirSync(dataDir)
    throw error
  }
}

async function buildIn(root: string, file: string, dir: string, options: FolderOptions): Promise<ReadBackup> {
  const server = await startEmbedded(root, { settings: SETTINGS })
  try {
    await prepareEmbedded(server)
    const { migrator } = embeddedConnection(server)
    const restored = await restoreBackup(migrator, file, dir, { ...options, onFile: (options.filesInto ?? keepFilesIn)(root) })
    await migrate(migrator, dir)
    return restored
  } finally {
    await server.stop()
  }
}

/** Writes the files that came with the database below `root`. */
export const keepFilesIn =
  (root: string): NonNullable<RestoreOptions['onFile']> =>
  async (name, pieces) => {
    const target = path.resolve(root, name)
    if (
      !/^[\w.-]+(\/[\w.-]+)*$/.test(name) ||
      name.split('/').includes('..') ||
      !target.startsWith(path.resolve(root) + path.sep)
    )
      throw new BackupError('DAMAGED', `备份里的文件名不可用：${name}。`, `A file name in the backup cannot be used: ${name}.`)
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
    const handle = await fs.promises.open(target, 'wx', 0o600)
    try {
      for await (const piece of pieces) await handle.writeFile(piece)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
