import type { readOriginal as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { FileUseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { findDocument } from '../repository.ts'

/** The newest copy of the document as attached. @refuses ORIGINAL_NOT_FOUND */
export const readOriginal =
  (opener: SchemeOpener): FileUseCase<typeof endpoint> =>
  async ({ tx, actor, today }, { schemeId }) => {
    const here = await opener.place(tx, actor, today, { schemeId })
    if (isRefusal(here)) return here
    const found = await findDocument(tx, schemeId, here.adoption.unitCode)
    return found ? { fileName: found.file_name, mediaType: found.media_type, bytes: found.bytes } : refuse('ORIGINAL_NOT_FOUND')
  }
