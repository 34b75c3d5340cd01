import type { DemoFacts } from './demo-scheme.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { EntityBook } from './entity-book.ts'

/** A territory unit of a demonstration. */
export interface DemoUnit {
  readonly id: Id
  readonly code: string
  readonly name: string
}

export interface UnitDraft {
  readonly code: string
  readonly name: string
  readonly tier: 'province' | 'city' | 'county' | 'town' | 'community' | 'village' | 'zone'
  readonly parent?: DemoUnit | undefined
  /** Name of the county the unit lies in; of a county, its own. */
  readonly countyName?: string
  readonly facts?: DemoFacts
}

/** Adds a unit under its parent. Its facts carry the plain name, its title says 演示. */
export function addUnit(book: EntityBook, draft: UnitDraft): DemoUnit {
  const { code, name, tier, parent, countyName, facts } = draft
  const id = book.add('unit', code, { divisionCode: code }, `${name}（演示）`, {
    nameText: name,
    divisionCode: code,
    tierCode: tier,
    parentId: parent?.id ?? null,
    ...(countyName !== undefined && { countyNameText: countyName }),
    ...facts,
  })
  return { id, code, name }
}
