import type { LayeredRule } from '#domain/scheme/index.ts'
import type { OpenScheme } from '#server/scheme/index.ts'

/** The clauses a rule rests on, as the document counts them. */
export function refsOf({ scheme }: Pick<OpenScheme, 'scheme'>, { rule }: LayeredRule): readonly string[] {
  const ids = rule.rule.cites.map((cite) => cite.split('/')[0])
  return [...new Set(scheme.clauses.filter(({ id }) => ids.includes(id)).map(({ ref }) => ref))]
}
