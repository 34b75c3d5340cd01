import type { CompiledScheme } from '../compile/compile.ts'
import { COMMON_OPTIONS } from './code-words.ts'
import { walk } from '../walk.ts'

const lastOf = (name: string): string => name.replace('[]', '').split('.').at(-1) ?? name

/**
 * Codes by the fact they belong to, under its bare name and, where the plan names it, with its subject, in the order in which the plan first names them: its
 * words, lists and comparisons.
 */
export function knownCodes({ scheme }: CompiledScheme): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, Set<string>>()
  const add = (field: string, code: string): void => {
    const codes = out.get(field)
    if (codes) codes.add(code)
    else out.set(field, new Set([code]))
  }
  for (const rule of scheme.rules) {
    if (rule.kind === 'catalogue') for (const { code } of rule.items) add(lastOf(rule.of), code)
    walk(rule, (node) => {
      const { fact } = node
      if (typeof fact !== 'string') return
      for (const value of [node['is'], node['has'], node['in']].flat())
        if (typeof value === 'string') for (const name of new Set([lastOf(fact), fact])) add(name, value)
    })
  }
  for (const key of Object.keys(scheme.words)) {
    const [field, code] = key.split(/\.(.*)/)
    if (field !== undefined && code !== undefined && /Codes?$/.test(field)) add(field, code)
  }
  for (const id of Object.keys(scheme.roles))
    for (const field of ['byRoleCode', 'ownerCode', 'leadCode', 'partyCodes']) add(field, id)
  for (const id of Object.keys(scheme.entryTypes)) add('typeCode', id)
  for (const [field, codes] of Object.entries(COMMON_OPTIONS)) for (const code of codes) add(field, code)
  return new Map([...out].map(([field, codes]) => [field, [...codes]]))
}
