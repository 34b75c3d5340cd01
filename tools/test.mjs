// Node builtins only: `npm test` on a machine that has nothing but Node. `--skip-e2e` leaves the browser out.
import fs from 'node:fs'
import path from 'node:path'
import { buildIfChanged } from './build-if-changed.mjs'
import { requireNode, ROOT, runSideBySide, runStep, bin } from './console-step.mjs'
import { installMissing } from './install-missing.mjs'
import { runVitest } from './run-vitest.mjs'
import { STATIC_STEPS } from './steps.mjs'

requireNode()
installMissing()

const total = { passed: 0, failed: 0 }
const skipped = []
const add = ({ passed, failed, skipped: left = 0 }, name) => {
  total.passed += passed
  total.failed += failed
  if (left > 0) skipped.push(`${name}：${left} 项测试（本机条件不具备，例如须以 root 运行）`)
}

add(await runSideBySide(STATIC_STEPS), '静态检查')

const has15 = fs.existsSync(path.join(ROOT, 'node_modules/pg15')) && process.platform === 'linux'
if (!has15) skipped.push('PostgreSQL 15 上的测试：本机没有对应的二进制包')

let hasBrowserTests = false
if (process.argv.includes('--skip-e2e')) skipped.push('浏览器测试：按要求跳过')
else if (!runStep('寻找 Chromium', bin('tsx'), ['e2e/support/find-chromium.ts'], { isQuiet: true }))
  skipped.push('浏览器测试：没有可用的 Chromium（可装 chromium，或用 CHROMIUM_PATH 指定）')
else if (buildIfChanged()) hasBrowserTests = true
else add({ passed: 0, failed: 1 })

// one run of all: while one test waits for a browser or a disk, another computes
const projects = ['domain', 'server', ...(has15 ? ['server-on-15'] : []), 'web', 'weather', 'tools']
add(runVitest('测试', [...projects, ...(hasBrowserTests ? ['e2e'] : [])]), '测试')

for (const line of skipped) console.log(`○ 跳过 ${line}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
