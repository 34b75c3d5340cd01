import { spawn } from 'node:child_process'

/** The program as a process of its own. */
export interface RunningProgram {
  readonly pid: number
  readonly address: string
  readonly exited: Promise<number | null>
  said(): string
  kill(signal: NodeJS.Signals): void
}

/** Starts the program in the file `program` on a data folder, or on the database of `env`, and waits until it serves. */
export async function startProgram(
  program: string,
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const child = spawn(process.execPath, [program], {
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
