import { createHash } from 'node:crypto'
import path from 'node:path'
import { catalogue, lintScheme, loadScheme, type Issue, type SourceFile } from '#domain/scheme/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { listSchemeIds, readSchemeFolder } from './read-scheme-folder.ts'
import { insertVersion, listVersions } from '../repository.ts'

/** A scheme that ships cannot be used as it stands. */
export class SchemeUnfit extends Error {
  constructor(id: string, issues: readonly Issue[]) {
    const lines = issues
      .slice(0, 10)
      .map((i) => `  ${i.at ? `schemes/${id}/${i.at.file}:${i.at.line}:${i.at.col} ` : ''}${i.message}`)
    super(`方案 ${id} 有误，未装入 / scheme ${id} has errors:\n${lines.join('\n')}`)
  }
}

/** Hash of everything a scheme says, file by file. */
export const hashScheme = (files: readonly SourceFile[]): string =>
  createHash('sha256')
    .update(JSON.stringify(files.map((f) => [f.path, f.text])))
    .digest('hex')

/**
 * Loads the schemes of a folder as immutable versions; the newest one by hash is left alone. A changed text under the
 * same version date becomes its next revision (`2023-06-01+r2`). Returns the ids that were new.
 */
export async function loadSchemeFolder(tx: Tx, root: string): Promise<readonly string[]> {
  const known = await listVersions(tx)
  const loaded: string[] = []
  for (const id of listSchemeIds(root)) {
    const files = readSchemeFolder(path.join(root, id))
    const sha256 = hashScheme(files)
    const mine = known.filter((v) => v.schemeId === id)
    if (mine.at(-1)?.sha256 === sha256) continue
    const parsed = loadScheme(files)
    const errors = lintScheme(parsed, catalogue).issues.filter((i) => i.severity === 'error')
    if (!parsed.scheme || errors.length > 0) throw new SchemeUnfit(id, errors)
    const { version, validFrom, validTo } = parsed.scheme
    const revisions = mine.filter((v) => v.version === version || v.version.startsWith(`${version}+r`)).length
    const name = revisions === 0 ? version : `${version}+r${revisions + 1}`
    await insertVersion(tx, { schemeId: id, version: name, sha256, validFrom, validTo, files })
    loaded.push(id)
  }
  return loaded
}
