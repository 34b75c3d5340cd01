import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from '#domain/scheme/index.ts'

/** All YAML files of one scheme's folder, with paths relative to it. */
export function readSchemeFolder(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(folder, path), 'utf8') }))
}

/** Ids of the schemes in a folder of schemes, the five plans before the law. */
export function listSchemeIds(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((d) => d.isDirectory())
    .map((d) => d.name)
    .sort((a, b) => Number(a === 'law') - Number(b === 'law') || (a < b ? -1 : 1))
}
