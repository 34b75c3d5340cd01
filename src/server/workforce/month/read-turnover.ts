import type { readTurnover as endpoint, TurnoverView } from '#contract/workforce/index.ts'
import { can } from '#domain/access/index.ts'
import { addDays, addMonths, type CivilDate } from '#domain/kernel/civil-date.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { factRefs } from '#domain/scheme/index.ts'
import { vacanciesOf, vacantDays } from '#domain/station/index.ts'
import { turnoverOf, type HeldPosting, type Mean } from '#domain/workforce/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { OpenScheme, SchemeOpener } from '#server/scheme/index.ts'
import { plansWithin } from '../plans-over.ts'
import { listNames } from '../repository.ts'
import { viewStanding } from '../view-standing.ts'
import { listDivisionsNamed, listStays, type StayRow } from '../headcount-repository.ts'

const COUNTY_DIGITS = 6
const MOST_ROWS = 500

type Held = HeldPosting & { readonly row: StayRow }
interface Period {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly mean: Mean
}

/** Who left between two days, against how many there were; of stations those where somebody left or nobody was. @refuses TURNOVER_DAYS */
export const readTurnover =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, input) => {
    const { tx, actor } = context
    const plans = await plansWithin(opener, context)
    const workDay = plans.map(({ moment }) => moment.asOf).toSorted()[0] ?? context.today
    const to = (input.to ?? workDay) as CivilDate
    const from = (input.from ?? addDays(addMonths(to, -12), 1)) as CivilDate
    if (to < from) return refuse('TURNOVER_DAYS')
    const period: Period = { from, to, mean: input.mean }
    const stays = await listStays(tx, to)
    const held = stays.flatMap((row): Held[] => {
      const { id, worker_id: personId, start_on, end_on } = row
      if (personId === null) return []
      return [{ id, personId, from: start_on as CivilDate, to: end_on === null ? undefined : (end_on as CivilDate), row }]
    })
    const counties = groupBy(held, ({ row }) => row.division_code.slice(0, COUNTY_DIGITS))
    const names = new Map([
      ...(await listDivisionsNamed(tx, [...counties.keys()])),
      ...(await listNames(
        tx,
        stays.flatMap(({ agency_id, station_id, unit_id }) => [agency_id, station_id, unit_id]),
      )),
    ])
    const isReader = can(actor, 'read person')
    const view = viewer(period, names, isReader)
    const groups = [
      view('all', '', held),
      ...(counties.size > 1 ? [...counties].map(([code, some]) => view('county', code, some)) : []),
      ...[...groupBy(held, ({ row }) => row.agency_id)].map(([id, some]) => view('agency', id, some)),
      ...stationsIn(stays, held, period).flatMap(({ id, some, empty }) => {
        const row = { ...view('station', id, some), vacantDays: empty }
        return row.leavers > 0 || (empty ?? 0) > 0 ? [row] : []
      }),
    ]
    const rows = groups.slice(0, MOST_ROWS)
    if (isReader) await nameLeavers(tx, rows)
    addRulings(plans, rows)
    return { workDay, from, to, mean: input.mean, rows, total: groups.length }
  }

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string | null): Map<string, T[]> {
  const out = new Map<string, T[]>()
  for (const one of list) {
    const key = keyOf(one)
    if (key === null) continue
    const there = out.get(key)
    if (there) there.push(one)
    else out.set(key, [one])
  }
  return new Map([...out].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const viewer =
  ({ from, to, mean }: Period, names: ReadonlyMap<string, string>, isReader: boolean) =>
  (kind: TurnoverView['kind'], key: string, held: readonly Held[]): TurnoverView => {
    const { opening, closing, personDays, days, leavers, share } = turnoverOf(held, from, to, mean)
    return {
      key: `${kind}/${key}`,
      kind,
      name: kind === 'all' ? '范围内合计' : (names.get(key) ?? key),
      opening,
      closing,
      mean: mean === 'ends' ? (opening + closing) * 50 : Math.round((personDays * 100) / days),
      share: share ?? null,
      leavers: leavers.length,
      vacantDays: null,
      // how many left is everybody's to see, who they are is not
      people: isReader
        ? leavers.map(({ id, personId, to: lastOn, row }) => ({
            postingId: id,
            workerId: personId,
            name: '',
            placeName: names.get(row.station_id ?? row.unit_id ?? '') ?? '',
            lastOn: lastOn ?? to,
            reason: row.reason ?? '',
          }))
        : [],
      rulings: [],
    }
  }

/** Every station with its workers' postings, and on how many days of the period nobody full-time was there. */
function stationsIn(stays: readonly StayRow[], held: readonly Held[], { from, to }: Period) {
  const workers = groupBy(held, ({ row }) => row.station_id)
  return [...groupBy(stays, ({ station_id }) => station_id)].map(([id, rows]) => {
    const spans = rows.flatMap(({ is_full_time, start_on, end_on }) =>
      is_full_time ? [{ from: start_on as CivilDate, to: end_on === null ? undefined : (end_on as CivilDate) }] : [],
    )
    const first = spans.map((span) => span.from).toSorted()[0]
    const begun = first === undefined || first > from ? first : from
    return { id, some: workers.get(id) ?? [], empty: begun === undefined ? null : vacantDays(vacanciesOf(spans, begun, to)) }
  })
}

async function nameLeavers(tx: Parameters<typeof listNames>[0], rows: TurnoverView[]): Promise<void> {
  const names = await listNames(
    tx,
    rows.flatMap(({ people }) => people.map(({ workerId }) => workerId)),
  )
  for (const row of rows) row.people = row.people.map((one) => ({ ...one, name: names.get(one.workerId) ?? '（无权查看）' }))
}

/** What plans that ask for a bound say of an agency; they look at the twelve months up to the day of judging. */
function addRulings(plans: readonly OpenScheme[], rows: TurnoverView[]): void {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  for (const plan of plans)
    for (const layered of plan.layers.rules) {
      if (layered.rule.subject !== 'agency' || !factRefs(layered.rule.rule).has('agency.turnoverShare')) continue
      for (const entity of plan.world.get('agency') ?? []) {
        const row = byKey.get(`agency/${entity.id}`)
        if (!row || !layered.includes(entity, plan.moment)) continue
        const ruling = layered.rule.ruling(entity, plan.moment)
        if (ruling.state !== 'not-applicable') row.rulings.push(viewStanding(plan, layered, ruling))
      }
    }
}
