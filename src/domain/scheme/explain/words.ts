import { formatQuantity, shownQuantity } from '../../kernel/quantity.ts'
import type { FactDef, RowsDef } from '../catalogue/types.ts'
import type { CompiledScheme } from '../compile/compile.ts'
import type { Amount } from '../compile/ruling.ts'
import type { Measure, Num, Pred } from '../schema/predicate.ts'
import type { FactValue } from '../facts/world.ts'
import { ACT_NOUNS, ACT_VERBS, ACTS } from './act-words.ts'
import { COMMON_CODES } from './code-words.ts'
import { DEFAULT_CODES } from './default-codes.ts'
import { knownCodes } from './known-codes.ts'
import { COUNTERS } from './row-counters.ts'
import { phrasesOf, type Phrases } from './phrase.ts'

/** 中文 for what a scheme names in code: facts, codes, roles, rules. */
export interface Words {
  /** `field` is the fact the code belongs to, where one code means different things. */
  readonly code: (code: string, field?: string) => string
  /** Codes that the plan knows of a fact: those its words, items and comparisons name. With the subject, of that subject's alone. */
  readonly codesOf: (field: string) => readonly string[]
  readonly role: (role: string) => string
  readonly fact: (name: string) => string
  readonly rule: (id: string) => string
  /** An act such as `contract.sign`: the subject's name and the verb. */
  readonly act: (act: string) => string
  readonly subject: (subject: string) => string
  /** With `rows`, bare names are fields of those rows. */
  readonly predicate: (pred: Pred, rows?: string) => string
  readonly measure: (measure: Measure, rows?: string) => string
  readonly field: (rows: string, name: string) => string
  readonly bounds: Phrases['bounds']
  readonly number: (n: Num, field?: string) => string
  readonly settingLabel: (id: string) => string
  /** Measure word of rows: 名, 份, 次 … */
  readonly counter: (rows: string) => string
  readonly value: (value: FactValue, unit?: Amount['unit'], den?: number, fact?: string) => string
}

export const amountText = (a: Amount): string => formatQuantity(Math.floor(a.value / a.den), a.unit)

const INSTANT = /^\d{4}-\d{2}-\d{2}T/
const lastOf = (name: string): string => name.replace('[]', '').split('.').at(-1) ?? name

/** Codes as the scheme's own words and items name them; `field.code` where an item or word is bound to one fact. */
function codeWords({ scheme }: CompiledScheme): Map<string, string> {
  const out = new Map<string, string>()
  const add = (key: string, text: string): void => void (out.has(key) || out.set(key, text))
  for (const [id, w] of Object.entries(scheme.words)) add(id, w)
  for (const rule of scheme.rules)
    if (rule.kind === 'catalogue') for (const i of rule.items) add(`${lastOf(rule.of)}.${i.code}`, i.label)
  for (const [id, r] of Object.entries(scheme.roles))
    for (const f of ['byRoleCode', 'ownerCode', 'leadCode', 'partyCodes']) add(`${f}.${id}`, r.label)
  for (const [id, e] of Object.entries(scheme.entryTypes)) add(`typeCode.${id}`, e.label)
  for (const rule of scheme.rules) {
    if (rule.kind === 'catalogue') for (const i of rule.items) add(i.code, i.label)
    if (rule.kind === 'process') for (const s of rule.steps) add(s.id, s.label)
    if (rule.kind === 'bands') for (const b of rule.bands) add(b.id, b.label)
    if (rule.kind === 'tranches') for (const p of rule.parts) if (p.label !== undefined) add(p.id, p.label)
  }
  for (const [id, text] of Object.entries(COMMON_CODES)) add(id, text)
  for (const rule of scheme.rules) {
    if (rule.kind === 'checklist') for (const i of rule.items) add(i.id, i.label)
    if (rule.kind === 'quota') for (const c of rule.counts) if (c.label !== undefined) add(c.id, c.label)
  }
  for (const [id, e] of Object.entries(scheme.entryTypes)) add(id, e.label)
  for (const [id, r] of Object.entries(scheme.roles)) add(id, r.label)
  return out
}

export function wordsOf(compiled: CompiledScheme): Words {
  const { catalogue, scheme, signed } = compiled
  const codes = codeWords(compiled)
  const known = knownCodes(compiled)
  const fields = new Map<string, FactDef>()
  for (const def of Object.values(catalogue))
    for (const rows of Object.values(def.rows))
      for (const [k, f] of Object.entries(rows.fields ?? {})) if (!fields.has(k)) fields.set(k, f)
  for (const def of Object.values(catalogue)) for (const [k, f] of Object.entries(def.facts)) if (!fields.has(k)) fields.set(k, f)

  const code = (c: string, field?: string): string => {
    const bound = field === undefined ? undefined : `${lastOf(field)}.${c}`
    return (bound === undefined ? undefined : codes.get(bound)) ?? codes.get(c) ?? DEFAULT_CODES[bound ?? c] ?? c
  }
  const role = (r: string): string => scheme.roles[r]?.label ?? code(r)
  const rowsDef = (name: string): RowsDef | undefined => {
    const [subject = '', rows = ''] = name.replace('[]', '').split('.')
    return catalogue[subject]?.rows[rows]
  }
  const defOf = (name: string): FactDef | undefined => {
    const [subject = '', field] = name.split('.')
    return field === undefined ? fields.get(subject) : (catalogue[subject]?.facts[field] ?? fields.get(field))
  }
  const fact = (name: string): string => {
    if (name === 'today') return '判定日'
    if (name.startsWith('row.')) return fact(name.slice(4))
    const [subject = '', field] = name.split('.')
    if (field === 'id') return catalogue[subject]?.label ?? '本对象'
    return (field === undefined ? undefined : rowsDef(name)?.label) ?? defOf(name)?.label ?? name
  }
  const factIn = (rows: string, name: string): string => {
    const def = rowsDef(rows)
    const own = name.includes('.')
      ? undefined
      : (def?.fields?.[name] ?? (def?.of === undefined ? undefined : catalogue[def.of]?.facts[name]))
    return own && name !== 'id' ? own.label : name === 'id' ? (def?.label ?? '编号') : fact(name)
  }
  const subject = (s: string): string => {
    const [name = '', tier] = s.split(':')
    return tier === undefined ? (catalogue[name]?.label ?? name) : code(tier, 'tierCode')
  }
  const act = (a: string): string => {
    const [of = '', verb = ''] = a.split('.')
    const known = Object.values(catalogue).find(
      (d) => d.subject === of || d.subject === of.replace(/-(\w)/g, (_, c: string) => c.toUpperCase()),
    )
    return scheme.words[a] ?? ACTS[a] ?? `${ACT_VERBS[verb] ?? code(verb)}${known?.label ?? ACT_NOUNS[of] ?? code(of)}`
  }
  const rule = (id: string): string => scheme.rules.find((r) => r.id === id)?.label ?? id
  const setting = (id: string): string => {
    const value = signed.get(id)
    const text = String(value ?? scheme.settings[id]?.proposed ?? id)
    return `${/^[a-z]/.test(text) ? code(text) : shownQuantity(text)}${value === undefined ? '（待签定）' : ''}`
  }
  const counter = (rows: string): string => COUNTERS[rowsDef(rows)?.of ?? ''] ?? COUNTERS[lastOf(rows)] ?? '项'
  const phrases = phrasesOf({ code, fact, factIn, rule, setting, counter })

  const value: Words['value'] = (v, unit, den = 1, of) => {
    if (v === undefined) return '未知'
    if (v === null) return '无'
    const type = of === undefined ? undefined : defOf(of)?.type
    if (typeof v === 'number') return formatQuantity(Math.floor(v / den), unit)
    if (typeof v === 'boolean') return v ? '是' : '否'
    if (typeof v === 'string') return type === 'id' ? '有' : INSTANT.test(v) ? v.replace('T', ' ').slice(0, 16) : code(v, of)
    if (!Array.isArray(v)) return '有'
    return v.length === 0
      ? '无'
      : type === 'ids'
        ? `${v.length} 项`
        : v.map((x) => value(x as FactValue, undefined, 1, of)).join('、')
  }
  const settingLabel = (id: string): string => scheme.settings[id]?.label ?? id
  return {
    code,
    codesOf: (field) => known.get(field) ?? [],
    role,
    fact,
    rule,
    act,
    subject,
    settingLabel,
    counter,
    value,
    predicate: (p, rows) => (rows === undefined ? phrases : phrases.of(rows)).predicate(p),
    measure: (m, rows) => (rows === undefined ? phrases : phrases.of(rows)).measure(m),
    field: factIn,
    bounds: phrases.bounds,
    number: phrases.number,
  }
}
