import type { AccountView } from '#contract/account.ts'
import type { Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'

/** Where a grant holds, as the access table measures it. */
export const scopeOf = ({ scopeCode, agencyId, stationId, towns, isOwn, roundId }: AccountView['grants'][number]): Scope => ({
  code: scopeCode,
  ...(agencyId !== null && { agencyId: agencyId as Id }),
  ...(stationId !== null && { stationId: stationId as Id }),
  ...(towns !== null && { towns }),
  ...(isOwn && { isOwn: true as const }),
  ...(roundId !== null && { roundId: roundId as Id }),
})
