import type { listRulings as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { codeOf, countCodes, type Entity, type Judged, type StateCode } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { judgedBefore } from './judged-before.ts'
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
    const judged = judgedBefore(here.world, here.layers, here.moment)(layered)
    const { subjects, codes } = narrowed(judged, here.mine)
    const status = { layered, subjects, codes, counts: countCodes(codes) }
    const wanted = input.state === undefined ? undefined : codeOf(input.state)
    const found = worstFirst(codes, wanted)
    return {
      rule: viewRule(here, layered, status, here),
      total: found.length,
      rulings: found
        .slice(0, input.limit)
        .flatMap((i) => subjects[i] ?? [])
        .map((e) => viewSubjectRuling(layered, layered.rule.ruling(e, here.moment))),
    }
  }

/** What the reader may see of what was judged for all. */
function narrowed({ subjects, codes }: Judged, mine: (e: Entity) => boolean): Pick<Judged, 'subjects' | 'codes'> {
  const seen: { readonly subjects: Entity[]; readonly codes: StateCode[] } = { subjects: [], codes: [] }
  subjects.forEach((e, i) => {
    const code = codes[i]
    if (code === undefined || !mine(e)) return
    seen.subjects.push(e)
    seen.codes.push(code)
  })
  return seen
}

/** Places of the codes, the worst first, those of one code in their order. */
function worstFirst(codes: readonly StateCode[], wanted: StateCode | undefined): readonly number[] {
  const byCode = new Map<StateCode, number[]>()
  codes.forEach((code, i) => {
    if (wanted !== undefined && code !== wanted) return
    const there = byCode.get(code)
    if (there) there.push(i)
    else byCode.set(code, [i])
  })
  return [...byCode].toSorted(([a], [b]) => b - a).flatMap(([, places]) => places)
}
