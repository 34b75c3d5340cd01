// eslint-disable-next-line no-restricted-imports -- the table of the samples is the tests' own
import { sql } from 'kysely'
import { defineImport, type ImportValues } from '#domain/table/index.ts'
import type { Importer } from '../import/importer.ts'

/** The samples as a spreadsheet to take in. */
export const sampleImport = defineImport({
  key: 'sample',
  title: '样例站点',
  columns: [
    { key: 'town', title: '乡镇', kind: 'code', isRequired: true, isKey: true, example: '城关镇' },
    { key: 'name', title: '站名', kind: 'text', isRequired: true, isKey: true, maxLength: 30, example: '城关镇示例站' },
    { key: 'areaM2', title: '面积', kind: 'area', min: 0, max: 1_000_000, example: '40' },
    { key: 'staff', title: '人数', kind: 'int', min: 0, max: 99, example: '3' },
    { key: 'openedOn', title: '启用日期', kind: 'date', example: '2026-01-05' },
    { key: 'isOwn', title: '独立用房', kind: 'bool', example: '是' },
  ],
})

const COLUMNS: Readonly<Record<string, string>> = {
  town: 'division_code',
  name: 'name',
  areaM2: 'area_hundredths_m2',
  staff: 'staff',
  openedOn: 'opened_on',
  isOwn: 'is_own',
}
interface Stored {
  readonly id: string
  readonly version: number
  readonly [column: string]: unknown
}
const recorded = (row: Stored) => ({
  id: row.id,
  version: row.version,
  values: Object.fromEntries(Object.entries(COLUMNS).map(([key, column]) => [key, row[column] as ImportValues[string]])),
})

export const sampleImporter: Importer = {
  definition: sampleImport,
  who: 'record fact',
  async dictionaries({ tx }) {
    const { rows } = await sql<{ value: string; label: string }>`
      select code as value, name as label from app.division
      where level = 'town' and code >= app.scope_from() and code < app.scope_below() order by code`.execute(tx)
    return { town: rows }
  },
  target: {
    async find({ tx }, wanted) {
      const keys = wanted.map(({ town, name }) => ({ town, name }))
      const { rows } = await sql<Stored>`
        select s.* from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as v (town text, name text)
        join app.sample s on s.division_code = v.town and s.name = v.name`.execute(tx)
      const by = new Map(rows.map((row) => [JSON.stringify([row['division_code'], row['name']]), recorded(row)]))
      return wanted.map(({ town, name }) => by.get(JSON.stringify([town, name])))
    },
    async findById({ tx }, ids) {
      const { rows } = await sql<Stored>`select * from app.sample where id = any (${[...ids]})`.execute(tx)
      return new Map(rows.map((row) => [row.id, recorded(row)]))
    },
    async add({ tx }, added) {
      const rows = added.map(({ id, values }) => ({ id, ...values }))
      await sql`
        insert into app.sample (county_id, id, division_code, name, area_hundredths_m2, staff, opened_on, is_own)
        select 1, id, town, name, "areaM2", staff, "openedOn", "isOwn" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as v (id uuid, town text, name text, "areaM2" int, staff int, "openedOn" date, "isOwn" boolean)`.execute(tx)
    },
    async change({ tx }, changed) {
      let count = 0
      for (const { id, version, values } of changed) {
        const set = Object.entries(values).map(([key, value]) => sql`${sql.ref(COLUMNS[key] ?? '')} = ${value ?? null}`)
        const { numAffectedRows = 0n } = await sql`
          update app.sample set version = version + 1, ${sql.join(set)} where id = ${id} and version = ${version}`.execute(tx)
        count += Number(numAffectedRows)
      }
      return count
    },
    async remove({ tx }, removed) {
      const { numAffectedRows = 0n } = await sql`
        delete from app.sample s using jsonb_to_recordset(${JSON.stringify(removed)}::jsonb) as v (id uuid, version int)
        where s.id = v.id and s.version = v.version`.execute(tx)
      return Number(numAffectedRows)
    },
  },
}
