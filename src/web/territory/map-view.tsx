import { useId, useState } from 'react'
import type { BoardView, TileView } from '#contract/territory/index.ts'
import type { CoverWay } from '#domain/territory/index.ts'
import { drawMap, type DrawnArea } from './draw-map.ts'
import { stateOfTile } from './tile-state.ts'

interface MapViewProps {
  readonly board: BoardView
  readonly way: CoverWay
  readonly onOpen: (code: string) => void
}

/** A map from the reader's own GeoJSON file. The file stays in this browser and is not sent anywhere. */
export function MapView({ board, way, onOpen }: MapViewProps) {
  const id = useId()
  const [map, setMap] = useState<readonly DrawnArea[]>()
  const [trouble, setTrouble] = useState<string>()
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const drawn = drawMap(await file.text(), board.tiles)
    setMap(typeof drawn === 'string' ? undefined : drawn)
    setTrouble(typeof drawn === 'string' ? drawn : undefined)
  }
  const byCode = new Map(board.tiles.map((tile) => [tile.code, tile]))
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
      {trouble === undefined ? null : (
        <p role="alert" className="problem">
          {trouble}
        </p>
      )}
      {map ? (
        <svg className="own-map" viewBox="0 0 1000 700" role="group" aria-label={`${board.name}地图`}>
          {map.map((area) => (
            <Area key={area.code} area={area} tile={byCode.get(area.code)} way={way} onOpen={onOpen} />
          ))}
        </svg>
      ) : null}
    </>
  )
}

interface AreaProps {
  readonly area: DrawnArea
  readonly tile: TileView | undefined
  readonly way: CoverWay
  readonly onOpen: (code: string) => void
}

function Area({ area, tile, way, onOpen }: AreaProps) {
  if (!tile) return null
  const { tone, word } = stateOfTile(tile, way)
  const open = () => {
    if (tile.code.length <= 9) onOpen(tile.code)
  }
  return (
    <g
      role="button"
      tabIndex={0}
      className={`map-area tone-${tone}`}
      aria-label={`${tile.name}，${word}`}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') open()
      }}
    >
      <path d={area.path} />
      <text x={area.x} y={area.y}>
        {tile.name} {word}
      </text>
    </g>
  )
}
