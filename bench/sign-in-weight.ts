import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { findRoot } from '#server/find-root.ts'
import { atMost, type Figure } from './figure.ts'

const ATTRIBUTE = /(?:src|href)="\/?([^"]+\.(?:js|css))"/g
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.js)"/g

/** The page and everything it must load before it answers: its scripts, styles and preloads, and what they import at once. */
export async function signInWeight(): Promise<Figure[]> {
  const web = path.join(findRoot(), 'dist/web')
  const page = path.join(web, 'index.html')
  if (!fs.existsSync(page)) throw new Error('dist/web is not there: run `npm run build` first')
  const html = fs.readFileSync(page, 'utf8')
  const queue = [...html.matchAll(ATTRIBUTE)].map(([, file = '']) => path.join(web, file))
  const files = new Set<string>()
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file) || !fs.existsSync(file)) continue
    files.add(file)
    if (!file.endsWith('.js')) continue
    for (const [, name = ''] of fs.readFileSync(file, 'utf8').matchAll(STATIC_IMPORT))
      queue.push(path.join(path.dirname(file), name))
  }
  const bytes = [page, ...files].reduce((sum, file) => sum + gzipSync(fs.readFileSync(file)).length, 0)
  return [
    atMost(
      `sign-in page before it is interactive (${files.size + 1} files, gzip)`,
      { median: bytes / 1000, spread: 0 },
      'kB',
      150,
    ),
  ]
}
