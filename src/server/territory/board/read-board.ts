import type { BoardView, readBoard as endpoint } from '#contract/territory/index.ts'
import { COUNTRY_CODE } from '#domain/kernel/actor.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { COUNTED_KINDS, divisionLevel, TIER_LABELS, TOWN_KIND_DIGITS, type DivisionCode } from '#domain/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeInPlace, SchemeOpener } from '#server/scheme/index.ts'
import { countTowns, listChildrenOn, listNamesOn, listRooms, type CoverCount } from './board-repository.ts'
import { isCoverageSlot, placeOfBoard } from './place-of-board.ts'
import { hasVillages } from '../repository.ts'

const TOWN = 9

/** The divisions below one, and how far they are covered on a day. @refuses DIVISION_NOT_FOUND */
export const readBoard =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, asked) => {
    const { tx, actor } = context
    const place = await placeOfBoard(opener, context, asked)
    if (isRefusal(place)) return place
    const { code, asOf, plans } = place
    const way = wayTo(code, actor.scope.code)
    const names = new Map([...(await listNamesOn(tx, way, asOf)), [COUNTRY_CODE, '全国']])
    const name = names.get(code)
    if (name === undefined) return refuse('DIVISION_NOT_FOUND')
    const [plan] = plans
    const kinds = plan?.scheme.coveredUnit.kinds ?? COUNTED_KINDS
    const digits = kinds.flatMap((kind) => TOWN_KIND_DIGITS[kind])
    const counts = code.length < TOWN ? await countTowns(tx, code, digits, asOf) : await listRooms(tx, code, asOf)
    const isCounted = (child: string): boolean => child.length !== TOWN || digits.includes(child.charAt(6))
    const tiles = (await listChildrenOn(tx, code, asOf)).map((child) => ({
      ...child,
      ...countOf(counts.get(child.code), child.code),
      doesCount: isCounted(child.code),
    }))
    return {
      code,
      name,
      level: divisionLevel(code as DivisionCode),
      levelLabel: TIER_LABELS[divisionLevel(code as DivisionCode)],
      asOf,
      crumbs: way.map((one) => ({ code: one, name: names.get(one) ?? one })),
      ...sum(tiles),
      kinds: [...kinds],
      tiles,
      hasVillageList: code.length >= 6 && (await hasVillages(tx, code.slice(0, 6))),
      scheme: plan
        ? {
            schemeId: plan.scheme.id,
            title: plan.scheme.shortTitle,
            unitCode: plan.adoption.unitCode,
            coveredUnit: plan.scheme.coveredUnit.label,
          }
        : null,
      days: daysOf(plans),
    }
  }

/** A village counts as one of its kind whether it has a room or not. */
const countOf = (count: CoverCount | undefined, code: string): Omit<CoverCount, 'code'> => ({
  towns: code.length > TOWN ? 1 : (count?.towns ?? 0),
  built: count?.built ?? 0,
  staffed: count?.staffed ?? 0,
  serving: count?.serving ?? 0,
})

const sum = (tiles: readonly Omit<CoverCount, 'code'>[]): Omit<CoverCount, 'code'> => ({
  towns: tiles.reduce((n, t) => n + t.towns, 0),
  built: tiles.reduce((n, t) => n + t.built, 0),
  staffed: tiles.reduce((n, t) => n + t.staffed, 0),
  serving: tiles.reduce((n, t) => n + t.serving, 0),
})

/** The codes on the way down from the reader's own territory. */
function wayTo(code: string, own: string): readonly string[] {
  const codes = [COUNTRY_CODE, ...[2, 4, 6, TOWN].filter((n) => n < code.length).map((n) => code.slice(0, n)), code]
  return [...new Set(codes)].filter((one) => own === COUNTRY_CODE || (one !== COUNTRY_CODE && one.length >= own.length))
}

/** The days on which the plans want their coverage, in order. */
function daysOf(plans: readonly SchemeInPlace[]): BoardView['days'] {
  const days = plans.flatMap(({ scheme }) =>
    scheme.rules.flatMap((rule) => {
      const due = isCoverageSlot(rule.slot) && 'due' in rule ? rule.due : undefined
      return due && 'by' in due ? [{ on: due.by, label: rule.label }] : []
    }),
  )
  return days.toSorted((a, b) => (a.on < b.on ? -1 : 1))
}
