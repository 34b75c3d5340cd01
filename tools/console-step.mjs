// Node builtins only: runs one step of a longer job and says how it went.
import { spawn, spawnSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Stops with a message where Node is too old for what follows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `✗ 需要 Node.js 20.19 或更高版本，当前是 ${process.version}。\n  Node.js 20.19 or later is needed; this is ${process.version}.`,
  )
  process.exit(10)
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} 秒`

/** Runs a command in the project; its output shows as it comes (`isQuiet`: only if it fails). Returns whether it succeeded. */
export function runStep(name, command, args, { isQuiet = false, env = {} } = {}) {
  const start = Date.now()
  console.log(`▶ ${name} …`)
  const done = spawnSync(command, args, {
    cwd: ROOT,
    stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, ...env },
  })
  const isGood = done.status === 0
  if (!isGood && isQuiet) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`)
  console.log(`${isGood ? '✓' : '✗'} ${name}（${seconds(start)}）`)
  return isGood
}

/**
 * Runs steps that do not need one another, as many at once as there are processors; the output of each shows if it fails.
 * Returns how many succeeded and how many failed.
 */
export async function runSideBySide(steps) {
  const waiting = [...steps]
  const total = { passed: 0, failed: 0 }
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) total[(await runQuietly(step)) ? 'passed' : 'failed']++
  }
  await Promise.all(Array.from({ length: Math.min(os.availableParallelism(), steps.length) }, work))
  return total
}

function runQuietly({ name, command, args }) {
  const start = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, npm_config_loglevel: 'silent' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    child.once('error', (error) => (said += error.message))
    child.once('close', (code) => {
      if (code !== 0) process.stderr.write(`${said}\n`)
      console.log(`${code === 0 ? '✓' : '✗'} ${name}（${seconds(start)}）`)
      resolve(code === 0)
    })
  })
}

/** A program of node_modules/.bin. */
export const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)
