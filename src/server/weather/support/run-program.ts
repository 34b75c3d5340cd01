import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The program as one file, as it is delivered. */
    program: string
  }
}

/** The program as a process of its own. */
export interface RunningProgram {
  readonly pid: number
  readonly address: string
  readonly exited: Promise<number | null>
  said(): string
  kill(signal: NodeJS.Signals): void
}

/** Starts the program on a data folder, or on the database of `env`, and waits until it serves. */
export async function runProgram(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<RunningProgram> {
  const child = spawn(process.execPath, [inject('program')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: '0',
      DATA_DIR: dataDir,
      DEMO: '1',
      RATE_PER_ACCOUNT: '1000000',
      RATE_PER_ADDRESS: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let wake: () => void = () => undefined
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      wake()
    })
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      resolve(code)
      wake()
    }),
  )
  for (;;) {
    const address = /✓ .*(https?:\/\/[\w.:]+)/.exec(said)?.[1]
    if (address !== undefined)
      return { pid: child.pid ?? 0, address, exited, said: () => said, kill: (signal) => void child.kill(signal) }
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the program did not start:\n${said}`)
    await new Promise<void>((resolve) => (wake = resolve))
  }
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
