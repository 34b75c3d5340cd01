import type { ChangeEffect, changeDivision as endpoint, ChangeInput, tryChange as trial } from '#contract/territory/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { can } from '#domain/access/index.ts'
import { decideDivisionChange, isTransfer, placeAbove, type DecidedChange, type DivisionChange } from '#domain/territory/index.ts'
import type { SignedInContext, UseCase } from '#server/http/context.ts'
import { applyChange } from './apply-change.ts'
import { bringVillages } from '../division/bring-villages.ts'
import { findChange, findCountyNumber, findGround, insertChange, lockChanges, lockCounties } from './change-repository.ts'
import { auditTransfer, makeTransfer, type TransferTools } from './make-transfer.ts'
import { findLater } from './move-repository.ts'
import { rollBackAfter } from './trial-repository.ts'
import { findZonesSince } from '../zone-repository.ts'

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
      return [change.code, change.to, ...(change.as === undefined ? [] : [change.as])]
    default:
      return [change.code]
  }
}

/** The county of a change in it; of a change of the county itself, the city; where counties are concerned, what lies above. */
const groundCode = (change: ChangeInput): string => {
  if (isTransfer(change as DivisionChange)) return placeAbove(codesOf(change))
  const [first = ''] = codesOf(change)
  return first.slice(0, first.length > COUNTY ? COUNTY : 4)
}

/** Who changes a division stands above it: a county its towns, a city its counties, and above both places where there are two. */
function mayMake({ actor }: SignedInContext, change: ChangeInput): Refusal | undefined {
  const isOwn = (code: string): boolean => code !== actor.scope.code && can(actor, 'change territory', { code })
  const codes = codesOf(change)
  const crosses = isTransfer(change as DivisionChange)
  if (codes.every(isOwn) && (!crosses || actor.role !== 'bureau')) return undefined
  const touches = codes.some((code) => can(actor, 'change territory', { code }))
  return crosses && touches
    ? refuse('CHANGE_BY_ABOVE', { detail: '涉及两个县(市、区)：由同时管着两地的市或省办理，本级不能单方办' })
    : refuse('DIVISION_NOT_FOUND')
}

interface Made {
  readonly decided: DecidedChange
  readonly effect: ChangeEffect
}

async function make(context: SignedInContext, asked: Asked, tools: TransferTools, isTrial?: true): Promise<Made | Refusal> {
  const { tx, actor, today, now, newId } = context
  const refused = mayMake(context, asked.change)
  if (refused) return refused
  const place = groundCode(asked.change)
  const crosses = isTransfer(asked.change as DivisionChange)
  // of two at once the second is decided on what the first has left
  await lockChanges(tx, place)
  // a trial, which is taken back, holds nobody up
  if (!isTrial) await lockCounties(tx, countiesIn(asked.change))
  // what is to move must be there first: a village that came in later would come in under a town that is no more
  for (const county of crosses
    ? countiesOf(asked.change)
    : asked.change.kind !== 'rename' && place.length === COUNTY
      ? [place]
      : [])
    if (can(actor, 'change territory', { code: county })) await bringVillages(tx, county)
  const decided = decideDivisionChange(
    asked.change as DivisionChange,
    asked.effectiveOn as CivilDate,
    await findGround(tx, place, today),
  )
  if (isRefusal(decided)) return decided
  const effectiveOn = asked.effectiveOn as CivilDate
  const late = await findTooLate(context, decided, place, effectiveOn)
  if (late) return late
  if (crosses) {
    const effect = await makeTransfer(context, decided, effectiveOn, tools)
    return isRefusal(effect) ? effect : { decided, effect }
  }
  const mover = { effectiveOn, by: actor.accountId, at: now }
  return { decided, effect: await applyChange(tx, decided, await findCountyNumber(tx, decided.filedUnder), mover, newId) }
}

/** The counties a change is about, on either side. */
const countiesIn = (change: ChangeInput): readonly string[] =>
  codesOf(change).flatMap((code) => (code.length < COUNTY ? [] : [code.slice(0, COUNTY)]))

/** The counties that are left by what goes over. */
const countiesOf = (change: ChangeInput): readonly string[] => {
  const codes = change.kind === 'merge' ? change.codes : change.kind === 'move' || change.kind === 'split' ? [change.code] : []
  return [...new Set(codes.map((code) => code.slice(0, COUNTY)))].filter((code) => code.length === COUNTY)
}

/** What has changed since the day and would be told wrong. */
async function findTooLate(
  { tx }: SignedInContext,
  { recodes, stationMoves, transfers }: DecidedChange,
  place: string,
  effectiveOn: CivilDate,
): Promise<Refusal | undefined> {
  const leaving = [...recodes, ...stationMoves, ...transfers].map((r) => r.from)
  const later = await findLater(tx, leaving, effectiveOn)
  if (later)
    return refuse('CHANGE_DATE', { detail: `${later.name}的档案自 ${later.effectiveOn} 起有改动，区划变更不能早于这一天` })
  const zonesSince = recodes.some((r) => r.from.length === TOWN) ? await findZonesSince(tx, place) : null
  return zonesSince !== null && zonesSince >= effectiveOn
    ? refuse('CHANGE_DATE', { detail: `片区自 ${zonesSince} 起重新划分过，撤并乡镇(街道)须在其后` })
    : undefined
}

/** What a change would do: it is made, looked at and taken back. Refuses what the change itself refuses. */
export const tryChange =
  (tools: TransferTools): UseCase<typeof trial> =>
  async (context, asked) =>
    rollBackAfter(context.tx, async () => {
      const made = await make(context, asked, tools, true)
      return isRefusal(made) ? made : made.effect
    })

/**
 * Makes a change of divisions: what lies in them goes over from its day on, in one transaction, and the change is filed.
 * @refuses DIVISION_NOT_FOUND and what `decideDivisionChange` refuses
 */
export const changeDivision =
  (tools: TransferTools): UseCase<typeof endpoint> =>
  async (context, { id, ...asked }) => {
    const { tx, actor, now, note } = context
    const before = await findChange(tx, id)
    if (before) return (before.content as unknown as { effect: ChangeEffect }).effect
    const made = await make(context, asked, tools)
    if (isRefusal(made)) return made
    const { decided } = made
    const crosses = decided.transfers.length > 0
    // what is filed above counties can be read beside them: there no person is named
    const effect = crosses ? withoutPeople(made.effect) : made.effect
    await insertChange(tx, {
      countyId: await findCountyNumber(tx, decided.filedUnder),
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
    const subject = { subject: 'division', subjectId: id }
    const detail = {
      kind: asked.change.kind,
      effectiveOn: asked.effectiveOn,
      documentNo: asked.documentNo,
      records: effect.moved.reduce((sum, { count }) => sum + count, 0),
      grants: effect.grants,
    }
    if (crosses) await auditTransfer(context, decided, { ...subject, detail }, tools)
    note({
      ...subject,
      divisionCode: decided.filedUnder,
      detail,
      changes: [...decided.recodes, ...decided.transfers].map(({ from, to }) => ({
        field: 'divisionCode',
        before: from,
        after: to,
      })),
    })
    return effect
  }

const withoutPeople = (effect: ChangeEffect): ChangeEffect => ({
  ...effect,
  moved: effect.moved.map((m) => (NAMED.includes(m.subject) ? m : { ...m, names: [] })),
  stays: effect.stays.map((s) => ({ ...s, names: [] })),
  byHand: effect.byHand.map((line) => line.replace(/^.*的证件号/, '有人的证件号')),
})

/** Records that are called as places are. */
const NAMED: readonly string[] = ['unit', 'station']
