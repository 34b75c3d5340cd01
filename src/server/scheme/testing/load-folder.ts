import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { SourceFile } from '#domain/scheme/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { findRoot } from '#server/find-root.ts'
import { loadSchemeFolder } from '../plan/load-schemes.ts'
import { readSchemeFolder } from '../plan/read-scheme-folder.ts'

/** Loads schemes from a folder made for it, as a start of the program would. */
export async function loadFolder(
  db: Kysely<DB>,
  schemes: Readonly<Record<string, readonly SourceFile[]>>,
): Promise<readonly string[]> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-schemes-'))
  try {
    for (const [id, files] of Object.entries(schemes))
      for (const file of files) {
        const target = path.join(root, id, file.path)
        fs.mkdirSync(path.dirname(target), { recursive: true })
        fs.writeFileSync(target, file.text)
      }
    return await systemTx(db, (tx) => loadSchemeFolder(tx, root))
  } finally {
    fs.rmSync(root, { recursive: true, force: true })
  }
}

/** A scheme that ships, as its files stand. */
export const shippedScheme = (id: string): readonly SourceFile[] => readSchemeFolder(path.join(findRoot(), 'schemes', id))
