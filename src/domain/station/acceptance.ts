/** The two acceptances of a station, by the gate that the plans' rules guard, and the stage it stands at once accepted. */
export const ACCEPTANCES = {
  'station.open': { label: '开站验收', stage: 'open' },
  'station.mature': { label: '成熟验收', stage: 'mature' },
} as const
/** The stages a station stands at before it is accepted and after it is closed. */
export const STAGE = { registered: 'building', closed: 'closed' } as const

export type AcceptanceGate = keyof typeof ACCEPTANCES
export const ACCEPTANCE_GATES = Object.keys(ACCEPTANCES) as readonly AcceptanceGate[]

/** What an inspection concludes: fit, to be put right by a day, unfit. */
export type AcceptanceResult = 'passed' | 'correct' | 'failed'

/** What every plan over a station says of a gate together. */
export interface GateState {
  /** `silent`: no rule of any plan guards it. */
  readonly state: 'open' | 'closed' | 'silent'
  /** Each rule that keeps it shut: its clause, and in 中文 what is missing. */
  readonly refusing: readonly { readonly clause: string; readonly text: string }[]
}

/** What the acceptance of a station asks of its record. */
export interface AcceptedStation {
  readonly openedOn: string | null
  readonly closedOn: string | null
  readonly stageCode: string | null
}

/** Whether a station has passed an acceptance already. */
export const isAccepted = (gate: AcceptanceGate, { openedOn, stageCode }: AcceptedStation): boolean =>
  gate === 'station.open' ? openedOn !== null : stageCode === ACCEPTANCES['station.mature'].stage
