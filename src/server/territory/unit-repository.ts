import { sql } from 'kysely'
import { codeRange } from '#domain/access/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { nameKeys } from '#server/record/index.ts'

/** A division that takes part in a plan. */
export interface UnitRow {
  readonly id: string
  readonly code: string
  readonly tier: string
}

/** The units in a division and itself, and those of what lies above it. */
export async function listUnitsAround(tx: Tx, code: string): Promise<readonly UnitRow[]> {
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'division_code as code', 'tier_code as tier'])
    .where((eb) =>
      eb.or([
        eb.and([eb('division_code', '>=', code), eb('division_code', '<', codeRange(code).below)]),
        eb(
          'division_code',
          'in',
          [2, 4, 6, 9]
            .filter((length) => length < code.length)
            .map((length) => code.slice(0, length))
            .concat('0'),
        ),
      ]),
    )
    .where(sql<boolean>`facts ->> 'endedOn' is null`)
    .execute()
  return rows.map(({ id, code: at, tier }) => ({ id, code: at, tier: tier ?? '' }))
}

export interface NewUnit {
  readonly id: string
  readonly countyId: number
  readonly code: string
  readonly name: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Adds units, all at once; without a day they have always been what they are. */
export async function insertUnits(tx: Tx, units: readonly NewUnit[], by: string | null, since = '-infinity'): Promise<void> {
  const rows = units.map(({ id, countyId, code, name, facts }) => ({
    id,
    county_id: countyId,
    code,
    name,
    keys: nameKeys(name),
    facts,
  }))
  await sql`
    insert into app.unit (county_id, id, division_code, is_open, name, name_keys, facts, recorded_by, effective_on)
    select county_id, id, code, true, name, keys, facts, ${by}::uuid, ${since}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (county_id int, id uuid, code text, name text, keys text, facts jsonb)
  `.execute(tx)
}

/** The stable numbers of counties; one that has none is given one. */
export async function ensureCounties(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ code: string; id: number }>`
    select code, app.ensure_county(code) as id from unnest(${[...codes]}::text[]) as t (code)
  `.execute(tx)
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** Who writes a unit, and from which day on it is so. */
interface Writer {
  readonly effectiveOn: string
  readonly by: string
  readonly at: Date
}

/** Adds facts to a unit: the next version, from a day on. */
export async function patchUnit(
  tx: Tx,
  id: string,
  { effectiveOn, by, at }: Writer,
  patch: (facts: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Promise<void> {
  const row = await tx.selectFrom('unit').select('facts').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  const more = JSON.stringify(patch(row.facts as Record<string, unknown>))
  await sql`
    update app.unit
    set facts = facts || ${more}::jsonb, effective_on = ${effectiveOn}::date, recorded_at = ${at}::timestamptz, recorded_by = ${by}::uuid
    where id = ${id}::uuid
  `.execute(tx)
}

interface ZoneUnit {
  readonly id: string
  readonly countyId: number
  readonly code: string
  readonly name: string
  readonly parentId: string
}

/** A zone is a unit of its own below its county. */
export async function upsertZoneUnit(tx: Tx, { id, countyId, code, name, parentId }: ZoneUnit, writer: Writer): Promise<void> {
  const facts = { nameText: name, divisionCode: code, tierCode: 'zone', parentId }
  const there = await tx.selectFrom('unit').select('id').where('id', '=', id).executeTakeFirst()
  if (there) await patchUnit(tx, id, writer, () => facts)
  else await insertUnits(tx, [{ id, countyId, code, name, facts }], writer.by, writer.effectiveOn)
}
