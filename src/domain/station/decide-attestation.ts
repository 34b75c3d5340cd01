import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Rule } from '../scheme/index.ts'

type Checklist = Extract<Rule, { kind: 'checklist' }>
type Item = Checklist['items'][number]
/** A row of `attested` or `waivers`, as the record keeps it. */
export type KeptRow = Readonly<Record<string, unknown>>

/** The item of a checklist that somebody confirms, with who does; undefined where facts prove it or there is none. */
export function attestedItem(rule: Rule, itemId: string): { readonly item: Item; readonly by: string } | undefined {
  if (rule.kind !== 'checklist') return undefined
  const item = rule.items.find(({ id }) => id === itemId)
  return item && 'attest' in item.proof ? { item, by: item.proof.attest } : undefined
}

export interface Attestation {
  readonly ruleId: string
  readonly itemId: string
  readonly isHeld: boolean
  readonly on: string
  readonly remark: string
  readonly evidenceIds: readonly string[]
  readonly byId: string
}

/** The rows of `attested` with one item ticked, or its tick taken back. @refuses ITEM_UNFIT */
export function decideAttestation(rows: readonly KeptRow[], a: Attestation, workDay: string): readonly KeptRow[] | Refusal {
  const others = rows.filter(({ ruleId, itemId }) => ruleId !== a.ruleId || itemId !== a.itemId)
  if (!a.isHeld) return others
  if (a.on > workDay) return refuse('ITEM_UNFIT', { detail: `确认日期不能晚于 ${workDay}` })
  if (a.remark === '' && a.evidenceIds.length === 0) return refuse('ITEM_UNFIT')
  return [
    ...others,
    {
      ruleId: a.ruleId,
      itemId: a.itemId,
      byPersonId: a.byId,
      on: a.on,
      evidenceIds: [...a.evidenceIds],
      ...(a.remark !== '' && { remarkText: a.remark }),
      validUntilOn: null,
    },
  ]
}

/** The rows of `waivers` with an exception to one rule. @refuses EXCEPTION_NOT_ALLOWED */
export function decideException(
  rows: readonly KeptRow[],
  rule: Pick<Rule, 'id' | 'label' | 'cites' | 'waiver'>,
  { reason, until, approverId }: { readonly reason: string; readonly until?: string | undefined; readonly approverId: string },
): readonly KeptRow[] | Refusal {
  if (!rule.waiver)
    return refuse('EXCEPTION_NOT_ALLOWED', { ...(rule.cites[0] && { clause: rule.cites[0] }), detail: rule.label })
  return [
    ...rows.filter(({ ruleId }) => ruleId !== rule.id),
    { ruleId: rule.id, reasonText: reason, approverId, until: until ?? null },
  ]
}
