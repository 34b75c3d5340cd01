import { tableOf } from '../record-tables.ts'
import type { TestDatabase } from './test-database.ts'

export interface PutRecord {
  readonly subject: string
  readonly id: string
  readonly divisionCode: string
  readonly name: string
  readonly countyId?: number
  readonly agencyId?: string | undefined
  readonly stationId?: string | undefined
  readonly isOpen?: boolean
  readonly facts?: Readonly<Record<string, unknown>>
}

/** Puts a record in its table, as having held always. */
export async function putRecord(database: Pick<TestDatabase, 'query'>, record: PutRecord): Promise<void> {
  const { subject, id, divisionCode, name, countyId = 1, agencyId, stationId, isOpen = false, facts = {} } = record
  const table = tableOf(subject)
  const [column, value] = table === 'entity' ? ['subject, ', `'${subject}', `] : ['', '']
  await database.query(
    `insert into app.${table} (${column}county_id, id, division_code, agency_id, station_id, name, facts, is_open)
     values (${value}$1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      countyId,
      id,
      divisionCode,
      agencyId ?? null,
      subject === 'station' ? id : (stationId ?? null),
      name,
      JSON.stringify(facts),
      isOpen,
    ],
  )
}
