import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundleProgram } from '#server/db/testing/bundle-program.ts'
import { startTestServer } from '#server/db/testing/start-test-server.ts'
import { findRoot } from '#server/find-root.ts'
import { startProgram } from './start-program.ts'

/**
 * A database server for the tests that need only that; the program built, to be killed as it runs in earnest; and a data
 * folder that it was started on once, demonstration and all, for each test to copy.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = findRoot()
  // a frozen copy: what is edited while the tests run does not reach them
  const frozen = path.join(root, `dist/weather-${process.pid}`)
  for (const name of ['package.json', 'db', 'schemes', 'territory'])
    fs.cpSync(path.join(root, name), path.join(frozen, name), { recursive: true })
  const program = await bundleProgram('src/server/main.ts', path.join(frozen, 'server.mjs'))
  project.provide('program', program)
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-weather-'))
  fs.chmodSync(temporary, 0o711)
  const furnished = path.join(temporary, 'data')
  const [server] = await Promise.all([startTestServer('17'), startAndStop(program, furnished)])
  project.provide('testServer', { host: server.host, port: server.port })
  project.provide('furnished', furnished)
  return async () => {
    await server.stop()
    for (const folder of [frozen, temporary]) fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function startAndStop(program: string, dataDir: string): Promise<void> {
  const running = await startProgram(program, dataDir)
  running.kill('SIGTERM')
  const code = await running.exited
  if (code !== 0) throw new Error(`the program ended with ${code}:\n${running.said()}`)
}
