import type { Rule } from '../scheme/index.ts'

/** A stretch of time that the text of a plan fixes: until a day, or from one day to another. */
export interface PlanNode {
  readonly from: string | undefined
  readonly to: string
}

/** The days a rule's own text fixes; undefined where they follow from something else. */
export function planNodeOf(rule: Rule): PlanNode | undefined {
  const due = 'due' in rule ? rule.due : undefined
  if (due === undefined) return undefined
  if ('by' in due) return { from: undefined, to: due.by }
  return 'to' in due ? { from: due.from, to: due.to } : undefined
}

/** Values that a rule names for a field of the rows it looks at: the phases, or the tasks, it asks for. */
export function namedIn(rule: Rule, field: string): ReadonlySet<string> {
  const out = new Set<string>()
  const take = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(take)
    else if (typeof node === 'object' && node !== null) {
      const { fact, is } = node as { fact?: unknown; is?: unknown }
      if (typeof is === 'string' && fact === field) out.add(is)
      Object.values(node).forEach(take)
    }
  }
  take(rule)
  return out
}
