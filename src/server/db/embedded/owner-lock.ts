import fs from 'node:fs'
import path from 'node:path'
import { StartError } from '#server/start-error.ts'
import { birthOf } from './process-identity.ts'

/**
 * Claims the data folder for this process; the returned function gives it back.
 * A claim names its process by pid and birth, so one left by `kill -9` is recognised, even if the pid lives again.
 */
export function claimDataDir(dataDir: string): () => void {
  const file = path.join(dataDir, 'owner.pid')
  const mine = `${process.pid} ${birthOf(process.pid)}`
  for (;;) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx' })
      return () => fs.rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = fs.readFileSync(file, 'utf8')
    const [pid, ...birth] = holder.split(' ')
    if (holder === mine || isAlive(Number(pid), birth.join(' ')))
      throw new StartError(
        'ALREADY_RUNNING',
        `数据文件夹 ${dataDir} 正被另一个社工站进程（${pid}）使用。请先停止它，或用 DATA_DIR 指定另一个文件夹。`,
        `The data folder ${dataDir} is in use by another server (process ${pid}). Stop it first, or set DATA_DIR to another folder.`,
      )
    fs.rmSync(file, { force: true })
  }
}

/** Whether a living process holds the data folder. */
export function isClaimed(dataDir: string): boolean {
  const file = path.join(dataDir, 'owner.pid')
  if (!fs.existsSync(file)) return false
  const [pid, ...birth] = fs.readFileSync(file, 'utf8').split(' ')
  return isAlive(Number(pid), birth.join(' '))
}

const isAlive = (pid: number, birth: string): boolean => birth !== '' && birthOf(pid) === birth
