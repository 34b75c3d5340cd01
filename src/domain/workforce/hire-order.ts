import type { Entity, LayeredRule, Layers, Moment } from '../scheme/index.ts'

/** What the plan ranks candidates by: in this order. */
export interface OrderKey {
  /** Fact of a candidate's row. */
  readonly measure: string
  readonly label: string
  readonly isDescending: boolean
}

export interface Placed {
  readonly id: string
  /** From 1; those that the plan cannot tell apart share one. */
  readonly place: number
  readonly isTied: boolean
  /** The key that sets this one apart from the next; undefined for the last and for ties. */
  readonly decidedBy: OrderKey | undefined
}

export interface HireOrder {
  readonly layered: LayeredRule
  readonly keys: readonly OrderKey[]
  readonly placed: readonly Placed[]
  /** Candidates of whom a fact is missing: the plan orders nobody until it is known. */
  readonly isUnknown: boolean
}

/** The plan's rankings of candidates for a posting: an order with its reasons, never a choice. */
export const hireOrdersOf = (layers: Layers, posting: Entity, moment: Moment): readonly HireOrder[] =>
  layers.rules.flatMap((layered): HireOrder[] => {
    const { rule, subject } = layered.rule
    if (rule.kind !== 'ranking' || subject !== posting.subject || !rule.of.endsWith('candidates[]')) return []
    if (!layered.includes(posting, moment)) return []
    const keys = rule.keys.flatMap(({ measure, label, order }): OrderKey[] =>
      typeof measure === 'string' ? [{ measure, label: label ?? measure, isDescending: order === 'desc' }] : [],
    )
    const { order } = layered.rule.ruling(posting, moment)
    return [{ layered, keys, placed: order ? placed(order, rowsOf(posting), keys) : [], isUnknown: order === undefined }]
  })

type Row = Readonly<Record<string, unknown>>
const rowsOf = (posting: Entity): readonly Row[] =>
  (Array.isArray(posting['candidates']) ? posting['candidates'] : []) as readonly Row[]

function placed(order: readonly string[], rows: readonly Row[], keys: readonly OrderKey[]): readonly Placed[] {
  const byId = new Map(rows.map((row) => [String(row['personId']), row]))
  const differ = (a: string | undefined, b: string | undefined): OrderKey | undefined =>
    a === undefined || b === undefined
      ? undefined
      : keys.find(({ measure }) => (byId.get(a)?.[measure] ?? null) !== (byId.get(b)?.[measure] ?? null))
  const out: Placed[] = []
  order.forEach((id, i) => {
    const before = out.at(-1)
    const isSame = before !== undefined && differ(before.id, id) === undefined
    const next = order[i + 1]
    out.push({
      id,
      place: isSame ? before.place : i + 1,
      isTied: isSame || (next !== undefined && differ(id, next) === undefined),
      decidedBy: differ(id, next),
    })
  })
  return out
}
