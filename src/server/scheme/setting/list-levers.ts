import type { listLevers as endpoint } from '#contract/scheme/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { leverRange, leversOf, shownNumber } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '../open-scheme.ts'

/** The numbers of a plan that can be tried with another value. */
export const listLevers =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.place(tx, actor, today, input)
    if (isRefusal(here)) return here
    return {
      levers: leversOf(here.layers, here.words).map((l) => ({
        ruleId: l.key,
        ruleLabel: l.rule.label,
        path: l.path.join('.'),
        label: l.label,
        value: shownNumber(l.value),
        ...leverRange(l.value),
      })),
    }
  }
