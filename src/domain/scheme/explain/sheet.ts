import { formatQuantity } from '../../kernel/quantity.ts'
import type { Amount, Ruling, RulingItem } from '../compile/ruling.ts'
import type { TraceNode } from '../compile/trace.ts'
import type { RuleOf } from '../schema/rule.ts'
import { STATE_LABEL, T, type Truth } from '../state.ts'
import { flipOf, missingText } from './flip-text.ts'
import { gapOf, leafGap } from './gap.ts'
import { gapCounter, gapText, leafCounter, leafLabel, measuredText, requiredText } from './leaf-text.ts'
import { amountText, type Words } from './words.ts'

/** One line of a ruling sheet 判定单: what was found against what is asked. */
export interface SheetRow {
  readonly label: string
  readonly measured: string
  readonly required: string
  readonly gap: string
  readonly outcome: '符合' | '不符' | '未知' | '待签定' | '待办' | '临期' | '逾期' | '不适用'
  readonly by?: string
}
export interface Sheet {
  readonly sentence: string
  readonly rows: readonly SheetRow[]
  /** Smallest change that turns the answer, in words; empty when none is known. */
  readonly flip: string
}

const OUTCOME: readonly SheetRow['outcome'][] = ['不符', '符合', '未知', '待签定']
const outcomeOf = (t: Truth): SheetRow['outcome'] => OUTCOME[t] ?? '未知'

/** What is judged one by one: each part of an `all`, and the failing or the first branch that holds of an `any`. */
function leaves(node: TraceNode): TraceNode[] {
  if (!node.kids || node.info.op === 'not') return [node]
  if (node.info.op === 'all') return node.kids.flatMap(leaves)
  const chosen = node.kids.find((k) => k.truth === T.yes)
  return chosen ? leaves(chosen) : [node]
}

const leafRow = (node: TraceNode, words: Words): SheetRow => ({
  label: leafLabel(node, words),
  measured: measuredText(node, words),
  required: requiredText(node, words),
  gap: gapText(leafGap(node), leafCounter(node, words)),
  outcome: outcomeOf(node.truth),
})

const LIMIT = { atLeast: '不少于', atMost: '不超过', above: '高于', below: '低于', is: '' } as const
const limitText = (item: RulingItem, unit: Amount['unit'], counter = ''): string =>
  (item.limits ?? [])
    .map((l) => {
      if (l.op === 'atMost' && l.value === 0) return '不得有'
      const value = typeof l.value !== 'number' ? '未知' : formatQuantity(l.value, unit)
      return `${LIMIT[l.op as keyof typeof LIMIT] ?? ''} ${value}${unit || counter === '' ? '' : ` ${counter}`}`.trim()
    })
    .join('、')
const heldText = (t: Truth, yes: string, no: string): string => (t === T.yes ? yes : t === T.no ? no : '未知')
const byText = (by: string | undefined, words: Words): Pick<SheetRow, 'by'> => (by === undefined ? {} : { by: words.role(by) })

function checklistRow(item: RulingItem, rule: RuleOf<'checklist'>, words: Words): SheetRow {
  const base = { label: item.label, gap: '', outcome: outcomeOf(item.truth), ...byText(item.by, words) }
  const proof = rule.items.find((i) => i.id === item.id)?.proof
  if (proof && 'attest' in proof)
    return { ...base, measured: heldText(item.truth, '已确认', '未确认'), required: `经${words.role(proof.attest)}确认` }
  const first = item.trace && leaves(item.trace).find((n) => n.truth !== T.yes)
  if (!first || (item.trace && leaves(item.trace).length === 1))
    return { ...base, measured: heldText(item.truth, '有', '无'), required: '有' }
  return {
    ...base,
    measured: `${leafLabel(first, words)}：${measuredText(first, words)}`,
    required: requiredText(first, words),
    gap: gapText(leafGap(first)),
  }
}

function quotaRow(item: RulingItem, rule: RuleOf<'quota'>, words: Words): SheetRow {
  const of = rule.counts.find((c) => c.id === item.id)?.of
  const counter = of === undefined ? '' : words.counter(of)
  const limits = limitText(item, undefined, counter)
  return {
    label: item.label,
    measured: item.amount ? `${amountText(item.amount)} ${counter}`.trim() : '未知',
    required: limits === '' ? '只统计' : limits,
    gap: '',
    outcome: outcomeOf(item.truth),
  }
}

function shareRow(r: Ruling, words: Words): SheetRow[] {
  const [part, whole] = r.items
  if (!part?.amount || !whole?.amount || r.rule.kind !== 'share') return []
  const counter = words.counter(r.rule.of)
  const limits = limitText(part, 'bp').replace('不少于', '不低于')
  const measured = `${whole.amount.value} ${counter}中 ${part.amount.value} ${counter}${r.amount ? `，占 ${amountText(r.amount)}` : ''}`
  return [
    {
      label: r.rule.label,
      measured,
      required: limits === '' ? '只统计' : limits,
      gap: gapText(r.state === 'met' ? undefined : gapOf(r)),
      outcome: outcomeOf(part.truth),
    },
  ]
}

function bandsRow(r: Ruling, rule: RuleOf<'bands'>, words: Words): SheetRow[] {
  const own = r.items.find((i) => i.truth === T.yes)
  const required = rule.bands.map((b) => `${b.label} ${words.number(b.from)}起`).join('，')
  const label = typeof rule.of === 'object' && 'rule' in rule.of ? words.rule(rule.of.rule) : words.measure(rule.of)
  return [
    {
      label,
      measured: `${r.amount ? amountText(r.amount) : '未知'}${own ? `，${own.label}` : ''}`,
      required,
      gap: '',
      outcome: own ? '符合' : r.unsigned.length > 0 ? '待签定' : '未知',
    },
  ]
}

function catalogueRow(r: Ruling, rule: RuleOf<'catalogue'>, words: Words): SheetRow[] {
  const named = r.items.filter((i) => i.truth === T.yes).map((i) => i.label)
  const measured =
    named.length > 0 ? named.join('、') : r.state === 'unknown' ? '未知' : r.state === 'not-applicable' ? '未填' : '不在所列之内'
  const outcome =
    r.state === 'not-met' ? '不符' : r.state === 'unknown' ? '未知' : r.state === 'not-applicable' ? '不适用' : '符合'
  return [
    {
      label: words.fact(rule.of),
      measured,
      required: `${rule.items.map((i) => i.label).join('、')}${rule.open ? '等' : ''}`,
      gap: '',
      outcome,
    },
  ]
}

const FUND_ASKED: Readonly<Record<string, string>> = {
  certainty: '相符',
  payer: '相符',
  uses: '在所列用途之内',
  match: '相符',
  spent: '不超过安排金额',
}
function itemRows(r: Ruling, words: Words): SheetRow[] {
  const { rule } = r
  switch (rule.kind) {
    case 'checklist':
      return r.items.map((i) => checklistRow(i, rule, words))
    case 'quota':
      return r.items.map((i) => quotaRow(i, rule, words))
    case 'share':
      return shareRow(r, words)
    case 'bands':
      return bandsRow(r, rule, words)
    case 'catalogue':
      return catalogueRow(r, rule, words)
    case 'process':
      return r.items.map((i) => ({
        label: i.label,
        measured: heldText(i.truth, '已办', '未办'),
        required: '办结',
        gap: '',
        outcome: i.truth === T.no ? '待办' : outcomeOf(i.truth),
        ...byText(i.by, words),
      }))
    case 'score':
      return r.items.map((i) => {
        const weight = rule.parts.find((p) => p.id === i.id)?.weight
        return {
          label: i.label,
          measured: i.amount ? amountText(i.amount) : '未知',
          required: weight === undefined ? '' : `权重 ${words.number(weight)}`,
          gap: '',
          outcome: outcomeOf(i.truth),
        }
      })
    case 'tranches':
      return r.items.map((i) => {
        const opens = rule.parts.find((p) => p.id === i.id)?.opens
        return {
          label: i.label,
          measured: `${i.amount ? amountText(i.amount) : '未知'}，${heldText(i.truth, '可拨', '暂不可拨')}`,
          required: opens ? words.predicate(opens) : '',
          gap: '',
          outcome: i.truth === T.no ? '待办' : outcomeOf(i.truth),
        }
      })
    default:
      return r.items.map((i) => ({
        label: i.id === 'share' ? '安排金额' : i.label,
        measured: i.amount
          ? amountText(i.amount)
          : i.id === 'share' && typeof r.entity['amountFen'] === 'number'
            ? formatQuantity(r.entity['amountFen'], 'fen')
            : heldText(i.truth, '相符', '不相符'),
        required: limitText(i, i.amount?.unit ?? 'fen') || (FUND_ASKED[i.id] ?? '相符'),
        gap: '',
        outcome: outcomeOf(i.truth),
      }))
  }
}

/** The ruling sheet of one ruling: rows of measured against required, and what would turn it. */
export function sheetOf(r: Ruling, words: Words, name: string): Sheet {
  const field = r.rule.kind === 'duty' && 'field' in r.rule.due ? r.rule.due.field : undefined
  const rows = [
    ...(r.trace ? leaves(r.trace).map((n) => leafRow(n, words)) : []),
    ...itemRows(r, words),
    ...(r.rule.kind === 'duty' ? r.obligations : []).map((o): SheetRow => ({
      label: o.id === undefined ? r.rule.label : words.code(o.id, field),
      measured: o.doneOn === undefined ? '未完成' : o.doneOn === true ? '已完成' : `${o.doneOn} 完成`,
      required: `不晚于 ${o.dueOn}`,
      gap: '',
      outcome:
        o.state === 'met'
          ? '符合'
          : o.state === 'late' || o.state === 'overdue'
            ? '逾期'
            : o.state === 'due'
              ? '待办'
              : o.state === 'at-risk'
                ? '临期'
                : o.state === 'not-applicable'
                  ? '不适用'
                  : '未知',
    })),
  ]
  return { sentence: sentenceOf(r, words, name), rows, flip: flipOf(r, words) }
}

/** One sentence an official can read aloud. */
export function sentenceOf(r: Ruling, words: Words, name: string): string {
  const { rule, state } = r
  const head = `${name} ${rule.label}`
  const due = r.obligations.find((o) => o.state === state)?.dueOn ?? r.obligations[0]?.dueOn
  if (state === 'unknown') return `${head}：尚不能判断，缺${missingText(r, words) || '所需事实'}。`
  if (state === 'unsettled')
    return `${head}：${r.unsigned.length > 0 ? `“${r.unsigned.map(words.settingLabel).join('”“')}”` : '有设定'}待签定，暂不判断。`
  if (state === 'not-applicable')
    return `${head}：${r.label === 'none' ? '未出现所述情形' : '不适用'}${r.because === undefined ? '' : `（适用“${words.rule(r.because)}”）`}。`
  if (r.label === 'proposed' && rule.kind === 'consequence')
    return `${head}：情形已出现，待${words.role(rule.decidedBy)}决定${r.endsOn ? `，期至 ${r.endsOn}` : ''}。`
  const leaf = r.trace && leaves(r.trace)
  const found =
    rule.kind === 'condition' && r.amount
      ? leaf?.length === 1 && leaf[0]
        ? measuredText(leaf[0], words)
        : ''
      : r.amount && amountText(r.amount)
  const amount =
    found && found !== '无' && ['condition', 'share', 'score', 'bands', 'tranches', 'fund'].includes(rule.kind)
      ? `，${AMOUNT[rule.kind] ?? '实为'}${/^\d/.test(found) ? ' ' : ''}${found}`
      : ''
  const label = r.label !== undefined && rule.kind === 'bands' ? `，${words.code(r.label)}` : ''
  const step =
    rule.kind === 'process' && r.label !== undefined && r.label !== 'done'
      ? `，当前为${rule.steps.find((s) => s.id === r.label)?.label ?? ''}`
      : ''
  const lacks = rule.kind === 'checklist' ? r.items.filter((i) => i.truth !== T.yes).length : 0
  const gap =
    lacks === 0 && (state === 'not-met' || state === 'overdue' || state === 'due' || state === 'at-risk') ? gapOf(r) : undefined
  const by = state === 'due' || state === 'at-risk' || state === 'overdue' ? (due === undefined ? '' : `，期限 ${due}`) : ''
  const said = ['score', 'bands', 'fund'].includes(rule.kind) && state === 'met' ? '已判定' : STATE_LABEL[state]
  return `${head}：${said}${amount}${label}${step}${lacks > 0 && state !== 'met' && state !== 'excepted' ? `，缺 ${lacks} 项` : ''}${gap ? `，差 ${gapText(gap, gapCounter(r, words))}` : ''}${by}。`
}
const AMOUNT: Readonly<Record<string, string>> = { score: '得', bands: '得', tranches: '可拨', fund: '余额', share: '占' }
