/**
 * What a rule says of a subject, from best to worst: a clause takes the worst of its rules.
 * `unknown` = a fact is missing; `unsettled` = a setting is unsigned; neither is ever a sanction.
 */
export const STATES = [
  'not-applicable',
  'met',
  'agrees',
  'excepted',
  'late',
  'due',
  'at-risk',
  'unsettled',
  'unknown',
  'differs',
  'not-met',
  'overdue',
] as const
export type State = (typeof STATES)[number]

/** States as small integers, in the order of STATES: the fast path passes these. */
export const S = {
  notApplicable: 0,
  met: 1,
  agrees: 2,
  excepted: 3,
  late: 4,
  due: 5,
  atRisk: 6,
  unsettled: 7,
  unknown: 8,
  differs: 9,
  notMet: 10,
  overdue: 11,
} as const
export type StateCode = number
export const stateOf = (code: StateCode): State => STATES[code] ?? 'unknown'
export const codeOf = (state: State): StateCode => STATES.indexOf(state)

export const STATE_LABEL: Readonly<Record<State, string>> = {
  'not-applicable': '不适用',
  met: '符合',
  agrees: '与所述一致',
  excepted: '例外获准',
  late: '逾期完成',
  due: '待办',
  'at-risk': '临期',
  unsettled: '待签定',
  unknown: '未知',
  differs: '与所述不一',
  'not-met': '不符',
  overdue: '逾期',
}

/** Truth of a condition: a fact may be missing (unknown) or a setting unsigned (unsettled). */
export const T = { no: 0, yes: 1, unknown: 2, unsettled: 3 } as const
export type Truth = 0 | 1 | 2 | 3
