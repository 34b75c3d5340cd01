import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '#server/start-error.ts'
import type { DataFolder } from './data-folder.ts'
import { isRunning } from './process-identity.ts'

const LONGEST_WAIT_MS = 60_000
const STEP_MS = 50

/** Clears what a `kill -9` left: an orphaned server is shut down, the file of a dead or reused pid and old sockets go. */
export async function stopLeftover({ cluster, socket }: DataFolder): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid')
  for (let waited = 0; fs.existsSync(pidFile); waited += STEP_MS) {
    const pid = Number.parseInt(fs.readFileSync(pidFile, 'utf8'), 10)
    if (!isRunning(pid, cluster)) {
      fs.rmSync(pidFile, { force: true })
      break
    }
    if (waited > LONGEST_WAIT_MS)
      throw new StartError(
        'DATABASE_FAILED',
        `上次的数据库进程 ${pid} 停不下来。`,
        `The former database process ${pid} does not stop.`,
      )
    if (waited === 0) process.kill(pid, 'SIGINT')
    await sleep(STEP_MS)
  }
  for (const name of fs.readdirSync(socket)) fs.rmSync(path.join(socket, name), { force: true })
}
