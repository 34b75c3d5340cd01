import type { DemoEntity } from '../demo-scheme.ts'
import type { Cast } from './cast.ts'
import { SAMPLE_ROUND } from './sample-round.ts'

/** Of the clients on file, every third is drawn. */
const EVERY = 3
/** Drawn whole in the zone under evaluation: what the agency is judged on, nothing of its people's pay. */
const WHOLE: ReadonlySet<string> = new Set([
  'station',
  'contract',
  'agency',
  'evaluation',
  'rectification',
  'report',
  'supervision',
  'obligation',
  'posting',
  'worker',
  'team',
])

/** Draws the sample of the mid-term evaluation that is under way in the third zone: its stations, and some of the clients with their visits. */
export function drawSample({ zones, towns }: Cast, entities: readonly DemoEntity[]): readonly DemoEntity[] {
  const zone = zones[2]
  const stations: ReadonlySet<string> = new Set(towns.filter((town) => town.zone === zone).map(({ stationId }) => stationId))
  const isOfZone = ({ stationId, agencyId, id }: DemoEntity): boolean =>
    stations.has(stationId ?? id) || (agencyId !== undefined && agencyId === zone?.agencyId) || id === zone?.agencyId
  const clients = entities.filter((entity) => entity.subject === 'client' && isOfZone(entity))
  const drawn: ReadonlySet<unknown> = new Set(clients.filter((_, i) => i % EVERY === 0).map(({ id }) => id))
  const isDrawn = (entity: DemoEntity): boolean =>
    (WHOLE.has(entity.subject) && isOfZone(entity)) || drawn.has(entity.id) || drawn.has(entity.facts['clientId'])
  return entities.map((entity) => (isDrawn(entity) ? { ...entity, roundIds: [SAMPLE_ROUND] } : entity))
}
