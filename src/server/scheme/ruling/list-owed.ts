import type { listOwed as endpoint } from '#contract/scheme/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { owedUnder } from './owed.ts'
import { viewOwed } from '../plan/view-scheme.ts'

/** Who owes what by when: derived from duties, gaps, steps, consequences, tranches, missing facts and unsigned settings. */
export const listOwed =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.open(tx, actor, today, input)
    if (isRefusal(here)) return here
    const areas = new Map(here.scheme.clauses.map((c) => [c.id, c.area as string]))
    const inArea = (cites: readonly string[]): boolean =>
      input.area === undefined || cites.some((c) => areas.get(c.split('/')[0] ?? '') === input.area)
    const found = owedUnder(here).filter(
      ({ owed }) => (input.debtor === undefined || owed.debtor === input.debtor) && inArea(owed.ruling.rule.cites),
    )
    return {
      total: found.length,
      asOf: here.moment.asOf,
      owed: found.slice(0, input.limit).map(({ layered, owed }) => viewOwed(here, layered, owed)),
    }
  }
