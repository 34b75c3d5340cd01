import type { ColourName, PlanView, StateName } from '#contract/scheme/index.ts'
import type { Tone } from '#ui/theme/tone.ts'

interface Words {
  readonly word: string
  readonly tone: Tone
}

/** Word and look of each state of a ruling, in the order in which counts are told. */
export const STATE_WORDS: { readonly [S in StateName]: Words } = {
  met: { word: '符合', tone: 'good' },
  agrees: { word: '与所述一致', tone: 'good' },
  excepted: { word: '例外获准', tone: 'good' },
  late: { word: '逾期完成', tone: 'info' },
  due: { word: '待办', tone: 'info' },
  'at-risk': { word: '临期', tone: 'warn' },
  overdue: { word: '逾期', tone: 'bad' },
  'not-met': { word: '不符', tone: 'bad' },
  differs: { word: '与所述不一', tone: 'warn' },
  unknown: { word: '未知', tone: 'unknown' },
  unsettled: { word: '待签定', tone: 'unknown' },
  'not-applicable': { word: '不适用', tone: 'mute' },
}
export const STATES_TOLD = Object.keys(STATE_WORDS) as readonly StateName[]

/** Word and look of each colour of a clause, in the order of the legend. */
export const COLOUR_WORDS: { readonly [C in ColourName]: Words } = {
  red: { word: '不符', tone: 'bad' },
  amber: { word: '须留意', tone: 'warn' },
  hatched: { word: '未知', tone: 'unknown' },
  green: { word: '符合', tone: 'good' },
  blue: { word: '所述数字', tone: 'info' },
  white: { word: '系统保证', tone: 'plain' },
  dotted: { word: '裁量', tone: 'dotted' },
  none: { word: '叙述', tone: 'mute' },
  black: { word: '缺原文', tone: 'missing' },
}
export const COLOURS_TOLD = Object.keys(COLOUR_WORDS) as readonly ColourName[]

/** How a clause is kept, for the filter. */
export const MODE_WORDS: { readonly [M in keyof PlanView['modes']]-?: string } = {
  computed: '自动判定',
  constructed: '系统保证',
  stated: '核对所述',
  attested: '专人确认',
  discretion: '裁量记录',
  missing: '缺原文',
  narrative: '叙述',
  unplaced: '未安放',
}

/** Look of an outcome that comes as a word. */
export function toneOfOutcome(word: string): Tone {
  if (/未知|待签/.test(word)) return 'unknown'
  if (word === '不适用') return 'mute'
  if (/^不|逾期|^否$/.test(word)) return 'bad'
  return /符合|成立|^是$|一致|获准/.test(word) ? 'good' : 'mute'
}
