import type { answerReplacement as endpoint } from '#contract/workforce/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { decideReply } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { changePosting } from './change-posting.ts'

/** The employer answers, with the day by which somebody else comes. @refuses POSTING_NOT_YOURS and what decideReply and changePosting refuse */
export const answerReplacement =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  (context, { repliedOn, dueOn, ...which }) =>
    changePosting(opener, context, which, (posting, place) => {
      if (!doesKeep(context.actor.role, 'agency')) return refuse('POSTING_NOT_YOURS')
      if (repliedOn > place.workDay) return refuse('EFFECT_TOO_LATE')
      const replacements = decideReply(posting.facts, { repliedOn: repliedOn as CivilDate, dueOn })
      return isRefusal(replacements) ? replacements : { replacements }
    })
