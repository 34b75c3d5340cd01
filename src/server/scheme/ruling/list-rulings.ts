import type { listRulings as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { codeOf } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { judgedBefore } from '../world/judged-before.ts'
import { narrowedBefore } from '../world/narrowed-before.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { viewRule, viewSubjectRuling } from '../plan/view-scheme.ts'

/** What one rule says of each subject the reader may see, worst first. @refuses RULE_NOT_FOUND */
export const listRulings =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.open(tx, actor, today, input)
    if (isRefusal(here)) return here
    const layered = here.layers.byKey.get(input.ruleId)
    if (!layered) return refuse('RULE_NOT_FOUND')
    const judged = judgedBefore(here.world, here.layers, here.moment)(layered)
    const { subjects, codes, counts, worstFirst } = narrowedBefore(judged, actor, here.mine)
    const status = { layered, subjects, codes, counts }
    const wanted = input.state === undefined ? undefined : codeOf(input.state)
    const found = wanted === undefined ? worstFirst : worstFirst.filter((i) => codes[i] === wanted)
    return {
      rule: viewRule(here, layered, status, here),
      total: found.length,
      rulings: found
        .slice(0, input.limit)
        .flatMap((i) => subjects[i] ?? [])
        .map((e) => viewSubjectRuling(layered, layered.rule.ruling(e, here.moment))),
    }
  }
