import type { FactsDraft } from '#domain/record/index.ts'

/** The rows of a list of facts; none where nobody has said any. */
export const rowsIn = (facts: FactsDraft, name: string): readonly FactsDraft[] => {
  const rows = facts[name]
  return Array.isArray(rows) ? (rows as readonly FactsDraft[]) : []
}

/** A fact that is text, or undefined. */
export const textIn = (facts: FactsDraft, name: string): string | undefined => {
  const value = facts[name]
  return typeof value === 'string' ? value : undefined
}
