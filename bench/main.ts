import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'
import { findRoot } from '#server/find-root.ts'

/** Benches what ships: the bundle of the sources, as `npm start` serves it, and not what a development loader makes of them. */
const root = findRoot()
const outfile = path.join(root, 'dist/bench.mjs')
const entry = `import { run } from './bench/run.ts'; process.exitCode = await run(process.argv.slice(2))`
await build({
  absWorkingDir: root,
  stdin: { contents: entry, resolveDir: root, loader: 'ts' },
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
})
process.exitCode =
  spawnSync(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1
