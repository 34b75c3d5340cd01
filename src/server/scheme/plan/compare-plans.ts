import type { z } from 'zod'
import type { comparePlans as endpoint } from '#contract/scheme/index.ts'
import { catalogue, layersOf, PARAMETER_LABEL, wordsOf, type Scheme } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { keepLast } from '../world/keep-last.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { listVersions } from '../repository.ts'
import { viewRule, type LaidScheme } from './view-scheme.ts'

type Comparison = z.infer<(typeof endpoint)['output']>

interface Line {
  readonly text: string
  readonly refs: string[]
}

const lay = (scheme: Scheme): LaidScheme => {
  const layers = layersOf(scheme, catalogue, new Map())
  return { scheme, layers, words: wordsOf(layers.base), signatures: new Map() }
}

/** The lines of one cell: what each rule, setting or sum named for the parameter asks, with its clauses. */
function linesOf(here: LaidScheme, refs: ReadonlyMap<string, string>, ids: readonly string[]): Line[] {
  const { scheme, layers } = here
  const refsOf = (cites: readonly string[]): string[] => [...new Set(cites.map((c) => refs.get(c.split('/')[0] ?? '') ?? c))]
  return ids.flatMap((id): Line[] => {
    const layered = layers.byKey.get(id) ?? layers.rules.find((r) => r.rule.rule.id === id)
    const rule = layered?.rule.rule
    if (layered && rule) {
      const place = layered.overlay ? `${layered.overlay.title}：` : ''
      return [{ text: `${place}${rule.label}：${viewRule(here, layered).requirement}`, refs: refsOf(rule.cites) }]
    }
    const setting = scheme.settings[id]
    if (setting) return [{ text: `${setting.label}：${setting.proposed}（待签定）`, refs: refsOf(setting.cites) }]
    const sum = scheme.sums.find((s) => s.id === id)
    return sum ? [{ text: `${sum.label}：${sum.whole.join(' + ')} / ${sum.parts.join(' + ')}`, refs: refsOf(sum.cites) }] : []
  })
}

/** Lays the plans out beside each other: one row a parameter, one cell a plan. */
function compare(schemes: readonly Scheme[]): Comparison {
  const columns = schemes.map((scheme) => ({ here: lay(scheme), refs: new Map(scheme.clauses.map((c) => [c.id, c.ref])) }))
  const rows = Object.entries(PARAMETER_LABEL).map(([parameter, label]) => ({
    parameter,
    label,
    cells: columns.map(({ here, refs }) => ({
      schemeId: here.scheme.id,
      lines: linesOf(here, refs, here.scheme.parameters[parameter] ?? []),
    })),
  }))
  return {
    schemes: schemes.map(({ id, shortTitle }) => ({ id, shortTitle })),
    rows: rows.filter((r) => r.cells.some((c) => c.lines.length > 0)),
  }
}

/** The plans side by side, live from the schemes last loaded; the law has no column. Made anew only when a plan changes. */
export const comparePlans = (opener: SchemeOpener): UseCase<typeof endpoint> => {
  const known = keepLast<Comparison>(2)
  return async ({ tx }) => {
    const latest = [...new Map((await listVersions(tx)).map((v) => [v.schemeId, v])).values()]
    const key = latest.map((v) => v.sha256).join()
    const kept = known.get(key)
    if (kept) return kept
    const schemes: Scheme[] = []
    for (const v of latest) schemes.push(await opener.parsed(tx, v.schemeId, v.sha256))
    return known.set(key, compare(schemes.filter(({ nature }) => nature !== 'law')))
  }
}
