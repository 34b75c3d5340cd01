import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { FactsDraft } from '../record/index.ts'

export interface LeaveDraft {
  readonly from: string
  readonly to: string
  readonly reasonCode?: string | undefined
  readonly coverWorkerId?: string | undefined
}

/**
 * A leave from a posting, with who stands in: inside the posting, over no other leave, and somebody else stands in.
 * @refuses LEAVE_UNFIT
 */
export function decideLeave(posting: FactsDraft, leave: LeaveDraft): readonly FactsDraft[] | Refusal {
  const rows = (Array.isArray(posting['leaves']) ? posting['leaves'] : []) as readonly FactsDraft[]
  const { from, to } = leave
  const [startOn, endOn] = [posting['startOn'], posting['endOn']]
  if (to < from) return refuse('LEAVE_UNFIT', { detail: '止日早于起日' })
  if (typeof startOn !== 'string' || from < startOn || (typeof endOn === 'string' && to > endOn))
    return refuse('LEAVE_UNFIT', { detail: '请假须在岗位起止日之内' })
  if (leave.coverWorkerId !== undefined && leave.coverWorkerId === posting['workerId'])
    return refuse('LEAVE_UNFIT', { detail: '顶岗的须是另一人' })
  if (rows.some((row) => String(row['from']) <= to && from <= String(row['to'])))
    return refuse('LEAVE_UNFIT', { detail: '与已登记的请假重叠' })
  const row = Object.fromEntries(Object.entries(leave).filter(([, value]) => value !== undefined))
  return [...rows, row].toSorted((a, b) => (String(a['from']) < String(b['from']) ? -1 : 1))
}
