import { sql } from 'kysely'
import { divisionLevel, parentCode, typeDigit, type DivisionCode } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { nameKeys } from '#server/record/index.ts'

/** A division as the unit that the plan judges. */
export interface ListedDivision {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly name: string
}

const listed = sql`select id, version, division_code as code, name from app.unit
  where tier_code <> 'zone' and facts ->> 'endedOn' is null`

export async function findListed(tx: Tx, codes: readonly string[]): Promise<readonly ListedDivision[]> {
  return (await sql<ListedDivision>`${listed} and division_code = any (${[...codes]})`.execute(tx)).rows
}

export async function findListedById(tx: Tx, ids: readonly string[]): Promise<readonly ListedDivision[]> {
  return (await sql<ListedDivision>`${listed} and id = any (${[...ids]}::uuid[])`.execute(tx)).rows
}

/** Which of the codes stand, with their names, and which were given up; a list that was taken back gave none up. */
export async function findStandingCodes(
  tx: Tx,
  codes: readonly string[],
): Promise<{ readonly there: ReadonlyMap<string, string>; readonly ended: ReadonlySet<string> }> {
  const { rows } = await sql<{ code: string; name: string; ended: boolean }>`
    select code, name, ended_on is not null as ended from app.division
    where code = any (${[...codes]}) and (ended_on is null or ended_on > '-infinity')
  `.execute(tx)
  return {
    there: new Map(rows.filter((r) => !r.ended).map((r) => [r.code, r.name])),
    ended: new Set(rows.filter((r) => r.ended).map((r) => r.code)),
  }
}

interface NewListed {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly countyId: number
  readonly facts: object
}

/** Adds divisions with their units, as having always been there. */
export async function addListed(
  tx: Tx,
  rows: readonly NewListed[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  const given = JSON.stringify(
    rows.map(({ code: text, ...row }) => {
      const code = text as DivisionCode
      return {
        ...row,
        code,
        level: divisionLevel(code),
        digit: typeDigit(code) ?? null,
        parent: parentCode(code) ?? null,
        keys: nameKeys(row.name),
      }
    }),
  )
  // one that was taken back comes in again; one that stands under the list of the country keeps what it is called there
  await sql`
    insert into app.division (code, name, level, type_digit, parent_code, is_own)
    select code, name, level, digit, parent, true
    from json_to_recordset(${given}::json) as t (code text, name text, level text, digit text, parent text)
    on conflict (code) do update set name = excluded.name, ended_on = null where app.division.ended_on = '-infinity'
  `.execute(tx)
  await sql`
    insert into app.unit (county_id, id, division_code, is_open, name, name_keys, facts, recorded_by, recorded_at)
    select "countyId", id, code, true, name, keys, facts, ${by}::uuid, ${at}::timestamptz
    from json_to_recordset(${given}::json) as t ("countyId" int, id uuid, code text, name text, keys text, facts jsonb)
  `.execute(tx)
}

interface Corrected {
  readonly id: string
  readonly version: number
  readonly name: string
}

/** Gives divisions another name from today on. Answers how many were still as they were read. */
export async function correctListed(
  tx: Tx,
  rows: readonly Corrected[],
  { by, at, today }: { readonly by: string; readonly at: Date; readonly today: string },
): Promise<number> {
  const given = JSON.stringify(rows.map((row) => ({ ...row, keys: nameKeys(row.name) })))
  const changed = await sql<{ code: string; name: string }>`
    update app.unit u
    set name = t.name, name_keys = t.keys, facts = u.facts || jsonb_build_object('nameText', t.name),
      effective_on = ${today}::date, recorded_by = ${by}::uuid, recorded_at = ${at}::timestamptz
    from json_to_recordset(${given}::json) as t (id uuid, version int, name text, keys text)
    where u.id = t.id and u.version = t.version
    returning u.division_code as code, u.name
  `.execute(tx)
  const named = JSON.stringify(changed.rows)
  await sql`
    insert into app.division_past (code, since, until, name, level, type_digit, parent_code)
    select d.code, d.since, ${today}::date, d.name, d.level, d.type_digit, d.parent_code
    from app.division d
    join json_to_recordset(${named}::json) as t (code text, name text) on t.code = d.code and t.name <> d.name
    where d.since is null or d.since < ${today}::date
  `.execute(tx)
  await sql`
    update app.division d set name = t.name, since = ${today}::date
    from json_to_recordset(${named}::json) as t (code text, name text)
    where t.code = d.code and t.name <> d.name
  `.execute(tx)
  return changed.rows.length
}

/** Takes divisions back that a list had brought: as if they had never been. Answers how many were still as they were. */
export async function withdrawListed(
  tx: Tx,
  rows: readonly { readonly id: string; readonly version: number }[],
): Promise<number> {
  const gone = await sql<{ code: string }>`
    delete from app.unit u using json_to_recordset(${JSON.stringify(rows)}::json) as t (id uuid, version int)
    where u.id = t.id and u.version = t.version
    returning u.division_code as code
  `.execute(tx)
  await sql`
    update app.division set ended_on = '-infinity', since = null
    where code = any (${gone.rows.map((r) => r.code)}) and is_own
  `.execute(tx)
  return gone.rows.length
}
