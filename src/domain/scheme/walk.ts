import type { Path } from './issue.ts'
import type { Rule } from './schema/rule.ts'

/** Visits every object inside a rule with its path: predicates, measures, dues, items. */
export function walk(value: unknown, visit: (node: Record<string, unknown>, path: Path) => void, path: Path = []): void {
  if (Array.isArray(value)) value.forEach((v, i) => walk(v, visit, [...path, i]))
  else if (typeof value === 'object' && value !== null) {
    visit(value as Record<string, unknown>, path)
    for (const [k, v] of Object.entries(value)) walk(v, visit, [...path, k])
  }
}

/** Ids of the rules that a rule asks about, with where it does. */
export function ruleRefs(rule: Rule): { id: string; is?: string; path: Path }[] {
  const out: { id: string; is?: string; path: Path }[] = []
  walk(rule, (node, path) => {
    if (path.length > 0 && typeof node['rule'] === 'string')
      out.push({ id: node['rule'], path: [...path, 'rule'], ...(typeof node['is'] === 'string' && { is: node['is'] }) })
  })
  if (rule.defeats !== undefined) out.push({ id: rule.defeats, path: ['defeats'] })
  return out
}

/** Settings a rule rests on. */
export function settingRefs(rule: Rule): string[] {
  const out: string[] = []
  walk(rule, (node) => typeof node['setting'] === 'string' && out.push(node['setting']))
  return out
}

/** Facts named anywhere in a rule or a part of one, dotted. */
export function factRefs(part: unknown): Set<string> {
  const out = new Set<string>()
  const take = (v: unknown): void => {
    if (typeof v === 'string') {
      if (/^[a-z]\w*\.\w+(\[\])?$/.test(v)) out.add(v.replace('[]', ''))
      for (const [, name] of v.matchAll(/\{([a-z]\w*\.\w+)\}/g)) if (name) out.add(name)
    } else if (Array.isArray(v)) v.forEach(take)
    else if (typeof v === 'object' && v !== null) Object.values(v).forEach(take)
  }
  take(part)
  return out
}
