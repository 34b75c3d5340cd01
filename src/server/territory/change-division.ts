import type { ChangeEffect, changeDivision as endpoint, ChangeInput, tryChange as trial } from '#contract/territory/index.ts'
import { can } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { decideDivisionChange, type DecidedChange, type DivisionChange } from '#domain/territory/index.ts'
import type { SignedInContext, UseCase } from '#server/http/context.ts'
import { applyChange } from './apply-change.ts'
import { bringVillages } from './bring-villages.ts'
import { findChange, findCountyNumber, findGround, insertChange } from './change-repository.ts'
import { findLater } from './move-repository.ts'
import { rollBackAfter } from './trial-repository.ts'
import { findZonesSince } from './zone-repository.ts'

const TOWN = 9
const COUNTY = 6

interface Asked {
  readonly change: ChangeInput
  readonly effectiveOn: string
  readonly documentNo: string
}

const codesOf = (change: ChangeInput): readonly string[] => {
  switch (change.kind) {
    case 'merge':
      return [...change.codes, change.into.code]
    case 'split':
      return [change.code, ...change.parts.flatMap((p) => [p.code, ...p.villages])]
    case 'move':
      return [change.code, change.to]
    default:
      return [change.code]
  }
}

/** The county of a change in it; of a change of the county itself, the city. */
const groundCode = (change: ChangeInput): string => {
  const [first = ''] = codesOf(change)
  return first.slice(0, first.length > 6 ? 6 : 4)
}

/** Who changes a division stands above it: a county its towns, a city its counties. */
function decide(
  { actor }: SignedInContext,
  ground: Awaited<ReturnType<typeof findGround>>,
  asked: Asked,
): DecidedChange | Refusal {
  const isOwn = codesOf(asked.change).every((code) => code !== actor.scope.code && can(actor, 'change territory', { code }))
  if (!isOwn) return refuse('DIVISION_NOT_FOUND')
  return decideDivisionChange(asked.change as DivisionChange, asked.effectiveOn as CivilDate, ground)
}

async function make(
  context: SignedInContext,
  asked: Asked,
): Promise<{ decided: DecidedChange; effect: ChangeEffect; countyId: number } | Refusal> {
  const { tx, actor, today, now, newId } = context
  const place = groundCode(asked.change)
  // what is to move must be there first: a village that came in later would come in under a town that is no more
  if (asked.change.kind !== 'rename' && place.length === COUNTY && can(actor, 'change territory', { code: place }))
    await bringVillages(tx, place)
  const decided = decide(context, await findGround(tx, place, today), asked)
  if (isRefusal(decided)) return decided
  const effectiveOn = asked.effectiveOn as CivilDate
  const later = await findLater(
    tx,
    decided.recodes.map((r) => r.from).concat(decided.stationMoves.map((m) => m.from)),
    effectiveOn,
  )
  if (later)
    return refuse('CHANGE_DATE', { detail: `${later.name}的档案自 ${later.effectiveOn} 起有改动，区划变更不能早于这一天` })
  const zonesSince = decided.recodes.some((r) => r.from.length === TOWN) ? await findZonesSince(tx, place) : null
  if (zonesSince !== null && zonesSince >= effectiveOn)
    return refuse('CHANGE_DATE', { detail: `片区自 ${zonesSince} 起重新划分过，撤并乡镇(街道)须在其后` })
  const countyId = await findCountyNumber(tx, decided.filedUnder)
  const effect = await applyChange(tx, decided, countyId, { effectiveOn, by: actor.accountId, at: now }, newId)
  return { decided, effect, countyId }
}

/** What a change would do: it is made, looked at and taken back. Refuses what the change itself refuses. */
export const tryChange: UseCase<typeof trial> = async (context, asked) =>
  rollBackAfter(context.tx, async () => {
    const made = await make(context, asked)
    return isRefusal(made) ? made : made.effect
  })

/**
 * Makes a change of divisions: what lies in them goes over from its day on, in one transaction, and the change is filed.
 * @refuses DIVISION_NOT_FOUND and what `decideDivisionChange` refuses
 */
export const changeDivision: UseCase<typeof endpoint> = async (context, { id, ...asked }) => {
  const { tx, actor, now, note } = context
  const before = await findChange(tx, id)
  if (before) return (before.content as unknown as { effect: ChangeEffect }).effect
  const made = await make(context, asked)
  if (isRefusal(made)) return made
  const { decided, effect, countyId } = made
  await insertChange(tx, {
    countyId,
    id,
    divisionCode: decided.filedUnder,
    kind: asked.change.kind,
    effectiveOn: asked.effectiveOn,
    documentNo: asked.documentNo,
    content: { change: asked.change, effect },
    moved: Object.fromEntries(effect.moved.map(({ subject, count }) => [subject, count])),
    by: actor.accountId,
    byName: actor.name,
    at: now,
  })
  note({
    divisionCode: decided.filedUnder,
    subject: 'division',
    subjectId: id,
    detail: {
      kind: asked.change.kind,
      effectiveOn: asked.effectiveOn,
      documentNo: asked.documentNo,
      records: effect.moved.reduce((sum, { count }) => sum + count, 0),
      grants: effect.grants,
    },
    changes: decided.recodes.map(({ from, to }) => ({ field: 'divisionCode', before: from, after: to })),
  })
  return effect
}
