/** A closed line of points, longitude before latitude. */
export type Ring = readonly (readonly [number, number])[]

/** A feature of a GeoJSON file: what it says of itself, and its outlines, holes among them. */
export interface Feature {
  readonly properties: Readonly<Record<string, unknown>>
  readonly rings: readonly Ring[]
}

/** The features of a GeoJSON text; undefined where it is none. */
export function readFeatures(text: string): readonly Feature[] | undefined {
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
