import type { answerPosting as endpoint } from '#contract/workforce/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { preparePosting } from './prepare-posting.ts'

/** What the plans say of a posting, before anything is stored. @refuses what preparePosting refuses */
export const answerPosting =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, draft) => {
    const prepared = await preparePosting(opener, context, context.newId(), draft)
    return isRefusal(prepared) ? prepared : prepared.answer
  }
