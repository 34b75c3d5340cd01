import { useRef, useState, type KeyboardEvent } from 'react'
import type { TileView } from '#contract/territory/index.ts'
import { COVER_LABELS, COVER_WAYS, type CoverWay } from '#domain/territory/index.ts'
import { ToneIcon } from '#ui/theme/tone-icon.tsx'
import { stateOfTile } from './tile-state.ts'

interface TileGridProps {
  readonly label: string
  readonly tiles: readonly TileView[]
  readonly way: CoverWay
  readonly hasPlan: boolean
  readonly onOpen: (code: string) => void
}

/** The divisions side by side; the arrow keys go from tile to tile, Enter goes down into one. */
export function TileGrid({ label, tiles, way, hasPlan, onOpen }: TileGridProps) {
  const list = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const current = Math.min(at, tiles.length - 1)
  const go = (event: KeyboardEvent<HTMLUListElement>): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
    const next = nextIndex(event.key, current, buttons)
    if (next === undefined) return
    event.preventDefault()
    setAt(next)
    buttons[next]?.focus()
  }
  return (
    <ul className="tile-grid" aria-label={`${label}，可用方向键移动`} ref={list} onKeyDown={go}>
      {tiles.map((tile, i) => (
        <li key={tile.code}>
          <Tile tile={tile} way={way} hasPlan={hasPlan} isCurrent={i === current} onFocus={() => setAt(i)} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  )
}

/** Where an arrow key leads: along the row, or to the tile above or below. */
function nextIndex(key: string, at: number, buttons: readonly HTMLElement[]): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return buttons.length - 1
  if (key === 'ArrowRight') return Math.min(at + 1, buttons.length - 1)
  if (key === 'ArrowLeft') return Math.max(at - 1, 0)
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  const rects = buttons.map((button) => button.getBoundingClientRect())
  const here = rects[at]
  if (!here) return undefined
  const isDown = key === 'ArrowDown'
  const beyond = rects.flatMap((r, i) => ((isDown ? r.top > here.top + 1 : r.top < here.top - 1) ? [{ r, i }] : []))
  const edge = isDown ? Math.min(...beyond.map(({ r }) => r.top)) : Math.max(...beyond.map(({ r }) => r.top))
  const row = beyond.filter(({ r }) => Math.abs(r.top - edge) < 2)
  return row.toSorted((a, b) => Math.abs(a.r.left - here.left) - Math.abs(b.r.left - here.left))[0]?.i
}

interface TileProps {
  readonly tile: TileView
  readonly way: CoverWay
  readonly hasPlan: boolean
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onOpen: (code: string) => void
}

function Tile({ tile, way, hasPlan, isCurrent, onFocus, onOpen }: TileProps) {
  const { tone, word } = stateOfTile(tile, way, hasPlan)
  const isLeaf = tile.code.length > TOWN
  const isMany = tile.code.length < TOWN
  return (
    <button
      type="button"
      className={`tile tone-${tone}`}
      tabIndex={isCurrent ? 0 : -1}
      aria-disabled={isLeaf || undefined}
      onFocus={onFocus}
      onClick={() => {
        if (!isLeaf) onOpen(tile.code)
      }}
    >
      <span className="tile-name">{tile.name}</span>
      <span className="tile-state">
        <ToneIcon tone={tone} />
        {word}
      </span>
      {isMany ? (
        <span className="tile-counts">
          <span>
            {tile.towns} 个镇街
            <span className="visually-hidden">，</span>
          </span>
          {COVER_WAYS.map((one) => (
            <span key={one} className={one === way ? 'is-chosen' : undefined}>
              {COVER_LABELS[one]} {tile[one]}
              <span className="visually-hidden">，</span>
            </span>
          ))}
        </span>
      ) : null}
      {isMany && tile.towns > 0 ? (
        <span className="tile-bar" aria-hidden="true">
          <span style={{ width: `${Math.min(100, (tile[way] * 100) / tile.towns)}%` }} />
        </span>
      ) : null}
    </button>
  )
}

const TOWN = 9
