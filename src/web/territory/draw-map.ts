import type { TileView } from '#contract/territory/index.ts'

/** A division as it is drawn: its outline, and where its name stands. */
export interface DrawnArea {
  readonly code: string
  readonly path: string
  readonly x: number
  readonly y: number
}

type Ring = readonly (readonly [number, number])[]
const [WIDTH, HEIGHT, EDGE] = [1000, 700, 10]

/** Draws the features of a GeoJSON text that are divisions of the board, to fit 1000 by 700; or says what is wrong with it, 中文. */
export function drawMap(text: string, tiles: readonly Pick<TileView, 'code' | 'name'>[]): readonly DrawnArea[] | string {
  const features = featuresOf(text)
  if (!features) return '这不是 GeoJSON 文件：应有 type 为 FeatureCollection 的 features。'
  const found = features.flatMap(({ rings, properties }) => {
    const tile = tiles.find((one) => matches(one, properties))
    return tile && rings.length > 0 ? [{ code: tile.code, rings }] : []
  })
  if (found.length === 0) return '文件里没有一个与这里的下级区划对得上；请检查代码（code、adcode）或名称（name）。'
  const points = found.flatMap(({ rings }) => rings.flat())
  const [west, east] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))]
  const [south, north] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))]
  // a degree of longitude is shorter the further north
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min((WIDTH - 2 * EDGE) / ((east - west) * narrow || 1), (HEIGHT - 2 * EDGE) / (north - south || 1))
  const place = ([lon, lat]: readonly [number, number]): readonly [number, number] => [
    Math.round((EDGE + (lon - west) * narrow * scale) * 10) / 10,
    Math.round((EDGE + (north - lat) * scale) * 10) / 10,
  ]
  return found.map(({ code, rings }) => {
    const placed = rings.map((ring) => ring.map(place))
    const largest = placed.toSorted((a, b) => b.length - a.length)[0] ?? []
    const mean = (at: 0 | 1): number => largest.reduce((sum, point) => sum + point[at], 0) / Math.max(largest.length, 1)
    return { code, path: placed.map((ring) => `M${ring.map((p) => p.join(' ')).join('L')}Z`).join(''), x: mean(0), y: mean(1) }
  })
}

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>
  readonly rings: readonly Ring[]
}

function featuresOf(text: string): readonly Feature[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  const { features } = (parsed ?? {}) as { features?: unknown }
  if (!Array.isArray(features)) return undefined
  return (features as readonly unknown[]).map((one) => {
    const { properties, geometry } = (one ?? {}) as {
      properties?: Feature['properties']
      geometry?: { type?: string; coordinates?: unknown }
    }
    return { properties: properties ?? {}, rings: ringsOf(geometry?.type, geometry?.coordinates) }
  })
}

const ringsOf = (type: string | undefined, coordinates: unknown): readonly Ring[] => {
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []
  if (!Array.isArray(polygons)) return []
  return (polygons as readonly unknown[])
    .flatMap((polygon) => (Array.isArray(polygon) ? (polygon as readonly unknown[]) : []))
    .filter(isRing)
}
const isRing = (ring: unknown): ring is Ring =>
  Array.isArray(ring) &&
  ring.length > 2 &&
  ring.every((p: unknown) => Array.isArray(p) && typeof p[0] === 'number' && typeof p[1] === 'number')

const matches = ({ code, name }: Pick<TileView, 'code' | 'name'>, properties: Feature['properties']): boolean => {
  const given = properties['code'] ?? properties['adcode']
  const own = typeof given === 'string' || typeof given === 'number' ? `${given}` : ''
  // a county's code is often written with the zeros of the levels below
  return own === code || (own !== '' && own.replace(/(00)+$/, '') === code) || properties['name'] === name
}
