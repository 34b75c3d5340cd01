import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { launchBrowser } from './launch-browser.ts'
import { startProvider } from './start-provider.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the built program, with demonstration data. */
    address: string
    /** Its data folder, for what an operator does on the machine itself. */
    dataDir: string
    /** Where the browser of all journeys is connected to. */
    browser: string
  }
}

const SERVER = fileURLToPath(new URL('../../dist/server.mjs', import.meta.url))

/** Starts the built program on a data folder of its own, as a user would. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-e2e-'))
  fs.chmodSync(temporary, 0o711)
  const dataDir = path.join(temporary, 'data')
  const browser = await launchBrowser()
  if (!browser) throw new Error('no Chromium: install one, or name it by CHROMIUM_PATH')
  const provider = await startProvider()
  const server = spawn(process.execPath, [SERVER], {
    env: {
      ...process.env,
      ...provider.env,
      NODE_ENV: 'production',
      PORT: String(provider.port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      // demonstration accounts ask for none: one role does, so that its way in can be walked
      SECOND_FACTOR_ROLES: 'child-officer',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    server.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const found = /http:\/\/[\w.:]+/.exec(said)
      if (found) resolve(found[0])
    })
    server.once('exit', () => reject(new Error(`the program did not start:\n${said}`)))
  })
  project.provide('address', address)
  project.provide('dataDir', dataDir)
  project.provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    server.kill('SIGTERM')
    await ended
    await provider.stop()
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}
