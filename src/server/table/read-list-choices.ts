import type { readListChoices as endpoint } from '#contract/record-lists.ts'
import { columnOf } from '#domain/table/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { listChoices } from './choice-repository.ts'
import { recordSource } from './record-sources.ts'

/** What each column can be filtered by that the list's own definition does not say: codes of the plans, divisions, agencies. */
export const readListChoices =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { list: subject }) => {
    const { list, source, words } = recordSource(subject, opener)
    const open = await words?.(context)
    const asked = Object.entries(source.facts ?? {}).filter(([key]) => {
      const column = columnOf(list, key)
      return column?.isFilterable === true && column.choices === undefined
    })
    const looked = Object.entries(source.lookups ?? {}).filter(([key]) => columnOf(list, key)?.isFilterable === true)
    const named = []
    for (const [key, lookup] of looked)
      named.push([key, [...(await listChoices(context.tx, lookup, context.actor.scope.code))]] as const)
    return {
      choices: Object.fromEntries([
        ...named,
        ...asked.map(
          ([key, fact]) =>
            [key, (open?.codesOf(fact) ?? []).map((value) => ({ value, label: open?.say(value, fact) ?? value }))] as const,
        ),
      ]),
    }
  }
