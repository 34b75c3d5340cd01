import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const START = path.join(path.dirname(fileURLToPath(import.meta.url)), 'start.mjs')

test('a Node that is too old is refused before anything is done, in both languages', () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.18.3"}})'
  const done = spawnSync(process.execPath, ['--import', pretend, START], { encoding: 'utf8' })
  expect(done.status).toBe(10)
  expect(done.stdout).toBe('')
  expect(done.stderr).toMatch(/需要 Node\.js 20\.19[^]*is needed/)
})
