import type { answerPosting as endpoint, PlanAnswer } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { covers } from '#domain/access/index.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { doesKeep, type FactsDraft } from '#domain/record/index.ts'
import type { Entity } from '#domain/scheme/index.ts'
import { askGate, partiesOf, withPosting } from '#domain/workforce/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, openPlace, type PlaceCatalogue, type RecordRow } from '#server/record/index.ts'
import { wordsFor, type OpenScheme, type SchemeOpener } from '#server/scheme/index.ts'
import { plansOver } from '../plans-over.ts'
import { holdsFullTime } from '../repository.ts'
import { textIn } from '../rows-in.ts'
import { viewStanding } from '../view-standing.ts'
import { wordIn } from './view-posting.ts'

export type PostingDraft = z.output<(typeof endpoint)['input']>

/** A posting as it would be, with all the plans say of it. */
export interface PreparedPosting {
  readonly place: PlaceCatalogue
  readonly plans: readonly OpenScheme[]
  /** The station, or the unit where there is none. */
  readonly seatIn: RecordRow
  readonly worker: RecordRow | undefined
  readonly facts: FactsDraft
  readonly entity: Entity | undefined
  readonly answer: PlanAnswer
}

type Context = Pick<SignedInContext, 'tx' | 'actor' | 'today'>

/**
 * Works out a posting before it is saved: the plans are asked over the present world with the posting in it.
 * @refuses STATION_UNFIT @refuses RECORD_NOT_FOUND @refuses POSTING_NOT_YOURS @refuses EXCEPTION_UNFIT
 */
export async function preparePosting(
  opener: SchemeOpener,
  context: Context,
  id: string,
  draft: PostingDraft,
): Promise<PreparedPosting | Refusal> {
  const { tx, actor } = context
  const seatIn = await findSeat(context, draft)
  if (!seatIn) return refuse('STATION_UNFIT')
  if (!doesKeep(actor.role, draft.isTowns ? 'town' : 'agency')) return refuse('POSTING_NOT_YOURS')
  const holder = draft.isTowns
    ? await findRecord(tx, 'person', draft.personId ?? id)
    : await findRecord(tx, 'worker', draft.workerId ?? id)
  if (!holder) return refuse('RECORD_NOT_FOUND')
  const worker = draft.isTowns ? undefined : holder
  const place = await openPlace(opener, context, seatIn.divisionCode)
  const facts = factsOf(draft, { seatIn, holder, worker, place })
  const plans = await plansOver(opener, context, seatIn.divisionCode)
  const found: Asked[] = []
  for (const plan of plans) {
    const asked = askPlan(plan, context, { id, divisionCode: seatIn.divisionCode, facts }, draft.exceptions)
    if (isRefusal(asked)) return asked
    found.push(asked)
  }
  const points = found.flatMap((one) => one.points)
  const waivers = found.flatMap((one) => one.waivers)
  if (waivers.length < draft.exceptions.length) return refuse('EXCEPTION_UNFIT')
  const isDouble =
    worker !== undefined &&
    draft.isFullTime &&
    (await holdsFullTime(tx, { workerId: worker.id, from: draft.startOn, except: id }))
  const obstacle = isDouble ? '此人在这段时间已有一个专职岗位' : null
  return {
    place,
    plans,
    seatIn,
    worker,
    facts: waivers.length === 0 ? facts : { ...facts, waivers },
    entity: found[0]?.posting,
    answer: { isOpen: obstacle === null && !points.some(({ isRefusing }) => isRefusing), points, obstacle },
  }
}

async function findSeat({ tx, actor }: Context, { stationId, unitId }: PostingDraft): Promise<RecordRow | undefined> {
  const found =
    stationId !== undefined
      ? await findRecord(tx, 'station', stationId)
      : unitId === undefined
        ? undefined
        : await findRecord(tx, 'unit', unitId)
  return found && covers({ code: actor.scope.code }, { code: found.divisionCode }) ? found : undefined
}

interface Known {
  readonly seatIn: RecordRow
  readonly holder: RecordRow
  readonly worker: RecordRow | undefined
  readonly place: PlaceCatalogue
}

function factsOf(draft: PostingDraft, { seatIn, holder, worker, place }: Known): FactsDraft {
  const isStation = seatIn.subject === 'station'
  return {
    ...draft.more,
    nameText: worker ? `${seatIn.name} ${wordIn(place, draft.seatCode, 'seatCode')} ${holder.name}` : holder.name,
    stationId: isStation ? seatIn.id : null,
    unitId: isStation ? (textIn(seatIn.facts, 'unitId') ?? null) : seatIn.id,
    contractId: isStation && worker !== undefined ? (textIn(seatIn.facts, 'contractId') ?? null) : null,
    workerId: worker?.id ?? null,
    employerId: worker?.agencyId ?? null,
    supervisorId: draft.supervisorId ?? null,
    seatCode: draft.seatCode,
    isFullTime: draft.isFullTime,
    startOn: draft.startOn,
    endOn: null,
    ...(draft.dutyText !== undefined && draft.dutyText !== '' && { dutyText: draft.dutyText }),
  }
}

interface Asked {
  readonly posting: Entity
  readonly points: PlanAnswer['points']
  readonly waivers: readonly FactsDraft[]
}

/** What one plan says, with the exceptions that are its to give. */
function askPlan(
  plan: OpenScheme,
  { actor }: Context,
  draft: Parameters<typeof withPosting>[2],
  exceptions: PostingDraft['exceptions'],
): Asked | Refusal {
  const { layers, world, scheme } = plan
  const moment = { ...plan.moment, asOf: draft.facts['startOn'] as typeof plan.moment.asOf }
  const parties = partiesOf(scheme, actor.role)
  const waivers: FactsDraft[] = []
  for (const { ruleId, reason } of exceptions) {
    const rule = layers.byKey.get(ruleId)?.rule.rule
    if (!rule) continue
    if (rule.waiver === undefined || !parties.includes(rule.waiver.by)) return refuse('EXCEPTION_UNFIT', { detail: rule.label })
    waivers.push({ ruleId: rule.id, reasonText: reason, approverId: rule.waiver.by })
  }
  const facts = waivers.length === 0 ? draft.facts : { ...draft.facts, waivers }
  const { posting, touched } = withPosting(world, layers.base.catalogue, { ...draft, facts })
  const points = askGate(layers, 'posting.start', [posting, ...touched], moment).map(({ layered, ruling, isRefusing }) => {
    const { waiver } = ruling.rule
    return {
      ...viewStanding(plan, layered, ruling),
      isRefusing,
      waivedBy: waiver === undefined ? null : wordsFor(layered).role(waiver.by),
      mayWaive: waiver !== undefined && parties.includes(waiver.by),
    }
  })
  return { posting, points, waivers }
}
