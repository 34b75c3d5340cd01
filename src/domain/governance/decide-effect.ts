import { refuse, type Refusal } from '../kernel/refusal.ts'

/** The meeting that a decision names, as far as it is recorded. */
export interface Meeting {
  readonly heldOn: unknown
  readonly attendeeIds: unknown
}

interface Asked {
  /** Whether a rule of the plan guards the decision, and its clause. */
  readonly isGuarded: boolean
  readonly clause: string | undefined
  readonly decidedOn: string
  readonly meeting: Meeting | undefined
}

/**
 * Whether a decision that the plan wants made in a meeting may take effect: the meeting is recorded, was held by that day, and
 * it is recorded who attended. Whether it reached a resolution the plan's own gate asks.
 * @refuses DECISION_NOT_EFFECTIVE
 */
export function decideEffect({ isGuarded, clause, decidedOn, meeting }: Asked): Refusal | undefined {
  if (!isGuarded) return undefined
  const no = (detail: string): Refusal => refuse('DECISION_NOT_EFFECTIVE', { detail, ...(clause !== undefined && { clause }) })
  if (!meeting) return no('没有记录议定会议')
  if (typeof meeting.heldOn !== 'string') return no('议定会议没有召开日期')
  if (meeting.heldOn > decidedOn) return no(`议定会议在 ${meeting.heldOn} 召开，晚于决定日期 ${decidedOn}`)
  if (!Array.isArray(meeting.attendeeIds) || meeting.attendeeIds.length === 0) return no('议定会议没有记录出席人员')
  return undefined
}
