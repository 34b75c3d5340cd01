import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'

/** A zone 片区 as it is to be: some of the county's towns. */
export interface ZoneDraft {
  readonly id: string
  readonly name: string
  readonly towns: readonly string[]
}

interface Ground {
  readonly today: CivilDate
  /** Towns of the county on that day. */
  readonly towns: readonly { readonly code: string; readonly name: string }[]
  /** Since when the zones stand as they do; null: there are none. */
  readonly since: CivilDate | null
}

/** Zones that hold from a day on; `loose` are the towns in none of them. */
export interface DecidedZones {
  readonly loose: readonly { readonly code: string; readonly name: string }[]
}

/**
 * Whether zones may be drawn so from a day on: each town in one at most, each of the county, none empty or named twice, on a day
 * that has come and lies after the last drawing. Towns in none are told, not refused.
 * @refuses ZONE_OVERLAPS @refuses ZONE_TOWN @refuses ZONE_EMPTY @refuses CHANGE_DATE
 */
export function decideZones(
  zones: readonly ZoneDraft[],
  from: CivilDate,
  { today, towns, since }: Ground,
): DecidedZones | Refusal {
  if (from > today) return refuse('CHANGE_DATE', { detail: `起始日 ${from} 还没有到，今天是 ${today}` })
  if (since !== null && from <= since) return refuse('CHANGE_DATE', { detail: `现在的片区自 ${since} 起，重新划分须在其后` })
  const names = new Map(towns.map((t) => [t.code, t.name]))
  const twin = zones.find((z, i) => zones.findIndex((other) => other.name === z.name) !== i)
  if (twin) return refuse('ZONE_OVERLAPS', { detail: `有两个片区都叫${twin.name}` })
  const holder = new Map<string, string>()
  for (const { name, towns: codes } of zones) {
    if (codes.length === 0) return refuse('ZONE_EMPTY', { detail: `${name}里没有镇街` })
    for (const code of codes) {
      const town = names.get(code)
      if (town === undefined) return refuse('ZONE_TOWN', { detail: `${code} 不是本县当日的乡镇(街道)` })
      const other = holder.get(code)
      if (other !== undefined) return refuse('ZONE_OVERLAPS', { detail: `${town}既在${other}又在${name}` })
      holder.set(code, name)
    }
  }
  return { loose: towns.filter(({ code }) => !holder.has(code)) }
}
