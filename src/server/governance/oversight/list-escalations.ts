import type { listEscalations as endpoint } from '#contract/oversight.ts'
import type { UseCase } from '#server/http/context.ts'
import { owedUnder, viewOwed, wordsFor, type SchemeOpener } from '#server/scheme/index.ts'
import { openPlans } from '../open-plans.ts'

/** What went up to whom because its debtor was late, and proposals to see to a problem; nothing is entered to make it appear. */
export const listEscalations =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await openPlans(opener, context)
    const lines = plans.all.flatMap((here) => {
      // only rules that pass something up are judged
      const rules = here.layers.rules.filter(
        ({ rule: { rule, subject } }) =>
          (rule.kind === 'duty' && rule.escalates !== undefined) || (rule.kind === 'consequence' && subject === 'issue'),
      )
      return owedUnder(
        { ...here, layers: { ...here.layers, rules } },
        ({ passedFrom, kind }) => passedFrom !== undefined || kind === 'consequence',
      ).map(({ layered, owed }) => {
        const words = wordsFor(layered)
        const from = owed.passedFrom === undefined ? '' : words.role(owed.passedFrom)
        const view = viewOwed(here, layered, owed)
        return {
          ...view,
          subject: owed.entity.subject,
          fromLabel: from,
          nextText:
            from === ''
              ? `${view.debtorLabel}在“处理建议”里决定是否督办`
              : `${view.debtorLabel}催${from}办理；办完在档案里记下日期，这一行即消失`,
        }
      })
    })
    return { asOf: plans.asOf, lines: lines.toSorted((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1)) }
  }
