import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { StartError } from '#server/start-error.ts'
import type { DataFolder } from './data-folder.ts'
import type { ServerAccount } from './server-account.ts'

/** Characters of Chinese need a UTF-8 ctype, or trigrams of them are empty; collation is by byte everywhere. */
const LOCALE = ['--lc-collate=C', `--lc-ctype=${process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'}`, '--lc-messages=C']

/** Makes the cluster if there is none: beside, then renamed, so that a kill half-way leaves nothing half-made. */
export function initCluster(folder: DataFolder, native: string, account: ServerAccount): void {
  if (fs.existsSync(path.join(folder.cluster, 'PG_VERSION'))) return checkClusterVersion(folder, native)
  const beside = path.join(folder.root, 'pg.init')
  fs.rmSync(beside, { recursive: true, force: true })
  const made = spawnSync(
    path.join(native, 'bin/initdb'),
    ['-D', beside, '-U', 'postgres', '--auth-local=trust', '--auth-host=reject', '-k', '-E', 'UTF8', ...LOCALE],
    { ...account, cwd: '/', env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC' }, encoding: 'utf8' },
  )
  if (made.status !== 0)
    throw new StartError(
      'DATABASE_FAILED',
      `内置数据库未能创建（${folder.root}）：${made.error?.message ?? made.stderr.trim()}`,
      `The embedded database could not be created in ${folder.root}.`,
    )
  fs.renameSync(beside, folder.cluster)
}

/** A cluster keeps the major version it was made by. */
function checkClusterVersion(folder: DataFolder, native: string): void {
  const found = fs.readFileSync(path.join(folder.cluster, 'PG_VERSION'), 'utf8').trim()
  const said = spawnSync(path.join(native, 'bin/postgres'), ['--version'], { cwd: '/', env: {}, encoding: 'utf8' }).stdout
  const own = /\d+/.exec(said)?.[0] ?? ''
  if (found === own) return
  if (Number(found) > Number(own))
    throw new StartError(
      'DATA_NEWER',
      `数据文件夹 ${folder.root} 由更新的版本（PostgreSQL ${found}）建立，本程序带的是 ${own}。请升级本程序，数据未被改动。`,
      `The data folder ${folder.root} was made by a newer version (PostgreSQL ${found}; this program brings ${own}). Upgrade this program; nothing was changed.`,
    )
  throw new StartError(
    'DATA_DIR_UNUSABLE',
    `数据文件夹 ${folder.root} 由旧版（PostgreSQL ${found}）建立，本程序带的是 ${own}。请用旧版导出后再导入。`,
    `The data folder ${folder.root} was made by PostgreSQL ${found}; this program brings ${own}. Export with the old version, then import.`,
  )
}
