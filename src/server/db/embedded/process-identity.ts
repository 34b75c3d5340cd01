import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const ps = (column: string, pid: number): string =>
  (spawnSync('ps', ['-ww', '-o', `${column}=`, '-p', `${pid}`], { encoding: 'utf8' }).stdout ?? '').trim()

/** When process `pid` was born: with the pid it names one process for good. Empty: there is none, or it is a zombie. */
export function birthOf(pid: number): string {
  if (process.platform !== 'linux') return ps('lstart', pid)
  try {
    const afterName = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? []
    return afterName[0] === 'Z' ? '' : (afterName[19] ?? '')
  } catch {
    return ''
  }
}

/** Whether process `pid` lives and was started with `text` in its arguments. A zombie has none. */
export function isRunning(pid: number, text: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text)
  } catch {
    return ps('args', pid).includes(text)
  }
}
