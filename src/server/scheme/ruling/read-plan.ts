import type { readPlan as endpoint } from '#contract/scheme/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { AREA_LABEL, judgeWorld, statusOfParts } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { listDocumentKeys } from '../repository.ts'
import { viewClauses, viewScheme } from '../plan/view-scheme.ts'

const tally = <K extends string>(keys: readonly K[]): Partial<Record<K, number>> => {
  const out: Partial<Record<K, number>> = {}
  for (const k of keys) out[k] = (out[k] ?? 0) + 1
  return out
}

/** The plan clause by clause, each coloured by what holds of the subjects the reader may see. @refuses SCHEME_NOT_FOUND */
export const readPlan =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.open(tx, actor, today, input)
    if (isRefusal(here)) return here
    const judged = judgeWorld(here.layers, here.world, here.moment, here.mine)
    const parts = statusOfParts(here.scheme, here.layers.base, judged)
    const clauses = viewClauses(here, parts)
    const roles = new Map(
      clauses.flatMap((c) =>
        c.parts.flatMap((p) => p.rules.flatMap((r) => (r.actor === null ? [] : [[r.actor, r.actorLabel] as const]))),
      ),
    )
    const areas = [...new Set(here.scheme.clauses.map((c) => c.area))]
    const { schemeId } = input
    const documents = await listDocumentKeys(tx)
    return {
      scheme: viewScheme(here, today, documents.has(`${schemeId}@${here.adoption.unitCode}`)),
      asOf: here.moment.asOf,
      overlay: input.overlay ?? null,
      clauses,
      colours: tally(clauses.map((c) => c.colour)),
      modes: tally(parts.map((p) => p.mode)),
      actors: [...roles].map(([role, label]) => ({ role, label })),
      areas: areas.map((area) => ({ area, label: AREA_LABEL[area] })),
    }
  }
