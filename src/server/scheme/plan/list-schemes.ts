import type { listSchemes as endpoint } from '#contract/scheme/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { listDocumentKeys } from '../repository.ts'
import { viewScheme } from './view-scheme.ts'

/** The plans adopted where the reader is, above or below. */
export const listSchemes =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }) => {
    const documents = await listDocumentKeys(tx)
    const schemes = []
    for (const { schemeId, unitCode } of await opener.adoptions(tx, today)) {
      const here = await opener.place(tx, actor, today, { schemeId, unitCode })
      if (!isRefusal(here)) schemes.push(viewScheme(here, today, documents.has(`${schemeId}@${unitCode}`)))
    }
    return { schemes }
  }
