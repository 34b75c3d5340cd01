import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Tx } from '#server/db/actor-tx.ts'

export interface CoverCount {
  readonly code: string
  readonly towns: number
  readonly built: number
  readonly staffed: number
  readonly serving: number
}

/** How many digits the code of a division below another has. */
const childDigits = (code: string): number => (code === '0' ? 2 : code.length < 6 ? code.length + 2 : code.length + 3)

/** The divisions directly below one as they stood on a day, by code. */
export async function listChildrenOn(
  tx: Tx,
  code: string,
  day: CivilDate,
): Promise<readonly { readonly code: string; readonly name: string; readonly level: string }[]> {
  const { rows } = await sql<{ code: string; name: string; level: string }>`
    select code, name, level from app.division
    where parent_code = ${code} and (since is null or since <= ${day}::date) and (ended_on is null or ended_on > ${day}::date)
    union all
    select code, name, level from app.division_past
    where parent_code = ${code} and (since is null or since <= ${day}::date) and until > ${day}::date
    order by code
  `.execute(tx)
  return rows
}

/** What divisions were called on a day; those that were not there are left out. */
export async function listNamesOn(tx: Tx, codes: readonly string[], day: CivilDate): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from app.division
    where code = any (${[...codes]}) and (since is null or since <= ${day}::date) and (ended_on is null or ended_on > ${day}::date)
    union all
    select code, name from app.division_past
    where code = any (${[...codes]}) and (since is null or since <= ${day}::date) and until > ${day}::date
  `.execute(tx)
  return new Map(rows.map((row) => [row.code, row.name]))
}

/** Of each division directly below one: the towns there were on a day, and how many of them were covered in each way. */
export async function countTowns(
  tx: Tx,
  code: string,
  kinds: readonly string[],
  day: CivilDate,
): Promise<ReadonlyMap<string, CoverCount>> {
  const digits = childDigits(code)
  const { below } = codeRange(code)
  // each way lies within the one before: the furthest is asked first, and most towns are asked once
  const { rows } = await sql<CoverCount>`
    with town as (
      select left(code, ${digits}::int) as code, count(*)::int as n
      from (
        select code from app.division
        where level = 'town' and code >= ${code} and code < ${below} and type_digit = any (${[...kinds]})
          and (since is null or since <= ${day}::date) and (ended_on is null or ended_on > ${day}::date)
        union all
        select code from app.division_past
        where level = 'town' and code >= ${code} and code < ${below} and type_digit = any (${[...kinds]})
          and (since is null or since <= ${day}::date) and until > ${day}::date
      ) there
      group by 1
    ), covered as (
      select code, count(*) filter (where far >= 1)::int as built, count(*) filter (where far >= 2)::int as staffed,
        count(*) filter (where far >= 3)::int as serving
      from (
        select left(division_code, ${digits}::int) as code,
          case when serving @> ${day}::date then 3 when staffed @> ${day}::date then 2 when built @> ${day}::date then 1 end as far
        from app.cover
        where division_code >= ${code} and division_code < ${below} and length(division_code) = 9
          and substr(division_code, 7, 1) = any (${[...kinds]})
        offset 0
      ) c
      group by 1
    )
    select code, coalesce(n, 0) as towns, coalesce(built, 0) as built, coalesce(staffed, 0) as staffed, coalesce(serving, 0) as serving
    from town full join covered using (code)
  `.execute(tx)
  return new Map(rows.map((row) => [row.code, row]))
}

/** The villages and communities of a division that have a room of their own on a day, in each way. */
export async function listRooms(tx: Tx, code: string, day: CivilDate): Promise<ReadonlyMap<string, CoverCount>> {
  const { rows } = await sql<CoverCount>`
    select division_code as code, 1 as towns, (built @> ${day}::date)::int as built, (staffed @> ${day}::date)::int as staffed,
      (serving @> ${day}::date)::int as serving
    from app.cover
    where division_code >= ${code} and division_code < ${codeRange(code).below} and length(division_code) = 12
  `.execute(tx)
  return new Map(rows.map((row) => [row.code, row]))
}
