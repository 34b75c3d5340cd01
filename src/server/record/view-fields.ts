import type { FieldView, RecordView } from '#contract/record.ts'
import type { Role } from '#domain/kernel/actor.ts'
import { doesKeep, LONGEST_TEXT } from '#domain/record/index.ts'
import { codeIn, type FactDef, type SubjectDef } from '#domain/scheme/index.ts'
import type { PlaceCatalogue } from './place-catalogue.ts'

type Asked = Pick<RecordView, 'fields' | 'lists'>

/** A record that a link may point to. */
export interface Candidate {
  readonly subject: string
  readonly id: string
  readonly name: string
}

/** Everything that can be recorded of a subject in a place: its own facts and lists; what is derived, attested or linked back is not. */
export function viewFields(def: SubjectDef, { words }: PlaceCatalogue, role: Role, candidates: readonly Candidate[]): Asked {
  const targets = new Map(Object.values(def.links).map(({ to, via }) => [via, to]))
  const one = (name: string, fact: FactDef): FieldView => {
    const to = targets.get(name)
    const options =
      fact.type === 'id'
        ? candidates.filter(({ subject }) => subject === to).map(({ id, name: label }) => ({ code: id, label }))
        : optionsOf(name, fact, words)
    return {
      name,
      label: fact.label,
      type: fact.type,
      ...(fact.unit !== undefined && { unit: fact.unit }),
      ...(fact.type === 'text' && { longest: fact.longest ?? LONGEST_TEXT }),
      ...(options && { options }),
    }
  }
  return {
    fields: Object.entries(def.facts)
      .filter(([name, { origin }]) => name !== 'id' && origin !== 'derived')
      .map(([name, fact]) => ({
        ...one(name, fact),
        supplier: fact.supplier,
        mayRecord: fact.origin !== 'attested' && doesKeep(role, fact.supplier),
      })),
    lists: Object.entries(def.rows).flatMap(([name, { fields, label, supplier, origin }]) =>
      fields && origin !== 'derived' && origin !== 'attested'
        ? [
            {
              name,
              label,
              supplier,
              mayRecord: doesKeep(role, supplier),
              fields: Object.entries(fields).map(([field, fact]) => one(field, fact)),
            },
          ]
        : [],
    ),
  }
}

function optionsOf(name: string, { type, levels }: FactDef, words: PlaceCatalogue['words']): FieldView['options'] {
  const say = (code: string): string => codeIn(words, code, name)
  if (levels) return levels.map((code) => ({ code, label: say(code) }))
  if (type !== 'code' && type !== 'codes') return undefined
  const codes = [...new Set(words.flatMap(({ codesOf }) => codesOf(name)))]
  return codes.map((code) => ({ code, label: say(code) }))
}
