import type { TestProject } from 'vitest/node'
import { startTestServer } from './start-test-server.ts'

/** One server for all test files of a project; each test file clones its own database from the template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const major = project.config.env['TEST_POSTGRES'] ?? '17'
  const server = await startTestServer(major)
  project.provide('testServer', { host: server.host, port: server.port })
  return () => server.stop()
}
