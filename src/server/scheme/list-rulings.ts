import type { listRulings as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { codeOf, judgeWorld } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from './open-scheme.ts'
import { viewRule, viewSubjectRuling } from './view-scheme.ts'

/** What one rule says of each subject the reader may see, worst first. @refuses RULE_NOT_FOUND */
export const listRulings =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.open(tx, actor, today, input)
    if (isRefusal(here)) return here
    const layered = here.layers.byKey.get(input.ruleId)
    if (!layered) return refuse('RULE_NOT_FOUND')
    const only = { ...here.layers, rules: [layered] }
    const status = judgeWorld(only, here.world, here.moment, here.mine).get(layered.key)
    if (!status) return refuse('RULE_NOT_FOUND')
    const wanted = input.state === undefined ? undefined : codeOf(input.state)
    const found = status.subjects
      .map((e, i) => ({ e, code: status.codes[i] ?? 0 }))
      .filter((f) => wanted === undefined || f.code === wanted)
    found.sort((a, b) => b.code - a.code)
    return {
      rule: viewRule(here, layered, status, here),
      total: found.length,
      rulings: found.slice(0, input.limit).map(({ e }) => viewSubjectRuling(layered, layered.rule.ruling(e, here.moment))),
    }
  }
