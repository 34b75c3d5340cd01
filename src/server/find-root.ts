import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout, seen from the sources as from the bundle. */
export function findRoot(from = path.dirname(fileURLToPath(import.meta.url))): string {
  if (fs.existsSync(path.join(from, 'package.json')) && fs.existsSync(path.join(from, 'db/migrations'))) return from
  const above = path.dirname(from)
  if (above === from) throw new Error('package.json and db/migrations not found')
  return findRoot(above)
}

/** The program's version, as package.json has it. */
export const versionOf = (root: string): string =>
  (JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version
