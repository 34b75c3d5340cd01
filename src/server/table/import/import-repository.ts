import { sql } from 'kysely'
import type { Actor } from '#domain/kernel/actor.ts'
import type { ImportChange, ImportFault, ImportValues } from '#domain/table/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export const RUNNING = ['checking', 'applying', 'undoing'] as const
export type BatchState = 'read' | 'checked' | 'applied' | 'undone' | (typeof RUNNING)[number]
export type RowState = 'new' | 'changed' | 'same' | 'wrong'
export type Counts = Readonly<Record<RowState, number>>

export interface BatchRow {
  readonly county_id: number
  readonly id: string
  readonly importer: string
  readonly division_code: string
  readonly account_id: string
  readonly file_name: string
  readonly sha256: string
  readonly headings: readonly string[]
  readonly mapping: Readonly<Record<string, number>> | null
  readonly state: BatchState
  readonly message: string | null
  readonly row_count: number
  readonly rows_done: number
  readonly counts: Counts | null
  readonly uploaded_at: Date
  readonly beat_at: Date | null
  readonly applied_at: Date | null
  readonly undone_at: Date | null
}

const BATCH = sql.raw(`county_id, id, importer, division_code, account_id, file_name, sha256, headings, mapping, state, message,
  row_count, rows_done, counts, uploaded_at, beat_at, applied_at, undone_at`)

export async function findBatch(tx: Tx, id: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`select ${BATCH} from app.import_batch where id = ${id}`.execute(tx)
  return rows[0]
}

export async function listBatches(tx: Tx, limit: number): Promise<readonly BatchRow[]> {
  const { rows } = await sql<BatchRow>`select ${BATCH} from app.import_batch order by id desc limit ${limit}`.execute(tx)
  return rows
}

/** How the columns were mapped when the same kind was last taken in here. */
export async function findKeptMapping(
  tx: Tx,
  countyId: number,
  importer: string,
): Promise<Pick<BatchRow, 'headings' | 'mapping'> | undefined> {
  const { rows } = await sql<BatchRow>`
    select headings, mapping from app.import_batch
    where county_id = ${countyId} and importer = ${importer} and mapping is not null
    order by id desc
    limit 1
  `.execute(tx)
  return rows[0]
}

/** The county of a place; that of all above where the place is above counties. */
export async function findCountyOf(tx: Tx, code: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select id from app.county where code = ${code.slice(0, 6)}`.execute(tx)
  return rows[0]?.id ?? 0
}

export interface NewBatch {
  readonly countyId: number
  readonly id: string
  readonly importer: string
  readonly actor: Actor
  readonly fileName: string
  readonly sha256: string
  readonly headings: readonly string[]
  readonly rowCount: number
  readonly at: Date
}

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  await sql`
    insert into app.import_batch (
      county_id, id, importer, division_code, account_id, file_name, sha256, headings, state, row_count, uploaded_at
    )
    values (
      ${batch.countyId}, ${batch.id}, ${batch.importer}, ${batch.actor.scope.code}, ${batch.actor.accountId}, ${batch.fileName},
      ${batch.sha256}, ${[...batch.headings]}, 'read', ${batch.rowCount}, ${batch.at}
    )
  `.execute(tx)
}

export async function insertLines(
  tx: Tx,
  { countyId, id, actor }: NewBatch,
  lines: readonly { readonly line: number; readonly cells: readonly string[] }[],
): Promise<void> {
  await sql`
    insert into app.import_row (county_id, batch_id, line, division_code, account_id, cells)
    select ${countyId}::int, ${id}::uuid, v.line, ${actor.scope.code}, ${actor.accountId}::uuid, v.cells
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as v (line int, cells text[])
  `.execute(tx)
}

type Batch = Pick<BatchRow, 'county_id' | 'id'>

/** Takes a batch for one piece of work; false where it is not as it must be, or somebody else is at it. */
export async function claimBatch(
  tx: Tx,
  { county_id, id }: Batch,
  from: readonly BatchState[],
  to: BatchState,
  at: Date,
  deadSince: Date,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update app.import_batch
    set state = ${to}, message = null, rows_done = 0, beat_at = ${at}
    where county_id = ${county_id}
      and id = ${id}
      and (state = any (${[...from]}) and (state <> all (${[...RUNNING]}) or beat_at < ${deadSince}))
  `.execute(tx)
  return numAffectedRows > 0n
}

export async function setMapping(tx: Tx, { county_id, id }: Batch, mapping: Readonly<Record<string, number>>): Promise<void> {
  await sql`update app.import_batch set mapping = ${JSON.stringify(mapping)}::jsonb where county_id = ${county_id} and id = ${id}`.execute(
    tx,
  )
}

/** Waits until whoever is at the batch has committed; its state then. */
export async function awaitBatch(tx: Tx, id: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`select ${BATCH} from app.import_batch where id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function beat(tx: Tx, { county_id, id }: Batch, done: number, at: Date): Promise<void> {
  await sql`update app.import_batch set rows_done = ${done}, beat_at = ${at} where county_id = ${county_id} and id = ${id}`.execute(
    tx,
  )
}

/** What a batch is at the end of a piece of work. */
export interface Settled {
  readonly state: BatchState
  readonly message?: string
  readonly counts?: Counts
  readonly appliedAt?: Date
  readonly undoneAt?: Date
}

export async function settleBatch(tx: Tx, { county_id, id }: Batch, settled: Settled): Promise<void> {
  const { state, message = null, counts, appliedAt, undoneAt } = settled
  await sql`
    update app.import_batch
    set state = ${state}, message = ${message}, beat_at = null,
      counts = coalesce(${counts ? JSON.stringify(counts) : null}::jsonb, counts),
      applied_at = coalesce(${appliedAt ?? null}::timestamptz, applied_at),
      undone_at = coalesce(${undoneAt ?? null}::timestamptz, undone_at)
    where county_id = ${county_id} and id = ${id}
  `.execute(tx)
}

export interface LineRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly state: RowState | null
  readonly said: ImportValues | null
  readonly faults: readonly ImportFault[] | null
  readonly changes: readonly ImportChange[] | null
  readonly record_id: string | null
  readonly version: number | null
}

/** Lines after `after` in the order of the sheet, of the states asked for. */
export async function listLines(
  tx: Tx,
  { county_id, id }: Batch,
  after: number,
  limit: number,
  states?: readonly RowState[],
): Promise<readonly LineRow[]> {
  const { rows } = await sql<LineRow>`
    select line, cells, state, said, faults, changes, record_id, version
    from app.import_row
    where county_id = ${county_id} and batch_id = ${id} and line > ${after}
      and ${states ? sql`state = any (${[...states]})` : sql`true`}
    order by line
    limit ${limit}
  `.execute(tx)
  return rows
}

export interface LineVerdict {
  readonly line: number
  readonly state: RowState
  readonly key: string | null
  readonly said: ImportValues | null
  readonly faults: readonly ImportFault[] | null
  readonly changes: readonly ImportChange[] | null
  readonly record_id: string | null
  readonly version: number | null
}

/** Named one by one, lines are found by the key: nothing is known of a table that was filled a moment ago. */
export async function updateLines(tx: Tx, { county_id, id }: Batch, verdicts: readonly LineVerdict[]): Promise<void> {
  await sql`
    update app.import_row r
    set state = v.state, key = v.key, said = v.said, faults = v.faults, changes = v.changes, record_id = v.record_id,
      version = v.version
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v (
      line int, state text, key text, said jsonb, faults jsonb, changes jsonb, record_id uuid, version int
    )
    where r.county_id = ${county_id} and r.batch_id = ${id} and r.line = any (${verdicts.map(({ line }) => line)}) and r.line = v.line
  `.execute(tx)
}

/** After rows were written: which record each made or changed, and its version since. */
export async function noteWritten(
  tx: Tx,
  { county_id, id }: Batch,
  written: readonly { readonly line: number; readonly record_id: string; readonly version: number }[],
): Promise<void> {
  await sql`
    update app.import_row r
    set record_id = v.record_id, version = v.version
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as v (line int, record_id uuid, version int)
    where r.county_id = ${county_id} and r.batch_id = ${id} and r.line = any (${written.map(({ line }) => line)}) and r.line = v.line
  `.execute(tx)
}

/** Lines of a record that stands on an earlier line of the same file already. */
export async function listRepeated(
  tx: Tx,
  { county_id, id }: Batch,
): Promise<readonly { readonly line: number; readonly first: number }[]> {
  const { rows } = await sql<{ line: number; first: number }>`
    select line, first
    from (
      select line, min(line) over (partition by key) as first
      from app.import_row
      where county_id = ${county_id} and batch_id = ${id} and key is not null
    ) d
    where first < line
    order by line
  `.execute(tx)
  return rows
}

/** Marks lines as wrong for one more reason. */
export async function refuseLines(
  tx: Tx,
  { county_id, id }: Batch,
  faults: readonly { readonly line: number; readonly message: string }[],
): Promise<void> {
  await sql`
    update app.import_row r
    set state = 'wrong', faults = coalesce(r.faults, '[]') || jsonb_build_array(jsonb_build_object('message', v.message))
    from jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) as v (line int, message text)
    where r.county_id = ${county_id} and r.batch_id = ${id} and r.line = any (${faults.map(({ line }) => line)}) and r.line = v.line
  `.execute(tx)
}

export async function countLines(tx: Tx, { county_id, id }: Batch): Promise<Counts> {
  const { rows } = await sql<{ state: RowState; found: number }>`
    select state, count(*)::int as found from app.import_row
    where county_id = ${county_id} and batch_id = ${id} and state is not null
    group by state
  `.execute(tx)
  return { new: 0, changed: 0, same: 0, wrong: 0, ...Object.fromEntries(rows.map(({ state, found }) => [state, found])) }
}
