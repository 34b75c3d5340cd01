import type { readStation as endpoint } from '#contract/station/index.ts'
import { can } from '#domain/access/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { ACCEPTANCE_GATES, ACCEPTANCES, isAccepted } from '#domain/station/index.ts'
import { codeIn, type Entity } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace } from '#server/record/index.ts'
import { nameOf, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { findStation } from './find-station.ts'
import { judgeGate } from './acceptance/judge-gate.ts'
import { plansOver, stationIn } from './plans-over.ts'
import { findPlaceName } from './repository.ts'
import { countGroups, isInForce, standingUnder, viewOwedOf, viewStanding } from './acceptance/standing.ts'

const WORST_FIRST = ['bad', 'unknown', 'soon', 'good']

/** A station: how it stands against every clause, what is to be done by whom, who is posted there. @refuses STATION_NOT_FOUND */
export const readStation =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId }) => {
    const { tx, actor } = context
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    const { record, openedOn, closedOn, stageCode } = station
    const { divisionCode } = record
    const place = await openPlace(opener, context, divisionCode)
    const plans = await plansOver(opener, context, divisionCode)
    const here = plans.flatMap((plan) => {
      const entity = stationIn(plan, stationId)
      return entity && plan.mine(entity) ? [{ plan, entity }] : []
    })
    const stood = here.flatMap(({ plan, entity }) => standingUnder(plan, entity))
    const agency = record.agencyId === null ? undefined : await findRecord(tx, 'agency', record.agencyId)
    const say = (code: unknown, field: string): string | null =>
      typeof code === 'string' ? codeIn(place.words, code, field) : null
    return {
      id: stationId,
      version: record.version,
      name: record.name,
      divisionCode,
      placeName: (await findPlaceName(tx, divisionCode)) ?? divisionCode,
      tierLabel: say(record.facts['tierCode'], 'tierCode'),
      stageLabel: say(stageCode, 'stageCode'),
      openedOn,
      closedOn,
      agencyName: agency?.name ?? null,
      plans: plans.map(({ scheme, moment }) => ({ schemeId: scheme.id, title: scheme.shortTitle, asOf: moment.asOf })),
      isJudged: here.length > 0,
      standing: stood.map(viewStanding).toSorted((a, b) => WORST_FIRST.indexOf(a.group) - WORST_FIRST.indexOf(b.group)),
      counts: countGroups(stood),
      owed: viewOwedOf(stood),
      people: here.slice(0, 1).flatMap(({ plan, entity }) => peopleOf(plan, entity, can(actor, 'read person'))),
      gates: ACCEPTANCE_GATES.map((gate) => ({
        gate,
        label: ACCEPTANCES[gate].label,
        state: isAccepted(gate, station) ? ('done' as const) : judgeGate(plans, stationId, gate).state,
      })),
      mayRegister: closedOn === null && can(actor, 'register station', { code: divisionCode }),
    }
  }

function peopleOf({ mine, moment, words }: OpenScheme, station: Entity, mayRead: boolean) {
  const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)
  const postings = Array.isArray(station['postings']) ? (station['postings'] as readonly Entity[]) : []
  return postings
    .filter((posting) => mine(posting) && isInForce(posting, moment.asOf))
    .map((posting) => {
      const worker = posting['worker'] as Entity | null | undefined
      const seat = text(posting['seatCode'])
      return {
        postingId: posting.id,
        workerId: worker?.id ?? null,
        name: mayRead ? nameOf(worker ?? posting) : null,
        seatLabel: seat === null ? '未填' : words.code(seat, 'seatCode'),
        startOn: text(posting['startOn']),
        endOn: text(posting['endOn']),
      }
    })
}
