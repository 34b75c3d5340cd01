import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inject } from 'vitest'

const COMMAND = fileURLToPath(new URL('../../dist/sgz.mjs', import.meta.url))

/** Runs the operator's command beside the program, as on its machine; returns what it prints. */
export async function runOperator(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...words], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: inject('dataDir'), DATABASE_URL: '' },
  })
  return stdout
}
