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

/** What a division was called on a day; undefined where it was not there. */
export async function findNameOn(tx: Tx, code: string, day: CivilDate): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from app.division
    where code = ${code} and (since is null or since <= ${day}::date) and (ended_on is null or ended_on > ${day}::date)
    union all
    select name from app.division_past where code = ${code} and (since is null or since <= ${day}::date) and until > ${day}::date
    limit 1
  `.execute(tx)
  return rows[0]?.name
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
  const { rows: towns } = await sql<{ code: string; towns: number }>`
    select left(code, ${digits}::int) as code, count(*)::int as towns
    from app.division
    where level = 'town' and code >= ${code} and code < ${below} and type_digit = any (${[...kinds]})
      and (since is null or since <= ${day}::date) and (ended_on is null or ended_on > ${day}::date)
    group by 1
  `.execute(tx)
  const { rows: renamed } = await sql<{ code: string; towns: number }>`
    select left(code, ${digits}::int) as code, count(*)::int as towns
    from app.division_past
    where level = 'town' and code >= ${code} and code < ${below} and type_digit = any (${[...kinds]})
      and (since is null or since <= ${day}::date) and until > ${day}::date
    group by 1
  `.execute(tx)
  const { rows: covered } = await sql<Omit<CoverCount, 'towns'>>`
    select left(division_code, ${digits}::int) as code,
      count(*) filter (where built @> ${day}::date)::int as built,
      count(*) filter (where staffed @> ${day}::date)::int as staffed,
      count(*) filter (where serving @> ${day}::date)::int as serving
    from app.cover
    where division_code >= ${code} and division_code < ${below} and length(division_code) = 9
      and substr(division_code, 7, 1) = any (${[...kinds]})
    group by 1
  `.execute(tx)
  const counts = new Map<string, CoverCount>()
  for (const row of [...towns, ...renamed]) {
    const so = counts.get(row.code)
    counts.set(row.code, { code: row.code, towns: (so?.towns ?? 0) + row.towns, built: 0, staffed: 0, serving: 0 })
  }
  for (const row of covered) counts.set(row.code, { ...row, towns: counts.get(row.code)?.towns ?? 0 })
  return counts
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
