/** ok: well; warn: look at it some day; fault: act now. */
export type FindingState = 'ok' | 'warn' | 'fault'

/** One thing looked at, in words for the operator. */
export interface Finding {
  readonly what: string
  readonly state: FindingState
  readonly said: string
  /** What to do, where something is to be done. */
  readonly todo?: string
}

export const ok = (what: string, said: string): Finding => ({ what, state: 'ok', said })
export const warn = (what: string, said: string, todo: string): Finding => ({ what, state: 'warn', said, todo })
export const fault = (what: string, said: string, todo: string): Finding => ({ what, state: 'fault', said, todo })

export const worstOf = (findings: readonly Finding[]): FindingState =>
  findings.some(({ state }) => state === 'fault') ? 'fault' : findings.some(({ state }) => state === 'warn') ? 'warn' : 'ok'
