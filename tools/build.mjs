// Builds dist/: the server and the command as one file each, the browser part where there is one.
import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './console-step.mjs'

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  logLevel: 'warning',
}
const entries = { server: 'src/server/main.ts', sgz: 'src/cli/sgz.ts' }
for (const [name, entry] of Object.entries(entries))
  if (fs.existsSync(path.join(ROOT, entry))) await build({ ...common, entryPoints: [entry], outfile: `dist/${name}.mjs` })

if (fs.existsSync(path.join(ROOT, 'vite.config.ts'))) {
  const vite = await import('vite')
  await vite.build({ root: ROOT, logLevel: 'warn' })
}
