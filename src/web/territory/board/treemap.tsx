import { TreemapChart } from 'echarts/charts'
import { AriaComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { TileView } from '#contract/territory/index.ts'
import type { CoverWay } from '#domain/territory/index.ts'
import type { Tone } from '#ui/theme/tone.ts'
import { percent, stateOfTile } from './tile-state.ts'

use([TreemapChart, AriaComponent, CanvasRenderer])

const FILLS: Partial<Record<Tone, string>> = { bad: '#b42318', warn: '#8f4a00', info: '#0b4fb8', good: '#116b3a' }
const OTHER = '#4b5565'

interface TreemapProps {
  readonly tiles: readonly TileView[]
  readonly way: CoverWay
  readonly hasPlan: boolean
  readonly onOpen: (code: string) => void
}

/** The same divisions by size: a division as large as it has towns. The tiles hold the same for those who do not see it. */
export function Treemap({ tiles, way, hasPlan, onOpen }: TreemapProps) {
  const place = useRef<HTMLDivElement>(null)
  const open = useRef(onOpen)
  open.current = onOpen
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current)
    chart.setOption({
      aria: { enabled: true },
      animation: false,
      series: [
        {
          type: 'treemap',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          left: 0,
          top: 0,
          width: '100%',
          height: '100%',
          itemStyle: { borderColor: '#fff', borderWidth: 2, gapWidth: 2 },
          label: { fontSize: 13, overflow: 'break', formatter: '{b}' },
          data: tiles.filter((tile) => tile.towns > 0).map((tile) => nodeOf(tile, way, hasPlan)),
        },
      ],
    })
    chart.on('click', ({ data }) => {
      const { code } = (data ?? {}) as { code?: string }
      if (code !== undefined && code.length <= TOWN) open.current(code)
    })
    const fit = new ResizeObserver(() => chart.resize())
    fit.observe(place.current)
    return () => {
      fit.disconnect()
      chart.dispose()
    }
  }, [tiles, way, hasPlan])
  return (
    <>
      <p className="muted">每块的大小是镇街数，颜色与字是状态；点一块看它的下级。用键盘请切回“方格”。</p>
      <div ref={place} className="treemap" role="img" aria-label="面积图；同样的内容在“方格”里" />
    </>
  )
}

function nodeOf(tile: TileView, way: CoverWay, hasPlan: boolean) {
  const { tone, word } = stateOfTile(tile, way, hasPlan)
  return {
    name: `${tile.name}\n${word}${tile.code.length < TOWN ? ` ${percent(tile[way], tile.towns)}` : ''}`,
    value: tile.towns,
    code: tile.code,
    itemStyle: { color: FILLS[tone] ?? OTHER },
  }
}

const TOWN = 9
