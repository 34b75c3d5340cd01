import { describe, expect, it } from 'vitest'
import { drawMap, type DrawnMap } from './draw-map.ts'

const tiles = [
  { code: '990901101', name: '南镇' },
  { code: '990901102', name: '北镇' },
]
const square = (lon: number, lat: number, size: number) => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
]
const feature = (properties: object, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const fine = (text: string): DrawnMap => {
  const drawn = drawMap(text, tiles)
  if (typeof drawn === 'string') throw new Error(drawn)
  return drawn
}

describe('a map of the reader’s own', () => {
  it.each([
    ['not JSON', 'PNG…', /不是 GeoJSON/],
    ['JSON of something else', '{"a":1}', /不是 GeoJSON/],
    ['null', 'null', /不是 GeoJSON/],
    ['no division of here', file(feature({ name: '别处' }, [square(1, 1, 1)])), /对不上|对得上/],
    ['metres', file(feature({ name: '南镇' }, [square(40500000, 3400000, 1000)])), /不是经纬度/],
  ])('%s is refused in words', (_, text, words) => expect(drawMap(text, tiles)).toMatch(words))

  it('keeps holes and islands, names what it does not know and what is missing', () => {
    const holed = feature({ name: '南镇' }, [square(120, 30, 1), square(120.4, 30.4, 0.2)])
    const { areas, strangers, missing } = fine(file(holed, feature({ name: '东湖' }, [square(0, 0, 1)])))
    expect(areas.map((a) => [a.code, a.path.match(/M/g)?.length])).toEqual([['990901101', 2]])
    expect([strangers, missing]).toEqual([['东湖'], ['北镇']])
    const isles = feature({ code: 990901102 }, [[square(120, 30, 0.1)], [square(121, 31, 0.5)]], 'MultiPolygon')
    const [area] = fine(file(isles)).areas
    // the name stands on the largest island, up on the right
    expect([area?.path.match(/M/g)?.length, (area?.x ?? 0) > 300, (area?.y ?? 0) < 350]).toEqual([2, true, true])
  })

  it('takes more points than a call takes arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => [120 + Math.cos(i) / 10, 30 + Math.sin(i) / 10])
    expect(fine(file(feature({ name: '南镇' }, [many]))).areas).toHaveLength(1)
  })
})
