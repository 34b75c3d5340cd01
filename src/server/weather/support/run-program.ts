import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'
import { startProgram, type RunningProgram } from './start-program.ts'

export type { RunningProgram }

declare module 'vitest' {
  interface ProvidedContext {
    /** The program as one file, as it is delivered. */
    program: string
    /** A data folder it was started on once. */
    furnished: string
  }
}

/** Starts the program on a data folder, or on the database of `env`, and waits until it serves. */
export const runProgram = (dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<RunningProgram> =>
  startProgram(inject('program'), dataDir, env)

/** Lays a data folder that the program was started on before, with owners and rights as they are: a first start is dear. */
export function layDataFolder(dataDir: string): void {
  const done = spawnSync('cp', ['-a', inject('furnished'), dataDir], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the data folder was not copied: ${done.stderr}`)
}

/** The pid of the embedded database of a data folder. */
export const postgresOf = (dataDir: string): number =>
  Number.parseInt(fs.readFileSync(path.join(dataDir, 'pg/postmaster.pid'), 'utf8'), 10)

/** The same, if it runs. */
export function findPostgresOf(dataDir: string): number | undefined {
  try {
    return postgresOf(dataDir)
  } catch {
    return undefined
  }
}

/** Kills, if it lives. */
export function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
