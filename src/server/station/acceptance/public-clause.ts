import type { OpenScheme } from '#server/scheme/index.ts'

/** By this name plans and the law say how a purchased service is accepted: with recipients present and the result made public. */
const SLOT = 'contract.acceptance'

/** The clause by which recipients take part and the result is published, where a text in force has one. */
export function publicClauseOf(plans: readonly OpenScheme[]): string | undefined {
  for (const { layers } of plans) {
    const found = layers.rules.find(({ rule }) => rule.rule.slot === SLOT)
    if (found) return found.rule.rule.cites[0]
  }
  return undefined
}
