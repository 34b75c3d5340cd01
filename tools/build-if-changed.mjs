// Node builtins only: builds dist/ where the sources changed since it was built.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ROOT, runStep } from './console-step.mjs'

const MARK = path.join(ROOT, 'dist/.built')
const SOURCES = ['src', 'package.json', 'package-lock.json', 'vite.config.ts', 'index.html', 'tools/build.mjs']

/** Runs the build unless dist/ is of these very sources. Returns whether dist/ is good. */
export function buildIfChanged() {
  const hash = createHash('sha256')
  for (const source of SOURCES) addTo(hash, path.join(ROOT, source))
  const wanted = hash.digest('hex')
  if (fs.existsSync(MARK) && fs.readFileSync(MARK, 'utf8') === wanted && fs.existsSync(path.join(ROOT, 'dist/server.mjs')))
    return true
  fs.rmSync(MARK, { force: true })
  if (!runStep('构建', process.execPath, ['tools/build.mjs'])) return false
  fs.writeFileSync(MARK, wanted)
  return true
}

function addTo(hash, file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isDirectory()) for (const name of fs.readdirSync(file).sort()) addTo(hash, path.join(file, name))
  else if (!/\.test\.tsx?$/.test(file)) hash.update(path.relative(ROOT, file)).update('\0').update(fs.readFileSync(file))
}
