import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { InHand, Taker } from '#domain/workforce/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, type RecordRow } from '#server/record/index.ts'
import {
  listHeldAt,
  listHeldAtUnit,
  listInHand,
  listNames,
  listPostingAccounts,
  listPostingsOf,
  listSeenWork,
  type PostingRow,
  type SeenWork,
} from '../repository.ts'
import { textIn } from '../rows-in.ts'

export interface NamedTaker extends Taker {
  readonly name: string
  readonly seatCode: string
}

export interface HeldWork {
  readonly inHand: readonly (InHand & Pick<SeenWork, 'name'>)[]
  readonly takers: readonly NamedTaker[]
  readonly accounts: readonly string[]
  /** Other postings that the same person keeps. */
  readonly keeps: readonly PostingRow[]
}

/**
 * What the holder of a posting has in hand there, all of it, and who of the same place could take it over once it ends.
 * @refuses HANDOVER_BEYOND
 */
export async function heldWork(
  { tx }: Pick<SignedInContext, 'tx'>,
  posting: RecordRow,
  endOn: CivilDate,
): Promise<HeldWork | Refusal> {
  const workerId = textIn(posting.facts, 'workerId')
  const mine = workerId === undefined ? [] : await listPostingsOf(tx, workerId)
  const keeps = mine.filter(({ id, facts }) => id !== posting.id && (textIn(facts, 'endOn') ?? '9999') > endOn)
  const rows = await listInHand(tx, posting.countyId, posting.id, keeps.length > 0 ? posting.stationId : null)
  const seen = new Map(
    (
      await listSeenWork(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((one) => [`${one.subject}/${one.id}`, one]),
  )
  const inHand = rows.flatMap(({ subject, id }) => {
    const one = seen.get(`${subject}/${id}`)
    const isByAccount = one?.facts['workerId'] !== workerId && one?.facts['leadWorkerId'] !== workerId
    return one ? [{ subject, id, name: one.name, isByAccount }] : []
  })
  if (inHand.length < rows.length) return refuse('HANDOVER_BEYOND', { detail: `看不到的有 ${rows.length - inHand.length} 件` })
  const unitId = textIn(posting.facts, 'unitId')
  const beside =
    posting.stationId !== null
      ? await listHeldAt(tx, posting.stationId, endOn)
      : unitId === undefined
        ? []
        : await listHeldAtUnit(tx, unitId, endOn)
  const others = beside.filter(({ id, worker_id }) => id !== posting.id && worker_id !== null && worker_id !== workerId)
  const accounts = await listPostingAccounts(tx, posting.countyId, [posting.id, ...others.map(({ id }) => id)])
  const names = await listNames(
    tx,
    others.map(({ worker_id }) => worker_id),
  )
  const takers = others.map(({ id, worker_id, facts }): NamedTaker => ({
    id: worker_id ?? '',
    accountId: accounts.get(id)?.[0],
    name: names.get(worker_id ?? '') ?? '',
    seatCode: textIn(facts, 'seatCode') ?? '',
  }))
  return {
    inHand,
    takers: [...takers, ...(await headOf(tx, posting))],
    accounts: accounts.get(posting.id) ?? [],
    keeps,
  }
}

/** The head of the station takes over where nobody else is there. */
async function headOf(tx: SignedInContext['tx'], { stationId }: RecordRow): Promise<readonly NamedTaker[]> {
  const station = stationId === null ? undefined : await findRecord(tx, 'station', stationId)
  const headId = station && textIn(station.facts, 'headId')
  const head = headId === undefined ? undefined : await findRecord(tx, 'person', headId)
  return head ? [{ id: head.id, accountId: undefined, name: head.name, seatCode: 'head' }] : []
}
