import type { readHistory as endpoint } from '#contract/record.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { FactsDraft } from '#domain/record/index.ts'
import { codeIn, type SubjectDef, type Words } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findReadable } from './find-readable.ts'
import { openPlace } from './place-catalogue.ts'
import { listAccountNames, listVersions } from './repository.ts'

/** The versions of a record, newest first, each with what it changed. @refuses RECORD_NOT_FOUND */
export const readHistory =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { subject, id }) => {
    const { tx } = context
    const record = await findReadable(context, subject, id)
    if (!record) return refuse('RECORD_NOT_FOUND')
    const place = await openPlace(opener, context, record.divisionCode)
    const def = place.catalogue[subject]
    const all = [record, ...(await listVersions(tx, record))]
    const names = await listAccountNames(tx, [...new Set(all.flatMap(({ recordedBy }) => recordedBy ?? []))])
    return {
      versions: all.map(({ version, effectiveOn, recordedAt, recordedBy, facts }, i) => {
        const by = recordedBy === null ? undefined : names.get(recordedBy)
        return {
          version,
          ...(effectiveOn !== '-infinity' && { effectiveOn }),
          recordedAt: recordedAt.toISOString(),
          ...(by !== undefined && { recordedBy: by }),
          changes: def ? describeChanges(def, place.words, all[i + 1]?.facts ?? {}, facts) : [],
        }
      }),
    }
  }

/** What differs, in the words of the place; a list says how many rows it has. */
function describeChanges(def: SubjectDef, words: readonly Words[], before: FactsDraft, after: FactsDraft) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const say = (name: string, value: unknown): string => {
    if (value === undefined) return '未填'
    const fact = def.facts[name]
    if (typeof value === 'string' && fact?.type === 'code') return codeIn(words, value, name)
    if (fact && words[0]) return words[0].value(value as never, fact.unit, 1, name)
    return Array.isArray(value) ? `${value.length} 行` : value === null ? '无' : JSON.stringify(value)
  }
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      label: def.facts[name]?.label ?? def.rows[name]?.label ?? name,
      before: say(name, before[name]),
      after: say(name, after[name]),
    }))
}
