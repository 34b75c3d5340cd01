import { formatQuantity } from '../../kernel/quantity.ts'
import type { Ruling } from '../compile/ruling.ts'
import { T } from '../state.ts'
import { flips, type Flip } from './flip.ts'
import { gapOf } from './gap.ts'
import { gapCounter, gapText, leafCounter, leafLabel } from './leaf-text.ts'
import type { Words } from './words.ts'

function one({ node, to, by }: Flip, words: Words): string {
  const label = leafLabel(node, words)
  const unit = node.info.measure?.kind.unit
  if (node.value === undefined) return `补报${label}`
  if (by !== undefined && by !== 0 && !node.info.measure?.kind.levels) {
    const text = formatQuantity(Math.ceil(Math.abs(by) / (node.den ?? 1)), unit)
    const counter = unit ? '' : leafCounter(node, words)
    return `${label}${by > 0 ? '再增加' : '减少'} ${text}${counter === '' ? '' : ` ${counter}`}`
  }
  if (to === undefined) return `改变“${label}”`
  const field = 'fact' in node.info.source && typeof node.info.source.fact === 'string' ? node.info.source.fact : undefined
  const levels = node.info.measure?.kind.levels
  return `${label}改为${typeof to === 'number' && levels ? words.code(levels[to] ?? '') : words.value(to, unit, node.den, field)}`
}

function bandFlip(r: Ruling): string {
  const amount = r.amount
  if (!amount) return ''
  const up = r.items.find((i) => typeof i.limits?.[0]?.value === 'number' && i.limits[0].value * amount.den > amount.value)
  const need = up?.limits?.[0]?.value
  if (up && typeof need === 'number')
    return `再高 ${formatQuantity(Math.ceil((need * amount.den - amount.value) / amount.den), amount.unit)}即为${up.label}`
  const own = r.items.find((i) => i.truth === T.yes)?.limits?.[0]?.value
  return typeof own === 'number'
    ? `高出本等次起点 ${formatQuantity(Math.floor((amount.value - own * amount.den) / amount.den), amount.unit)}`
    : ''
}

/** Facts and rules that a ruling waits for. */
export const missingText = (r: Ruling, words: Words): string =>
  [...new Set(r.missing.map((f) => (f.startsWith('rule:') ? words.rule(f.slice(5)) : words.fact(f))))].join('、')

/** What would turn the answer: up when it does not hold, down when it does. */
export function flipOf(r: Ruling, words: Words): string {
  if (r.unsigned.length > 0) return `签定${r.unsigned.map((id) => words.settingLabel(id)).join('、')}`
  if (r.rule.kind === 'bands') return bandFlip(r)
  if (r.rule.kind === 'share' || r.rule.kind === 'quota') {
    const gap = r.rule.kind === 'share' ? undefined : gapOf(r)
    if (r.gapRows.length > 0 && r.state !== 'met') return `还有 ${r.gapRows.length} 项未达到`
    return gap ? `相差 ${gapText(gap, gapCounter(r, words))}` : ''
  }
  const failing = r.items.filter((i) => i.truth !== T.yes)
  if (r.rule.kind === 'checklist') return failing.length === 0 ? '' : `补齐${failing.map((i) => i.label).join('、')}`
  if (r.missing.length > 0) return `补报${missingText(r, words)}`
  const want = r.trace && r.trace.truth !== T.yes
  const list = r.trace && flips(r.trace, want ?? true)
  return list && list.length > 0 ? list.map((f) => one(f, words)).join('；') : ''
}
