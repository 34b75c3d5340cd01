import fs from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { findRoot } from '#server/find-root.ts'
import { bundleProgram } from './bundle-program.ts'
import { startTestServer } from './start-test-server.ts'

const PROGRAMS = { main: 'src/server/main.ts', sgz: 'src/cli/sgz.ts', writer: 'src/server/db/testing/write-until-killed.ts' }

/**
 * One server for all test files of a project; each test file clones its own database from the template. And the programs that
 * tests start, bundled once.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const major = project.config.env['TEST_POSTGRES'] ?? '17'
  const folder = path.join(findRoot(), `dist/test-${process.pid}-${project.name}`)
  const bundle = (name: keyof typeof PROGRAMS) => bundleProgram(PROGRAMS[name], path.join(folder, `${name}.mjs`))
  const [server, main, sgz, writer] = await Promise.all([startTestServer(major), bundle('main'), bundle('sgz'), bundle('writer')])
  project.provide('testServer', { host: server.host, port: server.port })
  project.provide('programs', { main, sgz, writer })
  return async () => {
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
