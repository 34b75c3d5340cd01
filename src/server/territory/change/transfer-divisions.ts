import type { Id } from '#domain/kernel/id.ts'
import { PERSON_SUBJECTS } from '#domain/access/index.ts'
import { idsIn, relinkFacts, type DecidedChange } from '#domain/territory/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { readSecretsOf, resealSecrets, type OpenSecret } from '#server/secret/index.ts'
import { carryAdoptions } from '../adoption/adoption-repository.ts'
import { endInZones, retireUnits, type Mover } from './move-repository.ts'
import {
  countUndecided,
  fileRecords,
  followGrants,
  followTransfer,
  listFiled,
  listIdsIn,
  listLinked,
  listStationIds,
  takeRecords,
  writeLinked,
  type FollowedGrants,
  type LinkedRecord,
  type NamedRecord,
  type TakenRecord,
  type TransferPart,
} from './transfer-repository.ts'
import { findUnitFate, type UnitFate } from './transfer-units.ts'
import { ensureCounties } from '../unit-repository.ts'
import { carryZones, endZones } from '../zone-repository.ts'

const [COUNTY, TOWN] = [6, 9] as const

export interface TransferParts {
  readonly keyring: Keyring
  readonly newId: () => Id
}

/** What a transfer did, for whoever has to be told. */
export interface Transferred {
  readonly moved: readonly TakenRecord[]
  /** Records of the county left that are without what went. */
  readonly unlinked: readonly LinkedRecord[]
  /** Records of the county left that what went can no longer name. */
  readonly left: readonly NamedRecord[]
  readonly attachments: number
  readonly secrets: number
  /** People whose identity number somebody has there already. */
  readonly twice: readonly string[]
  readonly followed: FollowedGrants
  readonly undecided: { readonly consequences: number; readonly acceptances: number }
}

/**
 * Files what lies in some divisions in another county: out of the tables of the one, whose history keeps every version, and into
 * those of the other as the next version from the day on; then whatever hangs on it. The divisions have been changed already.
 */
export async function transferDivisions(
  tx: Tx,
  decided: DecidedChange,
  mover: Mover,
  { keyring, newId }: TransferParts,
): Promise<Transferred> {
  const names = new Map(decided.edits.filter((e) => e.isNew).map((e) => [e.code, e.name]))
  const codes = [...new Set(decided.transfers.flatMap(({ from, to }) => [from.slice(0, COUNTY), to.slice(0, COUNTY)]))]
  const numbers = await ensureCounties(tx, codes)
  const number = (code: string): number => numbers.get(code.slice(0, COUNTY)) ?? 0
  const parts: TransferPart[] = []
  for (const { from, to } of decided.transfers) {
    const isAlone = !decided.transfers.some((one) => one.from.length === COUNTY)
    const stations = isAlone ? await listStationIds(tx, number(from), from) : []
    parts.push({ from, to, fromCounty: number(from), toCounty: number(to), stations })
  }
  const wholes = parts.filter((p) => p.from.length === COUNTY)
  // one county under a code that was never used before, and no other with it, goes on
  const goesOn = wholes.length === 1 && wholes.every(({ from, to }) => from.slice(0, 4) !== to.slice(0, 4))
  const target = (parts[0]?.to ?? '').slice(0, COUNTY)
  if (!names.has(target)) names.set(target, await nameOf(tx, target))
  const fate = await findUnitFate(tx, { parts, decided, goesOn, names, numbers }, mover, newId)
  const { taken, secrets } = await takeAll(tx, parts, fate, keyring)
  const movedIds = new Set(taken.map(({ row }) => row.id))
  const left = await findLeft(tx, parts, taken, movedIds, fate)
  const gone = new Set([...left.map(({ id }) => id), ...fate.retired].filter((id) => !fate.swaps.has(id)))
  const moved = taken.map(({ row, part }) => refile(row, part, { fate, gone, movedIds, goesOn }))
  await fileRecords(tx, number(target), moved, mover)
  const people = new Map(
    moved
      .filter(({ subject }) => (PERSON_SUBJECTS as readonly string[]).includes(subject))
      .map((m) => [m.id, personOf(m, number(target))]),
  )
  const { sealed, twice } = await resealSecrets(tx, keyring, secrets, people)
  const followed = { grants: 0, accounts: 0, zones: 0, stays: 0 }
  const undecided = { consequences: 0, acceptances: 0 }
  let attachments = 0
  for (const part of parts) {
    const ids = taken.filter((t) => t.part === part).map(({ row }) => row.id)
    attachments += await followTransfer(tx, part, ids, mover.effectiveOn)
    const comesAlong = part.from.length === TOWN ? wholes.some((w) => part.from.startsWith(w.from)) : goesOn
    add(followed, await followGrants(tx, part, ids, comesAlong, mover.effectiveOn))
    add(undecided, await countUndecided(tx, part.fromCounty, ids))
    await carryAdoptions(tx, part.from, part.from.length === COUNTY && !goesOn ? undefined : part.to, mover.effectiveOn, mover.by)
  }
  await retireUnits(tx, [...fate.retired], mover)
  await settleZones(tx, parts, wholes, goesOn, mover)
  const unlinked = wholes.length > 0 ? [] : await unlink(tx, parts, new Set([...movedIds, ...fate.retired]), mover)
  const nameBy = new Map(moved.map(({ id, name }) => [id, name]))
  return {
    moved,
    unlinked,
    left: left.filter(({ id }) => !fate.retired.has(id)),
    attachments,
    secrets: sealed,
    twice: twice.map((id) => nameBy.get(id) ?? id),
    followed,
    undecided,
  }
}

interface Taken {
  readonly row: TakenRecord
  readonly part: TransferPart
}

async function takeAll(
  tx: Tx,
  parts: readonly TransferPart[],
  { retired }: UnitFate,
  keyring: Keyring,
): Promise<{ readonly taken: readonly Taken[]; readonly secrets: readonly OpenSecret[] }> {
  const [taken, secrets]: [Taken[], OpenSecret[]] = [[], []]
  for (const part of parts) {
    // with a file goes whatever number is in it: it is read before the file is taken out
    for (const secret of await readSecretsOf(tx, keyring, part.fromCounty, await listIdsIn(tx, part))) secrets.push(secret)
    for (const row of await takeRecords(tx, part, [...retired])) taken.push({ row, part })
  }
  return { taken, secrets }
}

/** What the records that went name and the county they left has still on file. */
async function findLeft(
  tx: Tx,
  parts: readonly TransferPart[],
  taken: readonly Taken[],
  movedIds: ReadonlySet<string>,
  { swaps }: UnitFate,
): Promise<readonly NamedRecord[]> {
  const named = new Set<string>()
  for (const { row } of taken) {
    for (const id of idsIn(row.facts)) named.add(id)
    if (row.agencyId !== null) named.add(row.agencyId)
    if (row.stationId !== null) named.add(row.stationId)
  }
  const counties = [...new Set(parts.map((p) => p.fromCounty))]
  const elsewhere = [...named].filter((id) => !movedIds.has(id) && !swaps.has(id))
  return listFiled(tx, counties, elsewhere)
}

/** A record as it is filed where it comes to: under its code there, without links to what stays behind. */
function refile(
  row: TakenRecord,
  { from, to }: TransferPart,
  asked: {
    readonly fate: UnitFate
    readonly gone: ReadonlySet<string>
    readonly movedIds: ReadonlySet<string>
    readonly goesOn: boolean
  },
): TakenRecord {
  const { fate, gone, movedIds, goesOn } = asked
  const divisionCode = row.divisionCode.startsWith(from) ? to + row.divisionCode.slice(from.length) : to
  const { zoneIds, zoneMemberships, ...facts } = row.facts
  const zones = goesOn
    ? { ...(zoneIds !== undefined && { zoneIds }), ...(zoneMemberships !== undefined && { zoneMemberships }) }
    : {}
  const linked = relinkFacts({ ...facts, ...zones }, { swaps: fate.swaps, gone, leaves: undefined })
  const there = (id: string | null): string | null => (id === null || gone.has(id) ? null : id)
  const rounds = row.roundIds?.filter((id) => movedIds.has(id)) ?? []
  return {
    ...row,
    divisionCode,
    agencyId: there(row.agencyId),
    stationId: there(row.stationId),
    roundIds: rounds.length > 0 ? rounds : null,
    facts: { ...linked, ...('divisionCode' in linked && { divisionCode }), ...fate.patches.get(row.id) },
  }
}

const personOf = (row: TakenRecord, countyId: number) => ({
  county_id: countyId,
  id: row.id,
  subject: row.subject,
  name: row.name,
  division_code: row.divisionCode,
  agency_id: row.agencyId,
  station_id: row.stationId,
  assigned_to: row.assignedTo,
  round_ids: row.roundIds === null ? null : [...row.roundIds],
})

/** A zone that goes on keeps its towns; in any other it is without them, and a county that is no more has none. */
async function settleZones(
  tx: Tx,
  parts: readonly TransferPart[],
  wholes: readonly TransferPart[],
  goesOn: boolean,
  { effectiveOn, by, at }: Mover,
): Promise<void> {
  for (const { from, to, fromCounty, toCounty } of wholes) {
    if (goesOn) await carryZones(tx, from, { county: to, countyId: toCounty, towns: parts, on: effectiveOn, by, at })
    await endZones(tx, fromCounty, from, effectiveOn)
  }
  if (wholes.length === 0) for (const { from } of parts) await endInZones(tx, from, effectiveOn)
}

/** Records that stay are without what has gone, from the day on. */
async function unlink(
  tx: Tx,
  parts: readonly TransferPart[],
  gone: ReadonlySet<string>,
  mover: Mover,
): Promise<readonly LinkedRecord[]> {
  const all: LinkedRecord[] = []
  for (const county of new Set(parts.map((p) => p.fromCounty)))
    for (const record of await listLinked(tx, county, [...gone])) {
      const there = (id: string | null): string | null => (id === null || gone.has(id) ? null : id)
      const facts = relinkFacts(record.facts, { swaps: new Map(), gone, leaves: null })
      await writeLinked(
        tx,
        county,
        { ...record, facts, agencyId: there(record.agencyId), stationId: there(record.stationId) },
        mover,
      )
      all.push(record)
    }
  return all
}

async function nameOf(tx: Tx, code: string): Promise<string> {
  const row = await tx.selectFrom('division').select('name').where('code', '=', code).executeTakeFirst()
  return row?.name ?? code
}

function add<T extends Record<keyof T, number>>(sum: T, more: Readonly<Record<keyof T, number>>): void {
  for (const key of Object.keys(more) as (keyof T)[]) sum[key] = (sum[key] + more[key]) as T[keyof T]
}
