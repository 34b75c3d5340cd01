import type { AcceptanceResult } from '#contract/station/index.ts'
import type { Tone } from '#ui/theme/tone.ts'

/** What an inspection can conclude. */
export const RESULT_WORDS: { readonly [R in AcceptanceResult]: { readonly word: string; readonly tone: Tone } } = {
  passed: { word: '合格', tone: 'good' },
  correct: { word: '限期整改', tone: 'warn' },
  failed: { word: '不合格', tone: 'bad' },
}
export const RESULT_CHOICES = Object.entries(RESULT_WORDS).map(([value, { word }]) => ({ value, label: word }))
