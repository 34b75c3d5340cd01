import type { Kysely } from 'kysely'
import type { Divisions } from '#domain/territory/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import type { DemoScheme } from './demo-scheme.ts'
import { demoSchemes } from './demo-schemes.ts'
import { demoId } from './entity-book.ts'
import {
  findLoaded,
  getCountyIds,
  insertAdoption,
  insertDivisions,
  insertEntities,
  insertSignatures,
  type Signature,
} from './repository.ts'

/** What is asked of a scheme here: its settings as proposed, and those of its overlays. */
export interface SchemeSettings {
  readonly id: string
  readonly nature: string
  readonly settings: Settings
  readonly overlays: readonly { readonly divisions: readonly string[]; readonly settings: Settings }[]
}
type Settings = Readonly<Record<string, { readonly proposed: number | string }>>

/**
 * Brings the demonstration of every plan into the database, in one transaction; plans whose demonstration is there are left alone.
 * Returns the plans that came in.
 */
export const loadDemo = (db: Kysely<DB>, divisions: Divisions, schemes: readonly SchemeSettings[]): Promise<readonly string[]> =>
  systemTx(db, async (tx) => {
    const there = await findLoaded(tx)
    const laws = schemes.filter(({ nature }) => nature === 'law')
    const wanted = schemes.filter(({ id, nature }) => nature !== 'law' && !there.has(id))
    if (wanted.length === 0) return []
    const loaded: string[] = []
    for (const demo of demoSchemes(divisions)) {
      const scheme = wanted.find(({ id }) => id === demo.schemeId)
      if (!scheme) continue
      await insertDivisions(tx, demo)
      await insertEntities(tx, demo, await getCountyIds(tx, demo.counties))
      await insertAdoption(tx, demo)
      for (const one of [scheme, ...laws]) await insertSignatures(tx, demo, one.id, signaturesOf(demo, one))
      loaded.push(demo.schemeId)
    }
    return loaded
  })

/** Most settings signed as proposed; those of an overlay in its own division, those of the law where the plan is in force. */
function signaturesOf(demo: DemoScheme, scheme: SchemeSettings): readonly Signature[] {
  const of = (settings: Settings, unitCode: string): readonly Signature[] =>
    Object.entries(settings)
      .filter(([settingId]) => !demo.unsigned.includes(settingId))
      .map(([settingId, { proposed }]) => ({
        id: demoId(demo.schemeId, 'signature', scheme.nature === 'law' ? `${scheme.id}:${settingId}` : settingId),
        settingId,
        unitCode,
        value: proposed,
      }))
  return [
    ...of(scheme.settings, demo.adoption.unitCode),
    ...scheme.overlays.flatMap(({ divisions, settings }) => of(settings, divisions[0] ?? demo.adoption.unitCode)),
  ]
}
