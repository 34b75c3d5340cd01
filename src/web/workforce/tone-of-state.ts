import type { Tone } from '#ui/theme/tone.ts'

const TONES: Readonly<Record<string, Tone>> = {
  met: 'good',
  agrees: 'good',
  excepted: 'good',
  late: 'info',
  due: 'info',
  'at-risk': 'warn',
  overdue: 'bad',
  'not-met': 'bad',
  differs: 'warn',
  unknown: 'unknown',
  unsettled: 'unknown',
}

export const toneOfState = (state: string): Tone => TONES[state] ?? 'mute'

const ORDER = ['overdue', 'not-met', 'at-risk', 'due', 'unknown', 'unsettled', 'differs', 'late', 'excepted', 'agrees', 'met']

/** The worst first. */
export const byGravity = (a: { readonly state: string }, b: { readonly state: string }): number =>
  ORDER.indexOf(a.state) - ORDER.indexOf(b.state)
