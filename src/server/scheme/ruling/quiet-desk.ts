import type { z } from 'zod'
import type { QuietDesk } from '#contract/scheme/index.ts'
import { compareOwed, nextChangeOn, S, subjectsOfLayer, type LayeredRule } from '#domain/scheme/index.ts'
import type { OpenScheme } from '../open-scheme.ts'
import { owedUnder } from './owed.ts'
import { viewOwed, viewRule } from '../plan/view-scheme.ts'

type Quiet = z.output<typeof QuietDesk>
const MOST_OTHERS = 10

/** A place where the plan is in force, and the parties of it that the reader acts for. */
export interface Held {
  readonly here: OpenScheme
  readonly parties: ReadonlySet<string>
}

/** What a desk without anything to do says: what the plan asks of the reader and when that comes up next, and what others owe in the own scope. */
export function quietDesk(places: readonly Held[]): Quiet {
  const others = places
    .flatMap(({ here, parties }) => owedUnder(here, (o) => !parties.has(o.debtor)).map((line) => ({ here, ...line })))
    .sort((a, b) => compareOwed(a.owed, b.owed))
  const duties = places.flatMap(({ here, parties }) =>
    here.layers.rules.flatMap((layered) => {
      const shown = viewRule(here, layered)
      return shown.actor !== null && parties.has(shown.actor) ? [dutyOf(here, layered, shown)] : []
    }),
  )
  return {
    // what is about nobody in the own scope comes last
    duties: [...duties.filter(({ total }) => total > 0), ...duties.filter(({ total }) => total === 0)],
    others: others.slice(0, MOST_OTHERS).map(({ here, layered, owed }) => viewOwed(here, layered, owed)),
    othersTotal: others.length,
  }
}

function dutyOf(here: OpenScheme, layered: LayeredRule, shown: ReturnType<typeof viewRule>): Quiet['duties'][number] {
  const own = subjectsOfLayer(layered, here.world, here.moment).filter(here.mine)
  const states = own.map((e) => layered.rule.state(e, here.moment)).filter((state) => state !== S.notApplicable)
  const days = own.map((e) => nextChangeOn(layered.rule, e, here.moment)).filter((day) => day !== undefined)
  const refs = new Map(here.scheme.clauses.map(({ id, ref }) => [id, ref]))
  return {
    schemeId: here.scheme.id,
    ruleId: layered.key,
    label: shown.label,
    refs: [...new Set(layered.rule.rule.cites.map((cite) => refs.get(cite.split('/')[0] ?? '') ?? cite))],
    requirement: shown.requirement,
    subjectLabel: shown.subjectLabel,
    total: states.length,
    open: states.filter((state) => state > S.late).length,
    nextOn: days.toSorted()[0] ?? null,
  }
}
