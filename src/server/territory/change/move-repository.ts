import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { RECORD_TABLES } from '#server/db/record-tables.ts'
import { nameKeys } from '#server/record/index.ts'

export interface MovedRecord {
  readonly subject: string
  readonly id: string
  readonly name: string
}

/** Who moves records, from which day on. */
export interface Mover {
  readonly effectiveOn: CivilDate
  readonly by: string
  readonly at: Date
}

const written = ({ effectiveOn, by, at }: Mover) =>
  sql`effective_on = ${effectiveOn}::date, recorded_at = ${at}::timestamptz, recorded_by = ${by}::uuid`
/** The facts of a record at its new place: under its new code, and with another unit where its own was given up. */
const factsAt = (code: ReturnType<typeof sql>, units: UnitSwap | undefined) => {
  const facts = units ? sql`replace(facts::text, ${units.from}, ${units.to})::jsonb` : sql`facts`
  return sql`case when facts ? 'divisionCode' then ${facts} || jsonb_build_object('divisionCode', ${code}) else ${facts} end`
}

/** The unit of a division that is given up, and the one in its place. */
export interface UnitSwap {
  readonly from: string
  readonly to: string
}

/** Everything that lies in `from` goes over to `to`, all but the unit of `from` itself. */
export async function moveRecords(
  tx: Tx,
  from: string,
  to: string,
  units: UnitSwap | undefined,
  mover: Mover,
): Promise<readonly MovedRecord[]> {
  const code = sql`${to}::text || substr(division_code, ${from.length + 1}::int)`
  const moved: MovedRecord[] = []
  for (const table of RECORD_TABLES) {
    const subject = table === 'entity' ? sql`subject` : sql`${table}::text`
    const { rows } = await sql<MovedRecord>`
      update app.${sql.raw(table)}
      set division_code = ${code}, facts = ${factsAt(code, units)}, ${written(mover)}
      where division_code >= ${from} and division_code < ${codeRange(from).below}
        and id is distinct from ${units?.from ?? null}::uuid
      returning ${subject} as subject, id, name
    `.execute(tx)
    moved.push(...rows)
  }
  return moved
}

/** A station and whatever belongs to it go over to another town; rooms in villages go with their village instead. */
export async function moveStation(
  tx: Tx,
  stationId: string,
  from: string,
  to: string,
  units: UnitSwap | undefined,
  mover: Mover,
): Promise<readonly MovedRecord[]> {
  const moved: MovedRecord[] = []
  for (const table of RECORD_TABLES) {
    const subject = table === 'entity' ? sql`subject` : sql`${table}::text`
    const { rows } = await sql<MovedRecord>`
      update app.${sql.raw(table)}
      set division_code = ${to}, facts = ${factsAt(sql`${to}::text`, units)}, ${written(mover)}
      where division_code = ${from} and (station_id = ${stationId}::uuid or facts ->> 'stationId' = ${stationId})
      returning ${subject} as subject, id, name
    `.execute(tx)
    moved.push(...rows)
  }
  return moved
}

/** Wherever else in a county a unit is named that was given up, the one in its place is. */
export async function swapUnit(tx: Tx, county: string, { from, to }: UnitSwap, mover: Mover): Promise<number> {
  let changed = 0
  for (const table of RECORD_TABLES) {
    const { numAffectedRows } = await sql`
      update app.${sql.raw(table)}
      set facts = replace(facts::text, ${from}, ${to})::jsonb, ${written(mover)}
      where division_code >= ${county} and division_code < ${codeRange(county).below}
        and facts::text like ${`%${from}%`}
        and id <> ${from}::uuid
    `.execute(tx)
    changed += Number(numAffectedRows ?? 0)
  }
  return changed
}

/** Units that are no more: they stay for the days before, and are asked nothing from then on. */
export async function retireUnits(tx: Tx, ids: readonly string[], mover: Mover): Promise<void> {
  await sql`
    update app.unit set facts = facts || jsonb_build_object('endedOn', ${mover.effectiveOn}::text), ${written(mover)}
    where id = any (${[...ids]}::uuid[])
  `.execute(tx)
}

export async function renameUnit(tx: Tx, code: string, name: string, mover: Mover): Promise<void> {
  await sql`
    update app.unit set name = ${name}, name_keys = ${nameKeys(name)}, facts = facts || jsonb_build_object('nameText', ${name}::text), ${written(mover)}
    where division_code = ${code} and tier_code <> 'zone'
  `.execute(tx)
}

/** A record in these divisions that took effect after a day: what is moved back before it would be told wrong. */
export async function findLater(
  tx: Tx,
  codes: readonly string[],
  on: CivilDate,
): Promise<{ readonly name: string; readonly effectiveOn: string } | undefined> {
  const { rows } = await sql<{ name: string; effectiveOn: string }>`
    select f.name, f.effective_on::text as "effectiveOn"
    from unnest(${[...codes]}::text[]) as t (code)
    join app.fact f on f.division_code >= t.code collate "C" and f.division_code < t.code || '~' collate "C"
    where f.effective_on > ${on}::date and f.effective_on < 'infinity'
    order by f.effective_on desc
    limit 1
  `.execute(tx)
  return rows[0]
}

export interface Followed {
  readonly grants: number
  readonly accounts: number
}

/** Grants, accounts and measures proposed go over with a code. */
export async function followDivision(tx: Tx, from: string, to: string): Promise<Followed> {
  const { rows } = await sql<{ grants: number; zones: number; accounts: number }>`
    select grants, zones, accounts from app.follow_division(${from}, ${to})
  `.execute(tx)
  const [row] = rows
  return { grants: (row?.grants ?? 0) + (row?.zones ?? 0), accounts: row?.accounts ?? 0 }
}

export async function followStation(tx: Tx, stationId: string, from: string, to: string): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    select app.follow_station(${stationId}::uuid, ${from}, ${to}) as moved
  `.execute(tx)
  return rows[0]?.moved ?? 0
}

/** A town that is no more is in no zone from then on; one in its place is in the same. */
export async function endInZones(tx: Tx, code: string, on: CivilDate): Promise<readonly string[]> {
  const { rows } = await sql<{ zone_id: string }>`
    update app.zone_town set in_force = daterange(lower(in_force), ${on}::date)
    where division_code = ${code} and lower(in_force) < ${on}::date and (upper_inf(in_force) or upper(in_force) > ${on}::date)
    returning zone_id
  `.execute(tx)
  return rows.map((row) => row.zone_id)
}
