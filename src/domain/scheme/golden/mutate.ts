import type { Catalogue } from '../catalogue/types.ts'
import type { Path, Position } from '../issue.ts'
import { lintScheme } from '../lint/lint.ts'
import type { LoadedScheme } from '../load.ts'
import { neighbours, numbersIn, replaced, type Found } from '../numbers.ts'
import type { Scheme } from '../schema/scheme.ts'
import { runGolden, type CompileCache } from './run-golden.ts'

/** One number of a scheme moved by its smallest step. */
export interface Mutant {
  readonly path: Path
  readonly from: string | number
  readonly to: string | number
  readonly at: Position | undefined
}

/** Rule that a path leads into, for the cases to try first. */
const ruleAt = (scheme: Scheme, path: Path): Scheme['rules'][number] | undefined => {
  if (path[0] === 'rules') return scheme.rules[Number(path[1])]
  return path[0] === 'overlays' && path[2] === 'rules' ? scheme.overlays[Number(path[1])]?.rules[Number(path[3])] : undefined
}

/** Every mutant of a scheme's numbers. */
export function mutantsOf(loaded: LoadedScheme): Mutant[] {
  const { scheme } = loaded
  if (!scheme) return []
  const found: Found[] = []
  numbersIn(scheme, [], found)
  return found.flatMap(({ path, value }) => {
    const rule = ruleAt(scheme, path)
    const at = rule ? loaded.locate(rule, path.slice(path[0] === 'rules' ? 2 : 4)) : loaded.locate('head', path)
    return neighbours(value).map((to) => ({ path, from: value, to, at }))
  })
}

const lintKey = (loaded: LoadedScheme, scheme: Scheme, base: Catalogue): string =>
  JSON.stringify(lintScheme({ ...loaded, scheme, locate: () => undefined }, base).issues.map((i) => [i.code, i.message]))

/** Whether the linter or a worked case notices the mutant. `name` is the case (or `lint`) that did. */
export function killerOf(loaded: LoadedScheme, mutant: Mutant, base: Catalogue): string | undefined {
  const { scheme, golden } = loaded
  if (!scheme) return undefined
  const mutated = replaced(scheme, mutant.path, mutant.to)
  const rule = ruleAt(scheme, mutant.path)
  const near = rule ? golden.filter((c) => rule.id in c.expect) : []
  const cache: CompileCache = new Map()
  for (const c of new Set([...near, ...golden])) if (runGolden(mutated, c, base, cache).length > 0) return c.name
  return lintKey(loaded, mutated, base) === lintKey(loaded, scheme, base) ? undefined : 'lint'
}
