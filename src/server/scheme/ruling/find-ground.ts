import type { Kysely } from 'kysely'
import type { Problem } from '#contract/problem.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { listVersions } from '../repository.ts'

/** Finds the clause that a refusal names, as the document counts it, among the schemes as loaded last. */
export const createGroundFinder =
  (db: Kysely<DB>, opener: SchemeOpener) =>
  (cite: string): Promise<Problem['ground']> =>
    systemTx(db, async (tx) => {
      const [clauseId] = cite.split('/')
      const latest = new Map((await listVersions(tx)).map((v) => [v.schemeId, v]))
      for (const { schemeId, sha256 } of latest.values()) {
        const { shortTitle, clauses } = await opener.parsed(tx, schemeId, sha256)
        const found = clauses.find(({ id }) => id === clauseId)
        if (found) return { schemeId, scheme: shortTitle, clauseId: found.id, ref: found.ref }
      }
      return undefined
    })
