import type { TileView } from '#contract/territory/index.ts'
import { COVER_LABELS, COVER_WAYS, type CoverWay } from '#domain/territory/index.ts'
import type { Tone } from '#ui/theme/tone.ts'

export interface TileState {
  readonly tone: Tone
  readonly word: string
}

export const isCoverWay = (text: string | undefined): text is CoverWay => COVER_WAYS.some((way) => way === text)

const BEST: Readonly<Record<CoverWay, Tone>> = { built: 'warn', staffed: 'info', serving: 'good' }

/**
 * How a tile stands: a single place by how far it has come, several by how many of them are covered in the chosen way. Where no
 * plan asks for stations yet, none is missing.
 */
export function stateOfTile(tile: TileView, way: CoverWay, hasPlan: boolean): TileState {
  const state = stateUnderPlan(tile, way)
  return state.tone === 'bad' && !hasPlan ? { ...state, tone: 'mute' } : state
}

function stateUnderPlan(tile: TileView, way: CoverWay): TileState {
  if (!tile.doesCount) return { tone: 'dotted', word: '不计入' }
  if (tile.level === 'village' || tile.level === 'community') return ofOne(tile, '未设社工室', '已设室')
  if (tile.level === 'town') return ofOne(tile, '未建站', COVER_LABELS.built)
  if (tile.towns === 0) return { tone: 'mute', word: '没有镇街' }
  const counted = tile[way]
  if (counted >= tile.towns) return { tone: 'good', word: '全部覆盖' }
  return counted === 0 ? { tone: 'bad', word: '尚未覆盖' } : { tone: 'warn', word: `还缺 ${tile.towns - counted}` }
}

function ofOne(tile: TileView, none: string, built: string): TileState {
  const best = COVER_WAYS.findLast((way) => tile[way] > 0)
  return best === undefined
    ? { tone: 'bad', word: none }
    : { tone: BEST[best], word: best === 'built' ? built : COVER_LABELS[best] }
}

/** A share in basis points as people read it: one decimal, never rounded up to the whole. */
export function percent(counted: number, of: number): string {
  if (of === 0) return '—'
  const tenths = Math.round((counted * 1000) / of)
  return `${((counted < of ? Math.min(tenths, 999) : tenths) / 10).toFixed(1)}%`
}
