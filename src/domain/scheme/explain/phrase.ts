import { isCivilDate } from '../../kernel/civil-date.ts'
import { parseQuantity, shownQuantity } from '../../kernel/quantity.ts'
import type { Measure, Num, Pred, Val } from '../schema/predicate.ts'
import { STATE_LABEL, type State } from '../state.ts'

/** The names a phrase is made of. `field` says which fact a code belongs to. */
export interface Names {
  readonly code: (code: string, field?: string) => string
  readonly fact: (name: string) => string
  /** A bare name as a field of rows. */
  readonly factIn: (rows: string, name: string) => string
  readonly rule: (id: string) => string
  readonly setting: (id: string) => string
  /** Measure word of the rows of a name: 名, 份, 次 … */
  readonly counter: (rows: string) => string
}
export interface Phrases {
  readonly measure: (m: Measure) => string
  readonly predicate: (p: Pred, depth?: number) => string
  /** The same, said of one row of these rows. */
  readonly of: (rows: string) => Phrases
  /** Bounds alone: `不少于 40 m²`. */
  readonly bounds: (limits: Limits, m?: Measure, counter?: string) => string
  readonly number: (n: Num | Val, field?: string) => string
}
type Limits = { readonly [key in 'atLeast' | 'atMost' | 'above' | 'below' | 'equals']?: Num | undefined }
type Of<K extends string> = Extract<Pred, { readonly [key in K]: unknown }>

const SPAN = { years: '年数', months: '月数', days: '天数' } as const
const DATE = { onOrBefore: '不晚于', onOrAfter: '不早于', before: '早于', after: '晚于' } as const
const OPPOSITE = { onOrBefore: '晚于', onOrAfter: '早于', before: '不早于', after: '不晚于' } as const
const NOW = { onOrBefore: '已到', onOrAfter: '未过', before: '已过', after: '未到' } as const
const NOT_NOW = { onOrBefore: '尚无', onOrAfter: '已过', before: '未过', after: '已到' } as const

/** A yes-or-no fact as a statement: 是否专职 → 专职, 非专职. */
const stated = (label: string, not: boolean): string => {
  const at = label.indexOf('是否')
  if (at < 0) return not ? `非${label}` : label
  return at === 0
    ? `${not ? (VERB.test(label.slice(2)) ? '不' : '非') : ''}${label.slice(2)}`
    : label.replace('是否', not ? '不' : '')
}
/** A space between 汉字 and what begins with a digit. */
const after = (word: string, text: string): string => (/^-?\d/.test(text) ? `${word} ${text}` : `${word}${text}`)
/** A row's own link back to the subject in hand goes without saying. */
const isOwn = (p: Pred): boolean =>
  'is' in p && 'fact' in p && typeof p.is === 'object' && 'fact' in p.is && /^row\.|\.id$|^id$/.test(p.is.fact)
const VERB = /^(涉及|设在|需|见到|面向|登记|有效)/
const lastOf = (m: Measure): string | undefined => (typeof m === 'string' ? m.split('.').at(-1) : undefined)

/** Conditions of a plan as short phrases an official would write. */
export function phrasesOf(names: Names): Phrases {
  const of = (rows: string): Phrases => phrasesOf({ ...names, fact: (f) => names.factIn(rows, f) })
  const day = (d: string): string => (isCivilDate(d) ? ` ${d}` : names.fact(d))
  const number = (n: Num | Val, field?: string): string => {
    if (typeof n === 'boolean') return n ? '是' : '否'
    if (typeof n === 'object') {
      if ('fact' in n) return names.fact(n.fact)
      if ('setting' in n) return names.setting(n.setting)
      return `“${n.template.replace(/\{([^}]+)\}/g, (_, f: string) => `〔${names.fact(f)}〕`)}”`
    }
    return typeof n === 'number' ? String(n) : parseQuantity(n) ? shownQuantity(n) : names.code(n, field)
  }

  /** Rows with their condition: short ones before the noun, long ones in brackets. An entry is named by its type. */
  const rows = (name: string, where: Pred | undefined, distinct?: string): string => {
    const kids = where === undefined ? [] : 'all' in where ? where.all : [where]
    const type = name.endsWith('.entries[]') ? kids.find((k) => 'is' in k && 'fact' in k && k.fact === 'typeCode') : undefined
    const noun = `${type && 'is' in type ? number(type.is, 'typeCode') : names.fact(name)}${distinct === undefined ? '' : '（不重复计）'}`
    const told = kids.filter((k) => k !== type && !isOwn(k))
    if (told.length === 0) return noun
    const inner = of(name)
    const text = told.map((k) => inner.predicate(k, told.length === 1 ? 0 : 1)).join('、')
    const short = told.length <= 2 && text.length <= 24 && !/[（；，]|^(有|无|没有)/.test(text)
    return short ? `${text}${/\d$/.test(text) ? ' ' : ''}的${noun}` : `${noun}（${text}）`
  }
  const total = (name: string, where: Pred | undefined, field: string, word: string): string => {
    const [noun, label] = [rows(name, where), names.factIn(name, field)]
    return `${where === undefined && label.startsWith(noun) ? '' : `${noun}的`}${label}${word}`
  }
  const measure = (m: Measure): string => {
    if (typeof m === 'string') return names.fact(m)
    if ('count' in m) return rows(m.count, m.where, m.distinct)
    if ('sum' in m) return total(m.sum, m.where, m.field, '合计')
    if ('mean' in m) return total(m.mean, m.where, m.field, '平均')
    if ('run' in m) return `${names.fact(m.run)}连续“${of(m.run).predicate(m.where, 1)}”的次数`
    for (const key of ['years', 'months', 'days'] as const) {
      const span = (m as Partial<Record<typeof key, [string, string]>>)[key]
      if (span) return `自${day(span[0])}至${day(span[1])}的${SPAN[key]}`
    }
    if ('previous' in m) return `上期${names.fact(m.previous)}`
    return `“${names.rule((m as { rule: string }).rule)}”的结果`
  }

  const bounds: Phrases['bounds'] = (limits, m, counter) => {
    const field = m === undefined ? undefined : lastOf(m)
    const text = (n: Num): string => {
      const shown = number(n, field)
      return counter === undefined || counter === '' ? shown : shown.replace(/^(\d+)(?=$|（)/, `$1 ${counter}`)
    }
    const { atLeast, atMost, above, below, equals } = limits
    const same = equals ?? (atLeast !== undefined && JSON.stringify(atLeast) === JSON.stringify(atMost) ? atLeast : undefined)
    if (same !== undefined) return same === 0 ? '为零' : after('为', text(same))
    if (atMost === 0 && atLeast === undefined) return '为零'
    const count = typeof m === 'object' && 'count' in m
    const span = typeof m === 'object' && ('years' in m || 'months' in m || 'days' in m)
    const rate = (n: Num): boolean => / ?(%|分)(（待签定）)?$/.test(text(n))
    const parts = [
      atLeast !== undefined &&
        (field?.endsWith('Level') === true
          ? `${text(atLeast)}及以上`
          : after(rate(atLeast) ? '不低于' : '不少于', text(atLeast))),
      atMost !== undefined && after('不超过', text(atMost)),
      above !== undefined && after(span ? '超过' : count ? '多于' : '高于', text(above)),
      below !== undefined && after(span ? '不满' : count ? '少于' : '低于', text(below)),
    ]
    return parts.filter((p) => p !== false).join('、')
  }

  const bounded = (p: { fact: Measure } & Limits): string => {
    const { fact } = p
    if (typeof fact === 'object' && 'count' in fact) {
      const what = rows(fact.count, fact.where, fact.distinct)
      if (p.atMost === 0) return `没有${what}`
      if (p.atLeast === 1 && p.atMost === undefined) return `有${what}`
      return `${what}${bounds(p, fact, names.counter(fact.count))}`
    }
    if (typeof fact === 'object' && 'run' in fact) {
      const each = of(fact.run).predicate(fact.where, 1)
      const what = names.fact(fact.run)
      if (p.atLeast !== undefined && p.atMost === undefined)
        return p.atLeast === 1 ? `最近一次${what}的${each}` : `${what}${after('连续', number(p.atLeast))} 次${each}`
      return `${what}${each}的连续次数${bounds(p, undefined, '次')}`
    }
    return `${measure(fact)}${bounds(p, fact)}`
  }
  const is = (p: { fact: Measure; is: Val }, not: boolean): string => {
    const label = measure(p.fact)
    if (typeof p.is === 'object' && 'fact' in p.is && names.fact(p.is.fact) === label) return `${label}${not ? '有变' : '不变'}`
    if (typeof p.is === 'boolean') return stated(label, p.is === not)
    return `${label}${not ? '不' : ''}${after('为', number(p.is, lastOf(p.fact)))}`
  }
  const oneOf = (p: Of<'in'>, not: boolean): string => {
    const list = p.in.map((c) => names.code(c, lastOf(p.fact)))
    return `${measure(p.fact)}${not ? '不' : ''}${after('为', list.length > 1 ? `${list.slice(0, -1).join('、')}或${list.at(-1)}` : (list[0] ?? ''))}`
  }
  const dated = (p: { fact: string }, not: boolean): string => {
    for (const key of ['onOrBefore', 'onOrAfter', 'before', 'after'] as const) {
      const other = (p as Partial<Record<typeof key, string>>)[key]
      if (other === undefined) continue
      if (other === 'today')
        return not && key === 'onOrBefore'
          ? `${NOT_NOW[key]}${names.fact(p.fact)}`
          : `${names.fact(p.fact)}${not ? NOT_NOW[key] : NOW[key]}`
      return not
        ? `${names.fact(p.fact)}${OPPOSITE[key]}${day(other)}（或没有）`
        : `${names.fact(p.fact)}${DATE[key]}${day(other)}`
    }
    return names.fact(p.fact)
  }
  const predicate = (p: Pred, depth = 0, not = false): string => {
    if ('all' in p && !not)
      return p.all.map((k) => predicate(k, depth === 0 && 'any' in k ? 0 : depth + 1)).join(depth === 0 ? '；' : '且')
    if ('any' in p && !not)
      return depth === 0
        ? p.any.map((k) => predicate(k, 1)).join('，或')
        : `（${p.any.map((k) => predicate(k, depth + 1)).join('或')}）`
    if ('not' in p) return predicate(p.not, depth, !not)
    if ('all' in p || 'any' in p) return `不属于（${predicate(p, depth + 1)}）`
    if ('rule' in p) {
      const state = STATE_LABEL[p.is as State]
      return `“${names.rule(p.rule)}”${state === undefined ? `${not ? '不为' : '为'}${names.code(p.is)}` : not ? (p.is === 'met' ? '未符合' : `并非${state}`) : state}`
    }
    if ('is' in p && 'fact' in p) return is(p, not)
    if ('in' in p) return oneOf(p, not)
    if ('has' in p)
      return `${measure(p.fact)}${not ? '不含' : '含'}${typeof p.has === 'string' ? names.code(p.has, lastOf(p.fact)) : names.fact(p.has.fact)}`
    if ('present' in p) return `${p.present === not ? '无' : '有'}${measure(p.fact)}`
    if ('onOrBefore' in p || 'onOrAfter' in p || 'before' in p || 'after' in p) return dated(p, not)
    return not ? `不属于（${bounded(p)}）` : bounded(p)
  }
  return { measure, predicate: (p, depth = 0) => predicate(p, depth), of, bounds, number }
}
