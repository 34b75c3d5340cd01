import type { Num } from '../schema/predicate.ts'
import type { Due, Rule, RuleOf, Span } from '../schema/rule.ts'
import type { Words } from './words.ts'

const PERIOD = { week: '每周', month: '每月', quarter: '每季', 'half-year': '每半年', year: '每年' } as const
const MEASURE = {
  warn: '提醒',
  rectify: '限期整改',
  remove: '清退',
  bar: '限制参与',
  hold: '暂缓拨付',
  prefer: '优先',
  reward: '奖励',
} as const
const UNIT = { days: '天', workingDays: '个工作日', months: '个月', years: '年' } as const

/** What a rule asks, in one line, with the plan's own numbers; settings show their proposed value and say so. */
export function requirementOf(rule: Rule, words: Words, setting: (id: string) => string): string {
  const num = (n: Num): string => (typeof n === 'object' && 'setting' in n ? setting(n.setting) : words.number(n))
  const limits = (
    b: { atLeast?: Num | undefined; atMost?: Num | undefined; equals?: Num | undefined },
    counter?: string,
  ): string => words.bounds({ atLeast: b.atLeast, atMost: b.atMost, equals: b.equals }, undefined, counter)
  const span = (s: Span): string => {
    const [key, n] = Object.entries(s)[0] as [keyof typeof UNIT, Num]
    const text = num(n)
    return typeof n === 'number' ? `${text} ${UNIT[key]}` : key === 'workingDays' ? text.replace(/ ?天/, ' 个工作日') : text
  }
  const due = (d: Due): string => {
    if ('by' in d) return d.practical === undefined ? `${d.by} 前` : `${d.by} 前（实际受理至 ${d.practical}）`
    if ('from' in d) return `${d.from} 至 ${d.to}`
    if ('each' in d)
      return 'due' in d ? `各按其${words.field(d.each, d.due)}` : `各自其${words.field(d.each, d.of)}起 ${span(d.within)}内`
    if ('within' in d)
      return 'days' in d.within && d.within.days === 0 ? `${words.fact(d.of)}前` : `自${words.fact(d.of)}起 ${span(d.within)}内`
    if ('nodes' in d)
      return `自${words.fact(d.of)}起${d.nodes.map((n) => `满 ${span(n.after)}${words.code(n.id, d.field)}`).join('、')}`
    const every = typeof d.every === 'string' ? PERIOD[d.every] : setting(d.every.setting)
    return `${every}一次${d.grace === undefined ? '' : `，期满后 ${span(d.grace)}内`}`
  }
  const text = body(rule, words, { num, limits, span, due })
  const per = rule.per === undefined || rule.kind === 'duty' ? '' : `${PERIOD[rule.per]}：`
  const by = rule.kind !== 'duty' && rule.due ? `（${due(rule.due)}）` : ''
  const except = rule.waiver ? `；例外由${words.role(rule.waiver.by)}批准` : ''
  return `${per}${text}${by}${except}`
}

interface Parts {
  readonly num: (n: Num) => string
  readonly limits: (
    b: { atLeast?: Num | undefined; atMost?: Num | undefined; equals?: Num | undefined },
    counter?: string,
  ) => string
  readonly span: (s: Span) => string
  readonly due: (d: Due) => string
}

function body(rule: Rule, words: Words, p: Parts): string {
  const { num, limits, span, due } = p
  switch (rule.kind) {
    case 'condition':
      return words.predicate(rule.require)
    case 'checklist':
      return `${rule.items.map((i) => i.label).join('、')}${rule.open ? '等' : ''}${rule.need === undefined ? '' : `（至少 ${rule.need} 项）`}`
    case 'quota':
      return rule.counts
        .map((c) => `${c.label ?? words.code(c.id)}${limits(c, words.counter(c.of)).replace(/^为 (?=\d)/, ' ') || '（只统计）'}`)
        .join('；')
    case 'share': {
      const among = rule.among ? `（${words.predicate(rule.among, rule.of)}）` : ''
      const bound = limits(rule)
      return `${words.fact(rule.of)}${among}中，${words.predicate(rule.counted, rule.of)}的占比${bound === '' ? '（只统计）' : bound}`
    }
    case 'duty':
      return `${words.role(rule.debtor)}${rule.creditor === undefined ? '' : `向${words.role(rule.creditor)}`}：${due(rule.due)}${rule.escalates === undefined ? '' : `，逾期转${words.role(rule.escalates)}`}`
    case 'authority':
      return authority(rule, words)
    case 'process':
      return rule.steps.map((s) => `${s.label}（${words.role(s.by)}）`).join(' → ')
    case 'catalogue':
      return `${rule.items.map((i) => i.label).join('、')}${rule.open ? '等' : ''}`
    case 'discretion':
      return `${words.act(rule.act)}由${words.role(rule.by)}酌定${rule.needs.length > 0 ? `，须附${rule.needs.map((n) => words.code(n)).join('、')}` : ''}`
    case 'score':
      return rule.parts.map((s) => `${s.label ?? words.code(s.id)} ${num(s.weight)}`).join(' + ')
    case 'bands':
      return rule.bands
        .map(
          (b) =>
            `${num(b.from)}${b.below === undefined ? '及以上' : `至不满 ${num(b.below)}`}：${b.label}${b.amount === undefined ? '' : `，${num(b.amount)}`}`,
        )
        .join('；')
    case 'ranking':
      return `先后比较：${rule.keys.map((k) => k.label ?? words.measure(k.measure, rule.of)).join('、')}；仍相同的${rule.ties === 'decide' ? '由人决定' : '并列'}`
    case 'consequence':
      return `${words.predicate(rule.when)}的，${MEASURE[rule.measure]}${rule.term ? `，期限 ${span(rule.term)}` : ''}，由${words.role(rule.decidedBy)}决定`
    case 'fund':
      return fund(rule, words, num)
    case 'tranches':
      return rule.parts.map((t) => `${t.label ?? words.code(t.id)} ${num(t.share)}`).join('、')
  }
}

function authority(rule: RuleOf<'authority'>, words: Words): string {
  const acts = rule.actions.map(words.act).join('、')
  const roles = (list: readonly string[]): string => list.map(words.role).join('、')
  const when = rule.when ? `${words.predicate(rule.when)}的，` : ''
  return [rule.allow && `${when}${acts}由${roles(rule.allow)}办理`, rule.deny && `${when}${roles(rule.deny)}不得办理：${acts}`]
    .filter(Boolean)
    .join('；')
}

function fund(rule: RuleOf<'fund'>, words: Words, num: (n: Num) => string): string {
  const parts = [
    rule.amount !== undefined && num(rule.amount),
    rule.share !== undefined &&
      `${rule.as === 'set-aside' ? '按' : '不超过'}${rule.base === undefined ? '' : words.fact(rule.base)}的 ${num(rule.share)}${rule.as === 'set-aside' ? '预留' : ''}`,
    rule.certainty !== undefined && (rule.certainty === 'secured' ? '已落实' : '争取中'),
    rule.uses && `用于${rule.uses.map((u) => words.code(u, 'useCode')).join('、')}${rule.open ? '等' : ''}`,
    rule.excludes && `不得用于${rule.excludes.map((u) => words.code(u, 'useCode')).join('、')}`,
    rule.match !== undefined && `配套比例 ${num(rule.match)}`,
    rule.payer !== undefined && `由${words.role(rule.payer)}拨付`,
  ].filter((x) => x !== false && x !== undefined)
  return parts.length > 0 ? parts.join('，') : '支出不超过到位金额'
}
