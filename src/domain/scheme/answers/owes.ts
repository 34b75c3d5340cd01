import type { CivilDate } from '../../kernel/civil-date.ts'
import type { CompiledScheme } from '../compile/compile.ts'
import type { Ruling } from '../compile/ruling.ts'
import { flipOf } from '../explain/flip-text.ts'
import type { Words } from '../explain/words.ts'
import { T, type State } from '../state.ts'
import type { Entity } from '../facts/world.ts'

/** One line of who owes what by when; derived, never entered. */
export interface Owed {
  readonly kind: 'duty' | 'gap' | 'step' | 'consequence' | 'tranche' | 'fact' | 'signature'
  readonly ruling: Ruling
  readonly entity: Entity
  /** Role; empty where the plan does not say. */
  readonly debtor: string
  readonly creditor: string
  readonly what: string
  readonly dueOn?: CivilDate
  readonly state: State
  /** Role whose overdue affair this was before it was passed up. */
  readonly passedFrom?: string
}

const OPEN: ReadonlySet<State> = new Set(['due', 'at-risk', 'overdue', 'not-met'])
const SOFT: ReadonlySet<string> = new Set(['stated', 'may'])

/** Role that can supply a missing fact. */
function supplierOf(compiled: CompiledScheme, fact: string): string {
  const [subject = '', field = ''] = fact.replace('[]', '').split('.')
  const def = compiled.catalogue[subject]
  return def?.facts[field]?.supplier ?? def?.rows[field]?.supplier ?? ''
}

function dutyLines(r: Ruling, words: Words): Owed[] {
  if (r.rule.kind !== 'duty') return []
  const { debtor, creditor = '', due, escalates } = r.rule
  const field = 'nodes' in due ? due.field : undefined
  return r.obligations.flatMap((o): Owed[] => {
    if (!OPEN.has(o.state)) return []
    const what = o.id === undefined ? r.rule.label : `${r.rule.label}：${words.code(o.id, field)}`
    const own: Owed = { kind: 'duty', ruling: r, entity: r.entity, debtor, creditor, what, dueOn: o.dueOn, state: o.state }
    if (escalates === undefined || o.state !== 'overdue') return [own]
    return [own, { ...own, debtor: escalates, what: `督办：${what}（${words.role(debtor)}逾期未办）`, passedFrom: debtor }]
  })
}

/** Unmet tests: each failing item is owed by its provider, else by the rule's owner. */
function gapLines(r: Ruling, words: Words): Owed[] {
  if (
    !['condition', 'checklist', 'quota', 'share', 'fund', 'catalogue'].includes(r.rule.kind) ||
    !OPEN.has(r.state) ||
    SOFT.has(r.rule.strength)
  )
    return []
  const owner = r.rule.owner ?? ''
  const dueOn = r.obligations[0]?.dueOn
  const line = (debtor: string, what: string): Owed => ({
    kind: 'gap',
    ruling: r,
    entity: r.entity,
    debtor,
    creditor: '',
    what,
    state: r.state,
    ...(dueOn && { dueOn }),
  })
  if (r.rule.kind === 'checklist') {
    const byDebtor = new Map<string, string[]>()
    for (const i of r.items) if (i.truth !== T.yes) byDebtor.set(i.by ?? owner, [...(byDebtor.get(i.by ?? owner) ?? []), i.label])
    return [...byDebtor].map(([debtor, labels]) => line(debtor, `${r.rule.label}：缺${labels.join('、')}`))
  }
  const flip = flipOf(r, words)
  return [line(owner, flip === '' ? r.rule.label : `${r.rule.label}：${flip}`)]
}

function stepLine(r: Ruling): Owed[] {
  if (r.rule.kind !== 'process' || r.state !== 'due') return []
  const step = r.items.find((i) => i.id === r.label)
  const each = r.gapRows.length > 0 ? `（还有 ${r.gapRows.length} 方未办）` : ''
  return step
    ? [
        {
          kind: 'step',
          ruling: r,
          entity: r.entity,
          debtor: step.by ?? '',
          creditor: '',
          what: `${r.rule.label}：${step.label}${each}`,
          state: r.state,
        },
      ]
    : []
}

/** What a ruling makes somebody owe. */
export function owedBy(r: Ruling, compiled: CompiledScheme, words: Words): Owed[] {
  const base = { ruling: r, entity: r.entity, creditor: '', state: r.state }
  if (r.state === 'unknown') {
    if (SOFT.has(r.rule.strength)) return []
    const facts = r.missing.filter((f) => !f.startsWith('rule:'))
    return facts.map((f): Owed => ({
      ...base,
      kind: 'fact',
      debtor: supplierOf(compiled, f),
      what: `补报${words.fact(f)}（${r.rule.label}）`,
    }))
  }
  if (r.state === 'unsettled')
    return [
      {
        ...base,
        kind: 'signature',
        debtor: compiled.scheme.signer,
        what: `签定：${r.unsigned.map((id) => compiled.scheme.settings[id]?.label ?? id).join('、') || r.rule.label}`,
      },
    ]
  if (r.rule.kind === 'consequence' && r.label === 'proposed')
    return [
      {
        ...base,
        kind: 'consequence',
        debtor: r.rule.decidedBy,
        what: `决定：${r.rule.label}`,
        ...(r.endsOn && { dueOn: r.endsOn }),
      },
    ]
  if (r.rule.kind === 'tranches') {
    const owner = r.rule.owner ?? ''
    return r.items
      .filter((i) => i.truth === T.yes && i.amount)
      .map((i): Owed => ({
        ...base,
        kind: 'tranche',
        debtor: owner,
        what: `${r.rule.label}：${i.label} ${words.value(i.amount?.value, 'fen')}`,
        state: 'due',
      }))
  }
  return [...dutyLines(r, words), ...gapLines(r, words), ...stepLine(r)]
}

/** Overdue first, then by due day, then what has none. */
const RANK: Readonly<Partial<Record<State, number>>> = {
  overdue: 0,
  'at-risk': 1,
  'not-met': 2,
  due: 3,
  unsettled: 4,
  unknown: 5,
}
export const compareOwed = (a: Owed, b: Owed): number =>
  (RANK[a.state] ?? 9) - (RANK[b.state] ?? 9) ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.ruling.rule.id.localeCompare(b.ruling.rule.id)
