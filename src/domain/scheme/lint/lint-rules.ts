import type { CompiledScheme } from '../compile/compile.ts'
import { parseQuantity } from '../../kernel/quantity.ts'
import type { Path, Report } from '../issue.ts'
import type { Rule, RuleOf } from '../schema/rule.ts'
import { STATES } from '../state.ts'
import { gatesOf } from '../answers/action.ts'
import { ruleRefs, walk } from '../walk.ts'

type Settings = CompiledScheme['scheme']['settings']
/** A number as the plan has it; for a setting the value proposed. */
function quantity(x: unknown, settings: Settings = {}): number | undefined {
  if (typeof x === 'object' && x !== null && 'setting' in x) return quantity(settings[String(x.setting)]?.proposed)
  return typeof x === 'number' ? x : typeof x === 'string' ? parseQuantity(x)?.value : undefined
}
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function lintBands(rule: RuleOf<'bands'>, settings: Settings, tell: Report): void {
  const value = (x: unknown): number | undefined => quantity(x, settings)
  let end: unknown = rule.over.from
  rule.bands.forEach((band, i) => {
    const [at, from, below] = [value(end), value(band.from), value(band.below)]
    const joins = isSame(end, band.from) || (at === from && typeof end === typeof band.from)
    const isBehind = at !== undefined && from !== undefined && from < at
    if (!joins)
      tell(
        isBehind ? 'band-overlap' : 'band-gap',
        isBehind ? `等次 ${band.label} 与前一等次重叠` : `等次 ${band.label} 之前有空档`,
        ['bands', i, 'from'],
      )
    if (below !== undefined && from !== undefined && below <= from)
      tell('band-empty', `等次 ${band.label} 为空`, ['bands', i, 'below'])
    if (band.below === undefined && i < rule.bands.length - 1) tell('band-overlap', `等次 ${band.label} 没有上限`, ['bands', i])
    end = band.below ?? rule.over.to
  })
  if (rule.bands.at(-1)?.below !== undefined)
    tell('band-gap', '最后一个等次不写上限，到满分为止', ['bands', rule.bands.length - 1, 'below'])
  const [low, high] = [value(rule.over.from), value(rule.over.to)]
  if (low !== undefined && high !== undefined && low >= high) tell('band-empty', '分数范围颠倒', ['over'])
}

function lintWhole(shares: readonly unknown[], what: string, code: string, path: Path, tell: Report): void {
  const values = shares.map((s) => quantity(s))
  if (values.includes(undefined)) return
  const sum = values.reduce<number>((a, b) => a + (b ?? 0), 0)
  if (sum !== 10_000) tell(code, `${what}合计 ${sum / 100} %,应为 100 %`, path)
}

function lintDates(rule: Rule, tell: Report): void {
  if (rule.validFrom !== undefined && rule.validTo !== undefined && rule.validFrom > rule.validTo)
    tell('dates-backwards', '有效期颠倒', ['validTo'])
  const due = rule.due
  if (!due) return
  if ('from' in due && due.from > due.to) tell('dates-backwards', '起止日期颠倒', ['due', 'to'])
  if ('by' in due && due.practical !== undefined && due.practical < due.by)
    tell('dates-backwards', '实际期限早于文字期限', ['due', 'practical'])
  if ('nodes' in due) {
    const months = due.nodes.map((n) => ('months' in n.after ? quantity(n.after.months) : undefined))
    months.forEach((m, i) => {
      const before = months[i - 1]
      if (i > 0 && m !== undefined && before !== undefined && m <= before)
        tell('dates-backwards', '节点先后颠倒', ['due', 'nodes', i])
    })
  }
}

function lintParts(rule: Rule, tell: Report): void {
  for (const name of ['items', 'counts', 'steps', 'parts', 'bands'] as const) {
    const list = (rule as Partial<Record<typeof name, readonly { id?: string; code?: string }[]>>)[name] ?? []
    const seen = new Set<string>()
    list.forEach((x, i) => {
      const id = x.id ?? x.code ?? ''
      if (seen.has(id)) tell('duplicate-id', `重复的编号 ${id}`, [name, i])
      seen.add(id)
    })
  }
  if (rule.kind === 'checklist' && rule.need !== undefined && rule.need > rule.items.length)
    tell('need-too-many', '所需项数超过清单', ['need'])
  if (rule.kind === 'process') {
    const ids = new Set<string>()
    rule.steps.forEach((s, i) => {
      s.needs.forEach((n) => !ids.has(n) && tell('unknown-step', `步骤 ${s.label} 的前提 ${n} 不在其前`, ['steps', i, 'needs']))
      ids.add(s.id)
    })
  }
  if (rule.kind === 'authority' && !rule.allow && !rule.deny) tell('no-side', '权限规则没有写准许或不准许谁', ['actions'])
}

const ROLE_KEYS = ['owner', 'debtor', 'creditor', 'escalates', 'by', 'decidedBy', 'provider', 'attest', 'payer'] as const

/** Checks of one rule that the shape alone cannot tell. */
export function lintRule(rule: Rule, compiled: CompiledScheme, tell: Report): void {
  lintDates(rule, tell)
  lintParts(rule, tell)
  const { roles, settings } = compiled.scheme
  if (rule.kind === 'bands') lintBands(rule, settings, tell)
  if (rule.kind === 'score')
    lintWhole(
      rule.parts.map((p) => p.weight),
      '权重',
      'weights-not-whole',
      ['parts'],
      tell,
    )
  if (rule.kind === 'tranches')
    lintWhole(
      rule.parts.map((p) => p.share),
      '各笔比例',
      'tranches-not-whole',
      ['parts'],
      tell,
    )
  const role = (id: unknown, path: Path): void => {
    if (typeof id === 'string' && !roles[id]) tell('unknown-role', `没有声明角色 ${id}`, path)
  }
  walk(rule, (node, path) => {
    for (const key of ROLE_KEYS)
      if (key in node && !(key === 'by' && node[key] === 'setting') && !('practical' in node) && !isDate(node[key]))
        role(node[key], [...path, key])
  })
  if (rule.kind === 'authority') for (const side of ['allow', 'deny'] as const) rule[side]?.forEach((r, i) => role(r, [side, i]))
  for (const ref of ruleRefs(rule)) {
    const target = compiled.byId.get(ref.id)
    if (!target) tell('unknown-rule', `没有规则 ${ref.id}`, ref.path)
    else if (ref.is !== undefined && !(STATES as readonly string[]).includes(ref.is) && !target.labels.includes(ref.is))
      tell('unknown-outcome', `规则 ${ref.id} 没有结论 ${ref.is}；可用：${[...target.labels, ...STATES].join('、')}`, ref.path)
  }
  if (rule.kind === 'duty') lintRecording(rule, compiled, tell)
  lintEntries(rule, compiled, tell)
  const acts = new Set(
    compiled.rules.flatMap((c) =>
      c.rule.kind === 'authority' ? c.rule.actions : c.rule.kind === 'discretion' ? [c.rule.act] : [],
    ),
  )
  for (const gate of gatesOf(rule))
    if (!acts.has(gate) && !compiled.rules.some((c) => c.rule.kind === 'process' && gatesOf(c.rule).includes(gate)))
      tell('gate-without-owner', `关口 ${gate} 没有写由谁办理`, ['gates'], 'note')
}
const isDate = (x: unknown): boolean => typeof x === 'string' && /^\d{4}-/.test(x)

/** A duty must be met by something that work records; a field somebody merely types would be a form to fill. */
function lintRecording(rule: RuleOf<'duty'>, compiled: CompiledScheme, tell: Report): void {
  const [subject = '', name = ''] = rule.deliver.replace('[]', '').split('.')
  const def = compiled.catalogue[subject]
  const origin = rule.deliver.endsWith('[]') ? def?.rows[name]?.origin : def?.facts[name]?.origin
  if (origin === 'declared') tell('duty-not-recorded', `${rule.deliver} 只是申报，不由工作产生`, ['deliver'], 'warning')
}

function lintEntries(rule: Rule, compiled: CompiledScheme, tell: Report): void {
  const usesEntries = JSON.stringify(rule).includes('.entries[]')
  if (!usesEntries) return
  walk(rule, (node, path) => {
    if (node['fact'] !== 'typeCode') return
    const codes = typeof node['is'] === 'string' ? [node['is']] : Array.isArray(node['in']) ? (node['in'] as string[]) : []
    for (const code of codes) if (!compiled.scheme.entryTypes[code]) tell('unknown-entry-type', `没有声明记录类型 ${code}`, path)
  })
}
