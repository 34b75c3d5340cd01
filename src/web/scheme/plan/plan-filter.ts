import type { ClauseView, RuleView, StateName } from '#contract/scheme/index.ts'
import { daysFrom } from '#web/kernel/day-words.ts'
import type { PlanSearch } from './plan-search.ts'

/** Windows in which something falls due, seen from the asked day. */
export const DUE_WINDOWS = [
  { value: 'past', label: '已过期限' },
  { value: '7', label: '7 天内到期' },
  { value: '30', label: '30 天内到期' },
  { value: '90', label: '90 天内到期' },
  { value: 'any', label: '有期限的' },
] as const

/** Whether a due day lies in the window, seen from `asOf`. */
export function isDueWithin(dueOn: string | null, window: string, asOf: string): boolean {
  if (dueOn === null) return false
  const days = daysFrom(asOf, dueOn)
  if (window === 'past') return days < 0
  return window === 'any' || (days >= 0 && days <= Number(window))
}

/** The clauses that a reader asked to see. */
export function filterClauses(clauses: readonly ClauseView[], search: PlanSearch, asOf: string): readonly ClauseView[] {
  const words = search.q?.trim().toLowerCase().split(/\s+/) ?? []
  return clauses.filter(
    (clause) =>
      (search.colour === undefined || clause.colour === search.colour) &&
      (search.area === undefined || clause.area === search.area) &&
      words.every((word) => textOf(clause).includes(word)) &&
      clause.parts.some(
        (part) =>
          (search.mode === undefined || part.mode === search.mode) &&
          (asksNoRule(search) || part.rules.some((rule) => isRuleWanted(rule, search, asOf))),
      ),
  )
}

const asksNoRule = ({ state, actor, due }: PlanSearch): boolean => state === undefined && actor === undefined && due === undefined

const isRuleWanted = (rule: RuleView, { state, actor, due }: PlanSearch, asOf: string): boolean =>
  (state === undefined || (rule.counts[state as StateName] ?? 0) > 0) &&
  (actor === undefined || rule.actor === actor) &&
  (due === undefined || isDueWithin(rule.nextDueOn, due, asOf))

const textOf = (clause: ClauseView): string =>
  [clause.ref, clause.text, ...clause.parts.flatMap((part) => [part.text, ...part.rules.map((rule) => rule.label)])]
    .join('\n')
    .toLowerCase()
