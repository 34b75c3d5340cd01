// Runs vitest on some projects and counts.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bin, runStep } from './console-step.mjs'

/** How many tests passed, failed and were skipped; a run that breaks off counts as one failure. */
export function runVitest(name, projects, env = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-report-'))
  const file = path.join(folder, 'report.json')
  const args = [
    'run',
    '--passWithNoTests',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter',
    'dot',
    '--reporter',
    'json',
    '--outputFile',
    file,
  ]
  const isGood = runStep(name, bin('vitest'), args, { env: { npm_config_loglevel: 'silent', ...env } })
  const report = fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
  fs.rmSync(folder, { recursive: true })
  const failed = report.numFailedTests
  return { passed: report.numPassedTests, failed: isGood ? failed : Math.max(failed, 1), skipped: report.numPendingTests }
}
