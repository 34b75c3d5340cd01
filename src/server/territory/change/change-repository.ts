import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { divisionLevel, parentCode, typeDigit, type ChangeGround, type DivisionCode } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/** Changes of divisions of a province are made one after the other; of the country, all. */
export async function lockChanges(tx: Tx, place: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7303, ${Number(place.slice(0, 2))}::int)`.execute(tx)
}

/** Nobody files anything in these counties until the change is made; what was being filed is waited for, and goes along. */
export async function lockCounties(tx: Tx, counties: readonly string[]): Promise<void> {
  for (const county of [...new Set(counties)].toSorted())
    await sql`select pg_advisory_xact_lock(7304, ${Number(county)}::int)`.execute(tx)
}

/** What a change below `parent` is decided on. */
export async function findGround(tx: Tx, parent: string, today: CivilDate): Promise<ChangeGround> {
  const { below } = codeRange(parent)
  const divisions = await tx
    .selectFrom('division')
    .select(['code', 'name', sql<CivilDate | null>`since::text`.as('since'), 'ended_on as endedOn'])
    .where('code', '>=', parent)
    .where('code', '<', below)
    // taken back with the list that brought it: as if it had never been
    .where(sql<boolean>`(ended_on is null or ended_on > '-infinity')`)
    .orderBy('code')
    .execute()
  const stations = await tx
    .selectFrom('station')
    .select(['id', 'name', 'division_code as code'])
    .where('division_code', '>=', parent)
    .where('division_code', '<', below)
    .execute()
  return {
    today,
    divisions: divisions.filter((d) => d.endedOn === null).map(({ code, name, since }) => ({ code, name, since })),
    endedCodes: divisions.filter((d) => d.endedOn !== null).map((d) => d.code),
    stations,
  }
}

/** New divisions from a day on. */
export async function addDivisions(
  tx: Tx,
  divisions: readonly { readonly code: string; readonly name: string }[],
  since: CivilDate,
): Promise<void> {
  const rows = divisions.map(({ code, name }) => {
    const at = code as DivisionCode
    return { code, name, level: divisionLevel(at), type_digit: typeDigit(at) ?? null, parent_code: parentCode(at) ?? null }
  })
  await sql`
    insert into app.division (code, name, level, type_digit, parent_code, since)
    select code, name, level, type_digit, parent_code, ${since}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (code text, name text, level text, type_digit text, parent_code text)
    on conflict (code) do update set name = excluded.name, since = excluded.since, ended_on = null
    where app.division.ended_on = '-infinity'
  `.execute(tx)
}

export async function endDivisions(tx: Tx, codes: readonly string[], on: CivilDate): Promise<void> {
  await sql`update app.division set ended_on = ${on}::date where code = any (${[...codes]}::text[])`.execute(tx)
}

/** The row as it was goes to the past; the division goes on under another name. */
export async function renameDivision(tx: Tx, code: string, name: string, on: CivilDate): Promise<void> {
  await sql`
    insert into app.division_past (code, since, until, name, level, type_digit, parent_code)
    select code, since, ${on}::date, name, level, type_digit, parent_code from app.division where code = ${code}
  `.execute(tx)
  await tx.updateTable('division').set({ name, since: on }).where('code', '=', code).execute()
}

export interface NewChange {
  readonly countyId: number
  readonly id: string
  readonly divisionCode: string
  readonly kind: string
  readonly effectiveOn: string
  readonly documentNo: string
  readonly content: unknown
  readonly moved: unknown
  readonly by: string
  readonly byName: string
  readonly at: Date
}

export async function insertChange(tx: Tx, c: NewChange): Promise<void> {
  await tx
    .insertInto('division_change')
    .values({
      county_id: c.countyId,
      id: c.id,
      division_code: c.divisionCode,
      kind: c.kind,
      effective_on: c.effectiveOn,
      document_no: c.documentNo,
      content: JSON.stringify(c.content),
      moved: JSON.stringify(c.moved),
      made_by: c.by,
      made_by_name: c.byName,
      recorded_at: c.at,
    })
    .execute()
}

export const findChange = (tx: Tx, id: string) =>
  tx.selectFrom('division_change').select(['id', 'content', 'moved']).where('id', '=', id).executeTakeFirst()

export const listChangeRows = (tx: Tx, limit: number) =>
  tx
    .selectFrom('division_change')
    .select([
      'id',
      'kind',
      'content',
      'moved',
      sql<string>`effective_on::text`.as('effectiveOn'),
      'document_no as documentNo',
      'made_by_name as madeBy',
      'recorded_at as recordedAt',
    ])
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute()

/** The stable number of a county, 0 for what lies above. */
export async function findCountyNumber(tx: Tx, code: string): Promise<number> {
  const row = await tx.selectFrom('county').select('id').where('code', '=', code.slice(0, 6)).executeTakeFirst()
  return row?.id ?? 0
}
