import { createHash } from 'node:crypto'
import { makeId, type Id } from '#domain/kernel/id.ts'
import { isOpenSubject } from '#domain/record/index.ts'
import type { DemoEntity, DemoFacts, DemoIdentity } from './demo-scheme.ts'

/** All demonstration ids carry this instant (2020-01-01 in Beijing), whatever day they are loaded on. */
const MADE_AT_MS = 1_577_808_000_000

/** Where an entity lies and whose it is. */
export interface DemoPlace {
  readonly divisionCode: string
  readonly stationId?: Id
  readonly agencyId?: Id
}

/** Collects the entities of one plan. The same plan, subject and key always give the same id. */
export interface EntityBook {
  readonly entities: readonly DemoEntity[]
  id(subject: string, key: string): Id
  add(subject: string, key: string, place: DemoPlace, name: string, facts: DemoFacts, identity?: DemoIdentity): Id
}

/** The id that a demonstration's subject has by its key. */
export const demoId = (schemeId: string, subject: string, key: string): Id =>
  makeId(MADE_AT_MS, createHash('sha256').update(`${schemeId}/${subject}/${key}`).digest())

export function openBook(schemeId: string): EntityBook {
  const entities: DemoEntity[] = []
  const seen = new Set<string>()
  const id = (subject: string, key: string): Id => demoId(schemeId, subject, key)
  return {
    entities,
    id,
    add(subject, key, place, name, facts, identity) {
      if (seen.has(`${subject}/${key}`)) throw new Error(`${schemeId}: ${subject} ${key} twice`)
      seen.add(`${subject}/${key}`)
      const entity = {
        subject,
        id: id(subject, key),
        ...place,
        isOpen: isOpenSubject(subject),
        name,
        facts: { nameText: name, ...facts },
      }
      entities.push(identity ? { ...entity, identity } : entity)
      return entity.id
    },
  }
}
