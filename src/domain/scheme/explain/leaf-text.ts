import { formatQuantity } from '../../kernel/quantity.ts'
import type { Amount, Ruling } from '../compile/ruling.ts'
import type { TraceNode } from '../compile/trace.ts'
import type { Measure } from '../schema/predicate.ts'
import { STATE_LABEL, T, type State } from '../state.ts'
import type { FactValue } from '../facts/world.ts'
import { failingLeaves } from './gap.ts'
import type { Words } from './words.ts'

const measureOf = ({ info }: TraceNode): Measure | undefined => ('fact' in info.source ? info.source.fact : undefined)
const factOf = (node: TraceNode): string | undefined => {
  const m = measureOf(node)
  return typeof m === 'string' ? m : undefined
}
const counted = (node: TraceNode): string | undefined => {
  const m = measureOf(node)
  return typeof m === 'object' && 'count' in m ? m.count : undefined
}
const counterOf = (node: TraceNode, words: Words): string => {
  const m = measureOf(node)
  const rows = counted(node)
  if (node.info.measure?.kind.levels) return '级'
  return rows !== undefined ? words.counter(rows) : typeof m === 'object' && 'run' in m ? '次' : ''
}
const outcomeText = (state: string, words: Words): string => STATE_LABEL[state as State] ?? words.code(state)
/** A comparison of two ids says only whether they are the same. */
const comparesIds = (node: TraceNode): boolean =>
  node.info.op === 'is' &&
  typeof node.value === 'string' &&
  'is' in node.info.source &&
  typeof node.info.source.is === 'object' &&
  'fact' in node.info.source.is

const amount = (n: number, node: TraceNode, words: Words): string => {
  const text = formatQuantity(n, node.info.measure?.kind.unit)
  const counter = node.info.measure?.kind.unit ? '' : counterOf(node, words)
  return counter === '' ? text : `${text} ${counter}`
}

/** What a leaf measures, in words. */
export function leafLabel(node: TraceNode, words: Words): string {
  const { source } = node.info
  if (node.info.op === 'not' || node.info.op === 'any') return words.predicate(source)
  if ('rule' in source) return words.rule(source.rule)
  const m = measureOf(node)
  if (m === undefined) return node.info.label
  const text = typeof m === 'object' && 'rule' in m ? words.rule(m.rule) : words.measure(m)
  return typeof node.value === 'boolean' ? text.replace(/^是否/, '') : text
}

/** What was found. */
export function measuredText(node: TraceNode, words: Words): string {
  const { info, value } = node
  const open = node.truth === T.unknown || node.truth === T.unsettled
  if (info.op === 'any') return open ? '未知' : node.truth === T.yes ? '具备' : '均不具备'
  if (info.op === 'not') return open ? '未知' : node.truth === T.yes ? '无此情形' : '有此情形'
  if (info.op === 'rule') return typeof value === 'string' ? outcomeText(value, words) : '未知'
  if (value === undefined) return '未知'
  if (info.op === 'present') return value === null ? '无' : '有'
  if (comparesIds(node)) return node.truth === T.yes ? '一致' : '不一致'
  const levels = info.measure?.kind.levels
  if (typeof value === 'number' && levels) return words.code(levels[value] ?? '无')
  if (typeof value === 'number') {
    if (counted(node) !== undefined && value === 0) return node.slack === undefined || node.slack === 0 ? '无' : '未知'
    return amount(Math.floor(value / (node.den ?? 1)), node, words)
  }
  return words.value(value, info.measure?.kind.unit, node.den, factOf(node))
}

const BOUND = { atLeast: '不少于', atMost: '不超过', above: '高于', below: '低于', is: '' } as const

/** What is asked, without repeating what is measured. */
export function requiredText(node: TraceNode, words: Words): string {
  const { info } = node
  const field = factOf(node)
  const levels = info.measure?.kind.levels
  const shown = (v: FactValue | undefined): string => {
    if (typeof v !== 'number') return words.value(v, undefined, 1, field)
    return levels ? words.code(levels[v] ?? '') : amount(v, node, words)
  }
  switch (info.op) {
    case 'not':
      return '不得有'
    case 'any':
      return '具备其一'
    case 'rule':
      return outcomeText(info.required ?? '', words)
    case 'present':
      return 'present' in info.source && info.source.present ? '有' : '无'
    case 'in':
      return (info.required ?? '')
        .split('、')
        .map((c) => words.code(c, field))
        .join('、')
    case 'has':
      return 'has' in info.source && typeof info.source.has === 'string'
        ? `含${words.code(info.source.has, field)}`
        : `含${words.fact(info.required ?? '')}`
    case 'date':
      return `${{ onOrBefore: '不晚于', onOrAfter: '不早于', before: '早于', after: '晚于' }[info.dateOp ?? 'onOrBefore']} ${words.value(node.required?.[0])}`
    case 'is':
      return comparesIds(node) && 'is' in info.source && typeof info.source.is === 'object' && 'fact' in info.source.is
        ? `与${words.fact(info.source.is.fact)}一致`
        : shown(node.required?.[0])
    default:
      return boundsText(node, words, shown)
  }
}

function boundsText(node: TraceNode, words: Words, shown: (v: FactValue | undefined) => string): string {
  const bounds = node.info.bounds ?? []
  const values = bounds.map((_, i) => node.required?.[i])
  if (
    bounds.length === 2 &&
    bounds[0]?.op === 'atLeast' &&
    bounds[1]?.op === 'atMost' &&
    values[0] === values[1] &&
    values[0] !== undefined
  )
    return shown(values[0])
  return bounds
    .map(({ op, bound }, i) => {
      const text = bound.unsigned ? words.number({ setting: bound.setting ?? '' }) : shown(values[i])
      if (counted(node) !== undefined && op === 'atMost' && values[i] === 0) return '无'
      return node.info.measure?.kind.levels && op === 'atLeast'
        ? `${text}及以上`
        : `${op === 'atLeast' && / (%|分)$/.test(text) ? '不低于' : BOUND[op]} ${text}`.trim()
    })
    .join('、')
}

/** Amount of a gap, rounded up to what is shown: what is said to suffice must suffice. */
export const gapText = (g: Amount | undefined, counter = ''): string => {
  if (!g) return ''
  const text = formatQuantity(Math.ceil(g.value / g.den), g.unit)
  return g.unit || counter === '' ? text : `${text} ${counter}`
}
export const leafCounter = counterOf

/** Measure word of the first thing that falls short. */
export function gapCounter(r: Ruling, words: Words): string {
  if (r.rule.kind === 'quota') {
    const short = r.items.find((i) => i.truth === T.no)
    const of = r.rule.counts.find((c) => c.id === short?.id)?.of
    return of === undefined ? '' : words.counter(of)
  }
  const leaf = failingLeaves(r.trace)[0]
  return leaf ? counterOf(leaf, words) : ''
}
