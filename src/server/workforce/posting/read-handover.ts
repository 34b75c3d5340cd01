import type { readHandover as endpoint } from '#contract/workforce/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { listNames } from '../repository.ts'
import { textIn } from '../rows-in.ts'
import { heldWork } from './hold-work.ts'
import { wordIn } from './view-posting.ts'

/** What somebody has in hand and who can take it over. @refuses RECORD_NOT_FOUND @refuses HANDOVER_BEYOND */
export const readHandover =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { postingId }) => {
    const { tx } = context
    const posting = await findRecord(tx, 'posting', postingId)
    if (!posting) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, posting.divisionCode)
    const held = await heldWork(context, posting, place.workDay as CivilDate)
    if (isRefusal(held)) return held
    const workerId = textIn(posting.facts, 'workerId')
    const names = await listNames(tx, [workerId, posting.stationId])
    return {
      postingId,
      version: posting.version,
      workerName: names.get(workerId ?? '') ?? posting.name,
      placeName: names.get(posting.stationId ?? '') ?? '',
      startOn: textIn(posting.facts, 'startOn') ?? null,
      workDay: place.workDay,
      accounts: held.accounts.length,
      inHand: held.inHand.map(({ subject, id, name, isByAccount }) => ({
        subject,
        subjectLabel: place.catalogue[subject]?.label ?? subject,
        id,
        name,
        needsAccount: isByAccount,
      })),
      takers: held.takers.map(({ id, name, seatCode, accountId }) => ({
        id,
        name,
        seat: wordIn(place, seatCode, 'seatCode'),
        hasAccount: accountId !== undefined,
      })),
    }
  }
