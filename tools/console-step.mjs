// Node builtins only: runs one step of a longer job and says how it went.
import { spawnSync } from 'node:child_process'
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

/** A program of node_modules/.bin. */
export const bin = (name) => path.join(ROOT, 'node_modules/.bin', name)
