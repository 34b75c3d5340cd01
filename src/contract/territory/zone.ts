import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { Code, Day, Name } from './shared.ts'

const TownRef = z.object({ code: Code, name: z.string() })
const ZoneView = z.object({ id: z.string(), name: z.string(), from: Day, towns: z.array(TownRef) }).meta({ id: 'Zone' })

const Zones = {
  asOf: Day,
  zones: z.array(ZoneView),
  loose: z.array(TownRef).meta({ description: '不在任何片区的乡镇(街道)' }),
  mayChange: z.boolean(),
}

/** The zones of a county on a day. @refuses DIVISION_NOT_FOUND */
export const readZones = endpoint({
  name: 'territory.readZones',
  method: 'GET',
  path: '/territory/zones/:code',
  summary: '一县的片区',
  who: 'read plan',
  input: z.object({ code: z.string().regex(/^\d{6}$/), asOf: Day.optional() }),
  output: z.object(Zones),
})

/**
 * Draws the zones of a county anew from a day on; the days before keep theirs. A zone that goes on keeps its id.
 * @refuses DIVISION_NOT_FOUND @refuses ZONE_OVERLAPS @refuses ZONE_TOWN @refuses ZONE_EMPTY @refuses CHANGE_DATE
 */
export const drawZones = endpoint({
  name: 'territory.drawZones',
  method: 'PUT',
  path: '/territory/zones/:code',
  summary: '划分片区',
  who: 'change territory',
  input: z.object({
    code: z.string().regex(/^\d{6}$/),
    from: Day,
    zones: z.array(z.object({ id: z.uuid(), name: Name, towns: z.array(Code).max(100) })).max(40),
  }),
  output: z.object(Zones),
})
