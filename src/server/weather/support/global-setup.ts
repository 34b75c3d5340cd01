import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { startTestServer } from '#server/db/testing/start-test-server.ts'
import { findRoot } from '#server/find-root.ts'

/** A database server for the tests that need only that, and the program built, to be killed as it runs in earnest. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = findRoot()
  // a frozen copy: what is edited while the tests run does not reach them
  const frozen = path.join(root, `dist/weather-${process.pid}`)
  for (const name of ['package.json', 'db', 'schemes', 'territory'])
    fs.cpSync(path.join(root, name), path.join(frozen, name), { recursive: true })
  const program = path.join(frozen, 'server.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['src/server/main.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  })
  project.provide('program', program)
  const server = await startTestServer('17')
  project.provide('testServer', { host: server.host, port: server.port })
  return async () => {
    await server.stop()
    fs.rmSync(frozen, { recursive: true, force: true })
  }
}
