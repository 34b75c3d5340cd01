import type { recordLeave as endpoint } from '#contract/workforce/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { decideLeave } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { changePosting } from './change-posting.ts'

/** A leave and who stands in. @refuses POSTING_NOT_YOURS and what decideLeave and changePosting refuse */
export const recordLeave =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  (context, { postingId, version, ...leave }) =>
    changePosting(opener, context, { postingId, version }, async (posting) => {
      if (!doesKeep(context.actor.role, 'agency')) return refuse('POSTING_NOT_YOURS')
      if (leave.coverWorkerId !== undefined && !(await findRecord(context.tx, 'worker', leave.coverWorkerId)))
        return refuse('LEAVE_UNFIT', { detail: '没有这位顶岗人员' })
      const leaves = decideLeave(posting.facts, leave)
      return isRefusal(leaves) ? leaves : { leaves }
    })
