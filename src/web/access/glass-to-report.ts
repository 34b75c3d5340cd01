import type { GlassView } from '#contract/access.ts'

const WEEK_MS = 7 * 86_400_000

/** Cases of others that are open, or ended less than a week before `now`. */
export const glassToReport = (cases: readonly GlassView[], accountId: string, now: Date): readonly GlassView[] =>
  cases.filter(
    (one) =>
      one.accountId !== accountId && (one.isOpen || now.getTime() - new Date(one.closedAt ?? one.expiresAt).getTime() < WEEK_MS),
  )
