import type { StandingGroup } from '#contract/station/index.ts'
import type { Tone } from '#ui/theme/tone.ts'

/** Word and look of each way a ruling can stand, worst first. */
export const GROUP_WORDS: { readonly [G in StandingGroup]: { readonly word: string; readonly tone: Tone } } = {
  bad: { word: '不符', tone: 'bad' },
  unknown: { word: '未知', tone: 'unknown' },
  soon: { word: '即将到期', tone: 'warn' },
  good: { word: '符合', tone: 'good' },
}
export const GROUPS_TOLD = Object.keys(GROUP_WORDS) as readonly StandingGroup[]
