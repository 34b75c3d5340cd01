import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { StartError } from '#server/start-error.ts'

/** The operating-system account PostgreSQL runs under; empty: the one that started us. */
export interface ServerAccount {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. Then: the account that owns `clusterDir` already, else `postgres`, else `nobody`.
 * None is ever created.
 */
export function chooseServerAccount(clusterDir: string): ServerAccount {
  if (process.getuid?.() !== 0) return {}
  const owner = ownerOf(clusterDir)
  if (owner) return owner
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new StartError(
    'DATA_DIR_UNUSABLE',
    '以 root 运行，但系统里没有 postgres 或 nobody 账户可供数据库使用。请改用普通用户启动。',
    'Running as root, and there is no "postgres" or "nobody" account for the database. Start as an ordinary user.',
  )
}

function ownerOf(dir: string): ServerAccount | undefined {
  try {
    const { uid, gid } = fs.statSync(dir)
    return uid === 0 ? undefined : { uid, gid }
  } catch {
    return undefined
  }
}

/** Whether the account can enter `dir`. */
export const canEnter = (account: ServerAccount, dir: string): boolean =>
  account.uid === undefined || spawnSync('/bin/sh', ['-c', 'cd "$0"', dir], { ...account, cwd: '/' }).status === 0
