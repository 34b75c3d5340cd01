import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

export interface AuditFilter {
  readonly accountId?: string | undefined
  readonly action?: string | undefined
  readonly outcome?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly subject?: string | undefined
  readonly subjectId?: string | undefined
}

/** Where a page ends: the time in microseconds since 1970, and the id. */
export interface AuditCursor {
  readonly micros: string
  readonly id: string
}

export interface AuditListRow {
  readonly id: string
  readonly county_id: number
  readonly seq: number
  readonly recorded_at: Date
  readonly micros: string
  readonly account_id: string | null
  readonly account_name: string | null
  readonly role: string
  readonly action: string
  readonly outcome: string
  readonly division_code: string
  readonly subject: string | null
  readonly subject_id: string | null
  readonly detail: unknown
  readonly changes: unknown
  readonly request_id: string | null
}

/** Rows within the caller's scope, newest first, after the cursor. */
export function listAuditRows(
  tx: Tx,
  filter: AuditFilter,
  after: AuditCursor | undefined,
  limit: number,
): Promise<readonly AuditListRow[]> {
  let query = tx
    .selectFrom('audit_entry as e')
    .leftJoin('account as a', 'a.id', 'e.account_id')
    .select([
      'e.id',
      'e.county_id',
      'e.seq',
      'e.recorded_at',
      sql<string>`((extract(epoch from e.recorded_at) * 1000000)::bigint)::text`.as('micros'),
      'e.account_id',
      'a.display_name as account_name',
      'e.role',
      'e.action',
      'e.outcome',
      'e.division_code',
      'e.subject',
      'e.subject_id',
      'e.detail',
      'e.changes',
      'e.request_id',
    ])
  if (filter.accountId !== undefined) query = query.where('e.account_id', '=', filter.accountId)
  if (filter.action !== undefined) {
    const { action } = filter
    query = action.includes('.')
      ? query.where('e.action', '=', action)
      : query.where(sql`split_part(e.action, '.', 1)`, '=', action)
  }
  if (filter.outcome === 'refused') query = query.where('e.outcome', '<>', 'done')
  else if (filter.outcome !== undefined) query = query.where('e.outcome', '=', filter.outcome)
  if (filter.from !== undefined)
    query = query.where('e.recorded_at', '>=', sql<Date>`(${`${filter.from} 00:00:00+08`})::timestamptz`)
  if (filter.to !== undefined)
    query = query.where('e.recorded_at', '<', sql<Date>`(${`${filter.to} 00:00:00+08`})::timestamptz + interval '1 day'`)
  if (filter.subject !== undefined) query = query.where('e.subject', '=', filter.subject)
  if (filter.subjectId !== undefined) query = query.where('e.subject_id', '=', filter.subjectId)
  if (after)
    query = query.where(
      sql<boolean>`(e.recorded_at, e.id) < (timestamptz 'epoch' + ${after.micros}::bigint * interval '1 microsecond', ${after.id}::uuid)`,
    )
  return query.orderBy('e.recorded_at', 'desc').orderBy('e.id', 'desc').limit(limit).execute()
}

export interface ChainHead {
  readonly county_id: number
  readonly seq: number
  readonly hash: string
}

/** The end of every county's chain. For the program itself. */
export const listChainHeads = (tx: Tx): Promise<readonly ChainHead[]> =>
  tx
    .selectFrom('audit_head')
    .select(['county_id', 'seq', sql<string>`encode(hash, 'hex')`.as('hash')])
    .orderBy('county_id')
    .execute()

/** Counties with rows but, somehow, without an end of chain. */
export const listCountiesWithRows = async (tx: Tx): Promise<readonly number[]> =>
  (
    await tx
      .selectFrom('county')
      .select('id')
      .where((eb) => eb.exists(eb.selectFrom('audit_entry as e').select('e.id').whereRef('e.county_id', '=', 'county.id')))
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)

/** A row of a chain as the checker reads it. */
export interface ChainRow {
  readonly seq: number
  readonly id: string
  readonly algorithm: string
  readonly prev: string
  readonly own: string
  /** What is hashed after the hash of the row before. */
  readonly text: string
}

/**
 * Makes the transaction see one moment and read chains in their own order, as the index has them: the planner, under row-level
 * security, would sort. First in its transaction.
 */
export async function readInOrder(tx: Tx): Promise<void> {
  await sql.raw('set transaction isolation level repeatable read').execute(tx)
  await sql
    .raw('set local enable_seqscan = off; set local enable_bitmapscan = off; set local max_parallel_workers_per_gather = 0')
    .execute(tx)
}

/** What `app.audit_text` makes of a row, without asking a function that the owner of the database could replace. */
const TEXT = sql<string>`json_build_array(e.county_id, e.id, (extract(epoch from e.recorded_at) * 1000000)::bigint, e.account_id, e.grant_id, e.role,
  e.action, e.outcome, e.division_code, e.subject, e.subject_id, e.detail::text, e.changes::text, e.request_id)::text`

/** Opens the rows of a chain, in the order of their numbers, for reading bit by bit. One column per row: half the work for the driver. */
export async function openChain(tx: Tx, countyId: number): Promise<void> {
  await sql`
    declare chain no scroll cursor for
    select e.seq || ' ' || e.id || ' ' || rpad(e.hash_algorithm, 6) || encode(e.prev_hash, 'hex') || encode(e.hash, 'hex') || ${TEXT} as line
    from app.audit_entry e
    where e.county_id = ${sql.lit(countyId)}
    order by e.seq
  `.execute(tx)
}

export const closeChain = async (tx: Tx): Promise<void> => void (await sql`close chain`.execute(tx))

/** The next rows of the chain that is open. */
export async function fetchChainRows(tx: Tx, limit: number): Promise<readonly ChainRow[]> {
  const { rows } = await sql<{ line: string }>`fetch ${sql.lit(limit)} from chain`.execute(tx)
  return rows.map(({ line }) => parseLine(line))
}

const [ID_CHARS, ALGORITHM_CHARS, HASH_CHARS] = [36, 6, 64]

function parseLine(line: string): ChainRow {
  const idAt = line.indexOf(' ') + 1
  const algorithmAt = idAt + ID_CHARS + 1
  const prevAt = algorithmAt + ALGORITHM_CHARS
  const ownAt = prevAt + HASH_CHARS
  const textAt = ownAt + HASH_CHARS
  return {
    seq: Number(line.slice(0, idAt - 1)),
    id: line.slice(idAt, idAt + ID_CHARS),
    algorithm: line.slice(algorithmAt, prevAt).trimEnd(),
    prev: line.slice(prevAt, ownAt),
    own: line.slice(ownAt, textAt),
    text: line.slice(textAt),
  }
}
