import type { listStaffing as endpoint } from '#contract/workforce/index.ts'
import { can } from '#domain/access/index.ts'
import { addDays, isCivilDate, type CivilDate } from '#domain/kernel/civil-date.ts'
import { formatQuantity } from '#domain/kernel/quantity.ts'
import type { Entity, LayeredRule, Ruling } from '#domain/scheme/index.ts'
import { vacanciesOf, vacantDays, type HeldSpan } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { plansWithin } from '../plans-over.ts'
import { listFullTimeSpans } from '../repository.ts'
import { isHeld } from './is-held.ts'
import { sumsOn } from './sums-on.ts'
import { waysOf } from './ways-of.ts'
import { viewStanding } from '../view-standing.ts'

const OP: Readonly<Record<string, string>> = { atLeast: '不少于 ', atMost: '不超过 ', above: '多于 ', below: '少于 ', is: '' }

/** Stations, and units with seats of their own: who sits where against what the plans ask, and how long nobody did. */
export const listStaffing =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await plansWithin(opener, context)
    const workDay = plans[0]?.moment.asOf ?? context.today
    const spans = new Map<string, HeldSpan[]>()
    for (const { station_id, start_on, end_on } of await listFullTimeSpans(context.tx)) {
      const one = { from: start_on as CivilDate, to: end_on === null ? undefined : (end_on as CivilDate) }
      spans.set(station_id, [...(spans.get(station_id) ?? []), one])
    }
    const mayReadPeople = can(context.actor, 'read person')
    const rows = new Map<string, ReturnType<typeof rowOf>>()
    for (const plan of plans)
      for (const layered of plan.layers.rules.filter(isAboutSeats))
        for (const entity of plan.world.get(layered.rule.subject) ?? []) {
          if (!plan.mine(entity) || !layered.includes(entity, plan.moment)) continue
          const ruling = layered.rule.ruling(entity, plan.moment)
          if (ruling.state === 'not-applicable' || !speaksHere(layered, entity)) continue
          const row = rows.get(entity.id) ?? rowOf(plan, entity, spans.get(entity.id) ?? [], mayReadPeople)
          const standing = viewStanding(plan, layered, ruling)
          row.rulings.push({ ...standing, seats: seatsOf(ruling) })
          // nobody has come yet: the seat stands empty since the day somebody should have
          if (
            row.vacantDays === null &&
            row.subject === 'station' &&
            standing.state === 'overdue' &&
            isCivilDate(standing.dueOn)
          ) {
            row.vacancies = [...vacanciesOf([], addDays(standing.dueOn, 1), plan.moment.asOf)]
            row.vacantDays = vacantDays(row.vacancies)
          }
          rows.set(entity.id, row)
        }
    return {
      workDay,
      sums: await sumsOn(context.tx, workDay),
      ways: waysOf(plans),
      rows: [...rows.values()].toSorted((a, b) => (a.divisionCode < b.divisionCode ? -1 : 1)),
    }
  }

/** A rule that counts, or awaits by a day, the postings of a station or a unit. */
function isAboutSeats({ rule: { rule, subject } }: LayeredRule): boolean {
  if (subject !== 'station' && subject !== 'unit') return false
  if (rule.kind === 'quota') return rule.counts.some(({ of }) => of.endsWith('.postings[]')) && rule.strength !== 'stated'
  return rule.kind === 'duty' && rule.deliver.endsWith('.postings[]')
}

/** A rule of one tier of units says nothing of the others. */
const speaksHere = ({ rule }: LayeredRule, entity: Entity): boolean => rule.tier === undefined || entity['tierCode'] === rule.tier

const seatsOf = ({ rule, items }: Ruling) =>
  rule.kind !== 'quota'
    ? []
    : items.map(({ label, amount, limits = [] }) => ({
        label,
        present: amount ? Math.floor(amount.value / amount.den) : null,
        required: limits
          .map(({ op, value }) => (typeof value === 'number' ? `${OP[op] ?? ''}${formatQuantity(value, undefined)}` : ''))
          .join('、'),
      }))

function rowOf({ layers, moment, words }: OpenScheme, entity: Entity, spans: readonly HeldSpan[], mayReadPeople: boolean) {
  const { asOf } = moment
  const begun = spans[0]?.from ?? entity['openedOn']
  const vacancies = isCivilDate(begun) && begun <= asOf ? vacanciesOf(spans, begun, asOf) : undefined
  const [any] = layers.rules
  const say = any ? wordsFor(any) : words
  const postings = (Array.isArray(entity['postings']) ? entity['postings'] : []) as readonly Entity[]
  const held = postings.filter(({ startOn, endOn }) => isHeld(startOn, endOn, asOf))
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return {
    entityId: entity.id,
    subject: entity.subject as 'station' | 'unit',
    name: text(entity['nameText']),
    divisionCode: text(entity['divisionCode']),
    rulings: [] as (ReturnType<typeof viewStanding> & { seats: ReturnType<typeof seatsOf> })[],
    // those at the stations of a county stand with their stations
    people: (entity['tierCode'] === 'county' ? held.filter(({ stationId }) => typeof stationId !== 'string') : held).map(
      (posting) => {
        const worker = posting['worker'] as Entity | null | undefined
        return {
          postingId: posting.id,
          seat: say.code(text(posting['seatCode']), 'seatCode'),
          // how many sit where is everybody's to see, who they are is not
          name: mayReadPeople ? text(worker?.['nameText'] ?? posting['nameText']) : '',
          workerId: mayReadPeople ? (worker?.id ?? null) : null,
        }
      },
    ),
    vacantDays: entity.subject === 'station' && vacancies ? vacantDays(vacancies) : null,
    vacancies: entity.subject === 'station' ? [...(vacancies ?? [])] : [],
  }
}
