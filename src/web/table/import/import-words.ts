import type { ImportBatchView, ImportLineView } from '#contract/import.ts'
import type { Tone } from '#ui/theme/tone.ts'

export const STATE_WORDS: { readonly [S in ImportBatchView['state']]: readonly [tone: Tone, word: string] } = {
  read: ['info', '待核对'],
  checking: ['info', '正在核对'],
  checked: ['warn', '待确认'],
  applying: ['info', '正在导入'],
  applied: ['good', '已导入'],
  undoing: ['info', '正在撤销'],
  undone: ['plain', '已撤销'],
}

export const LINE_WORDS: { readonly [S in ImportLineView['state']]: readonly [tone: Tone, word: string] } = {
  new: ['good', '新增'],
  changed: ['warn', '改动'],
  same: ['plain', '相同'],
  wrong: ['bad', '有错'],
}

export const isUnderWay = ({ state }: ImportBatchView): boolean => state.endsWith('ing')
