import type { readListChoices as endpoint } from '#contract/record-lists.ts'
import { columnOf, type Choice } from '#domain/table/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { listChoices } from './choice-repository.ts'
import { recordSource } from './record-sources.ts'

/** What each column can be filtered by that the list's own definition does not say: divisions, agencies, codes of the plans. */
export const readListChoices =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { list: subject }) => {
    const { list, source, words } = recordSource(subject, opener)
    const choices: Record<string, Choice[]> = {}
    const isAsked = (key: string): boolean => {
      const column = columnOf(list, key)
      return column?.isFilterable === true && column.choices === undefined
    }
    for (const [key, lookup] of Object.entries(source.lookups ?? {}))
      if (isAsked(key)) choices[key] = [...(await listChoices(context.tx, lookup, context.actor.scope.code))]
    const open = await words?.(context)
    for (const [key, fact] of Object.entries(source.facts ?? {}))
      if (open && isAsked(key)) choices[key] = open.codesOf(fact).map((value) => ({ value, label: open.say(value, fact) }))
    return { choices }
  }
