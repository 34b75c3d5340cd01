import type { Tx } from '#server/db/actor-tx.ts'
import { findKeptMapping } from './import-repository.ts'

/** Which heading stood for which column when this county last took such a table in. */
export async function keptHeadings(tx: Tx, countyId: number, importer: string): Promise<Readonly<Record<string, string>>> {
  const kept = await findKeptMapping(tx, countyId, importer)
  return Object.fromEntries(
    Object.entries(kept?.mapping ?? {}).flatMap(([key, at]) => {
      const heading = kept?.headings[at]
      return heading === undefined || heading === '' ? [] : [[key, heading]]
    }),
  )
}
