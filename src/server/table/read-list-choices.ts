import type { readListChoices as endpoint } from '#contract/record-lists.ts'
import { columnOf } from '#domain/table/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { recordSource } from './record-sources.ts'

/** The codes of the plans where the reader stands, of each column that the list's own definition does not say. */
export const readListChoices =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { list: subject }) => {
    const { list, source, words } = recordSource(subject, opener)
    const open = await words?.(context)
    const asked = Object.entries(source.facts ?? {}).filter(([key]) => {
      const column = columnOf(list, key)
      return column?.isFilterable === true && column.choices === undefined
    })
    return {
      choices: Object.fromEntries(
        asked.map(([key, fact]) => [
          key,
          (open?.codesOf(fact) ?? []).map((value) => ({ value, label: open?.say(value, fact) ?? value })),
        ]),
      ),
    }
  }
