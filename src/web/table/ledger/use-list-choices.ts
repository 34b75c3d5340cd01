import { readListChoices } from '#contract/record-lists.ts'
import type { Choice, ListedSubject } from '#domain/table/index.ts'
import { useAnswer } from '#web/http/use-answer.ts'

/** What the filters of a list can choose from that its definition does not say. */
export const useListChoices = (list: ListedSubject): Readonly<Record<string, readonly Choice[]>> =>
  useAnswer(readListChoices, { list }).data?.choices ?? {}
