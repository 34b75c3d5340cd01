import type { TileView } from '#contract/territory/index.ts'
import { readFeatures, type Feature, type Ring } from './read-features.ts'

/** A division as it is drawn: its outline, and where its name stands. */
export interface DrawnArea {
  readonly code: string
  readonly path: string
  readonly x: number
  readonly y: number
}

export interface DrawnMap {
  readonly areas: readonly DrawnArea[]
  /** What the file calls the features that are no division here. */
  readonly strangers: readonly string[]
  /** Names of divisions that the file has no outline of. */
  readonly missing: readonly string[]
}

type Tile = Pick<TileView, 'code' | 'name'>
const [WIDTH, HEIGHT, EDGE] = [1000, 700, 10]

/** Draws the features of a GeoJSON text that are divisions of the board, to fit 1000 by 700; or says what is wrong with it, 中文. */
export function drawMap(text: string, tiles: readonly Tile[]): DrawnMap | string {
  const features = readFeatures(text)
  if (!features) return '这不是 GeoJSON 文件：应有 type 为 FeatureCollection 的 features。'
  const found = features.flatMap((feature) => {
    const tile = tileOf(feature, tiles)
    return tile && feature.rings.length > 0 ? [{ code: tile.code, rings: feature.rings }] : []
  })
  if (found.length === 0) return '文件里没有一个与这里的下级区划对得上；请检查代码（code、adcode）或名称（name）。'
  const [west, east, south, north] = boundsOf(found.flatMap(({ rings }) => rings))
  if (west < -180 || east > 180 || south < -90 || north > 90)
    return '坐标不是经纬度：经度应在 -180 到 180、纬度在 -90 到 90 之间；请先把文件转成经纬度（CGCS2000 或 WGS84）。'
  // a degree of longitude is shorter the further north
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min((WIDTH - 2 * EDGE) / ((east - west) * narrow || 1), (HEIGHT - 2 * EDGE) / (north - south || 1))
  const place = ([lon, lat]: readonly [number, number]): readonly [number, number] => [
    Math.round((EDGE + (lon - west) * narrow * scale) * 10) / 10,
    Math.round((EDGE + (north - lat) * scale) * 10) / 10,
  ]
  const drawn = new Set(found.map(({ code }) => code))
  return {
    areas: found.map(({ code, rings }) => {
      const placed = rings.map((ring) => ring.map(place))
      const largest = placed.reduce((a, b) => (areaOf(b) > areaOf(a) ? b : a))
      const [left, right, top, bottom] = boundsOf([largest])
      const path = placed.map((ring) => `M${ring.map((p) => p.join(' ')).join('L')}Z`).join('')
      return { code, path, x: (left + right) / 2, y: (top + bottom) / 2 }
    }),
    strangers: features.filter((one) => !tileOf(one, tiles)).map(nameIn),
    missing: tiles.filter(({ code }) => !drawn.has(code)).map(({ name }) => name),
  }
}

/** West, east, south and north of some rings. */
function boundsOf(rings: readonly Ring[]): readonly [number, number, number, number] {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const ring of rings)
    for (const [x, y] of ring) {
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  return [west, east, south, north]
}

const areaOf = (ring: Ring): number => {
  let twice = 0
  let before = ring.at(-1)
  for (const point of ring) {
    if (before) twice += before[0] * point[1] - point[0] * before[1]
    before = point
  }
  return Math.abs(twice) / 2
}

const nameIn = ({ properties }: Feature): string => {
  const name = properties['name'] ?? properties['code'] ?? properties['adcode']
  return typeof name === 'string' || typeof name === 'number' ? `${name}` : '无名称'
}

const tileOf = ({ properties }: Feature, tiles: readonly Tile[]): Tile | undefined =>
  tiles.find((one) => matches(one, properties))

const matches = ({ code, name }: Tile, properties: Feature['properties']): boolean => {
  const given = properties['code'] ?? properties['adcode']
  const own = typeof given === 'string' || typeof given === 'number' ? `${given}` : ''
  // a county's code is often written with the zeros of the levels below
  return own === code || (own !== '' && own.replace(/(00)+$/, '') === code) || properties['name'] === name
}
