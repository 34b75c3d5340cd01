import { problemFor } from '#contract/problem-table.ts'
import type { Refusal } from '#domain/kernel/refusal.ts'

/** A refusal as one sentence, where there is no place for more. */
export const refusalInWords = ({ code, detail, fields = [] }: Refusal): string =>
  [problemFor(code).title, detail, ...fields.map(({ message }) => message)].filter(Boolean).join('：')
