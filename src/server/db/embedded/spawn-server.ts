import { spawn } from 'node:child_process'
import fs from 'node:fs'
import type { Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '#server/start-error.ts'
import type { DataFolder } from './data-folder.ts'
import type { ServerAccount } from './server-account.ts'

export interface ServerProcess {
  readonly pid: number
  /** Settles when the server is gone, for whatever reason. */
  readonly gone: Promise<void>
  /** Fast shutdown: open transactions roll back, nothing is lost. */
  stop(): Promise<void>
}

/**
 * The shell around the server. File 3 is a leash: it closes when our process dies in whatever way, and the watchdog then
 * stops the server. `exec` keeps the pid.
 */
const LEASHED = '( (read x <&3 || kill -INT $$) 2>/dev/null & ); exec "$@" 3<&-'

const ATTEMPTS = 150
const BETWEEN_ATTEMPTS_MS = 200
const POLL_MS = 10

/** Starts the server on the cluster and waits until it takes connections. */
export async function spawnServer(
  folder: DataFolder,
  native: string,
  account: ServerAccount,
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const all = { listen_addresses: '', unix_socket_directories: folder.socket, unix_socket_permissions: '0700', ...settings }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  for (let attempt = 0; ; attempt++) {
    const from = fs.statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0
    const started = await launch(folder, native, account, flags)
    if (typeof started !== 'string') return started
    const said = fs.readFileSync(folder.log).subarray(from).toString()
    // a dying backend of a killed server may still hold the shared memory
    if (attempt < ATTEMPTS && /still in use|already exists/.test(said)) await sleep(BETWEEN_ATTEMPTS_MS)
    else
      throw new StartError(
        'DATABASE_FAILED',
        `内置数据库未能启动（${started}），日志 ${folder.log}：\n${said.slice(-2000)}`,
        `The embedded database did not start (${started}); see ${folder.log}.`,
      )
  }
}

/** The running server, or with what it exited. */
async function launch(
  folder: DataFolder,
  native: string,
  account: ServerAccount,
  flags: readonly string[],
): Promise<ServerProcess | string> {
  const log = fs.openSync(folder.log, 'a')
  // detached: Ctrl-C reaches the program only, which finishes its requests and then calls stop()
  const child = spawn('/bin/sh', ['-c', LEASHED, 'sh', path.join(native, 'bin/postgres'), '-D', folder.cluster, ...flags], {
    ...account,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
  })
  fs.closeSync(log)
  const leash = child.stdio[3] as Socket
  leash.on('error', () => undefined)
  let exited: string | undefined
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      exited = error.message
      resolve()
    })
    child.once('exit', (code, signal) => {
      exited = `${code ?? signal}`
      leash.end('x\n')
      resolve()
    })
  })
  while (exited === undefined && !isReady(folder)) await sleep(POLL_MS)
  if (exited !== undefined) return exited
  child.unref()
  leash.unref()
  return {
    pid: child.pid ?? 0,
    gone,
    async stop() {
      if (exited !== undefined) return
      child.ref()
      child.kill('SIGINT')
      await gone
    },
  }
}

function isReady({ cluster }: DataFolder): boolean {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return lines[7]?.startsWith('ready') ?? false
  } catch {
    return false
  }
}
