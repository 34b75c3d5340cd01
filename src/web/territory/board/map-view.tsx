import { useId, useMemo, useState } from 'react'
import type { BoardView, TileView } from '#contract/territory/index.ts'
import type { CoverWay } from '#domain/territory/index.ts'
import { drawMap, type DrawnArea } from './draw-map.ts'
import { stateOfTile } from './tile-state.ts'

interface MapViewProps {
  readonly board: BoardView
  readonly way: CoverWay
  readonly onOpen: (code: string) => void
  /** The text of the file, kept by the page for whatever place is looked at next. */
  readonly text: string | undefined
  readonly onRead: (text: string | undefined) => void
}

/** A country's counties in full detail are less. */
const MOST_MEGABYTES = 30
const NAMES_SHOWN = 8

/** A map from the reader's own GeoJSON file. The file stays in this browser and is not sent anywhere. */
export function MapView({ board, way, onOpen, text, onRead }: MapViewProps) {
  const id = useId()
  const [trouble, setTrouble] = useState<string>()
  // the same file is drawn anew for whatever place is looked at
  const drawn = useMemo(() => (text === undefined ? undefined : drawMap(text, board.tiles)), [text, board.tiles])
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    onRead(undefined)
    setTrouble(undefined)
    if (file.size > MOST_MEGABYTES * 1024 * 1024)
      return setTrouble(`文件超过 ${MOST_MEGABYTES} MB，浏览器画不动；请先简化边界（例如保留到小数点后三位）再选。`)
    try {
      onRead(await file.text())
    } catch {
      setTrouble('读不出这个文件：可能已被移走或没有权限，请重新选。')
    }
  }
  const byCode = new Map(board.tiles.map((tile) => [tile.code, tile]))
  const wrong = trouble ?? (typeof drawn === 'string' ? drawn : undefined)
  const map = typeof drawn === 'object' ? drawn : undefined
  return (
    <>
      <div className="field no-print">
        <label htmlFor={id}>本地的 GeoJSON 地图文件</label>
        <input
          id={id}
          type="file"
          accept=".json,.geojson,application/geo+json"
          onChange={(e) => void read(e.target.files?.[0])}
        />
        <p className="muted field-help">按区划代码（code、adcode）或名称（name）与下级对应。文件只在这个浏览器里用，不上传。</p>
      </div>
      {wrong === undefined ? null : (
        <p role="alert" className="problem">
          {wrong}
        </p>
      )}
      {map ? (
        <>
          <svg className="own-map" viewBox="0 0 1000 700" role="group" aria-label={`${board.name}地图`}>
            {map.areas.map((area) => (
              <Area
                key={area.code}
                area={area}
                tile={byCode.get(area.code)}
                way={way}
                hasPlan={board.scheme !== null}
                onOpen={onOpen}
              />
            ))}
          </svg>
          <Unmatched what="文件里没有图形的" names={map.missing} />
          <Unmatched what="文件里对不上的图形" names={map.strangers} />
        </>
      ) : null}
    </>
  )
}

function Unmatched({ what, names }: { readonly what: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p className="muted">
      {what} {names.length} 个：{names.slice(0, NAMES_SHOWN).join('、')}
      {names.length > NAMES_SHOWN ? ' 等' : ''}
    </p>
  )
}

interface AreaProps {
  readonly area: DrawnArea
  readonly tile: TileView | undefined
  readonly way: CoverWay
  readonly hasPlan: boolean
  readonly onOpen: (code: string) => void
}

function Area({ area, tile, way, hasPlan, onOpen }: AreaProps) {
  if (!tile) return null
  const { tone, word } = stateOfTile(tile, way, hasPlan)
  const name = `${tile.name}，${word}`
  const drawing = (
    <>
      <path d={area.path} />
      <text x={area.x} y={area.y}>
        {tile.name} {word}
      </text>
    </>
  )
  // below a village there is nothing to open
  if (tile.code.length > 9)
    return (
      <g role="img" className={`map-area tone-${tone}`} aria-label={name}>
        {drawing}
      </g>
    )
  return (
    <g
      role="button"
      tabIndex={0}
      className={`map-area map-opens tone-${tone}`}
      aria-label={name}
      onClick={() => onOpen(tile.code)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        // the space bar would scroll the page
        event.preventDefault()
        onOpen(tile.code)
      }}
    >
      {drawing}
    </g>
  )
}
