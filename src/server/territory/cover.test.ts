import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBoard, listTargets } from '#contract/territory/index.ts'
import { addDays, isCivilDate, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { Id } from '#domain/kernel/id.ts'
import { coverOn } from '#domain/territory/index.ts'
import { seeded } from '#server/db/testing/universe.ts'
import { newId } from '#server/http/new-id.ts'
import { createRealCounty, type RealCounty } from './testing/real-county.ts'

const COUNTY = '652301'
const TOWNS = ['652301105', '652301104', '652301106'] as const
let county: RealCounty
beforeAll(async () => {
  county = await createRealCounty(['65'], ['changji2021'])
  await county.adopt('changji2021', COUNTY, '2022-01-01')
})
afterAll(() => county.close())

interface Version {
  readonly subject: string
  readonly id: string
  readonly version: number
  readonly division_code: string
  readonly since: string
  readonly facts: Readonly<Record<string, never>>
}
/** Every version of every record of the county, from the tables themselves; services only as they are now on record. */
const versions = () =>
  county.query<Version>(
    `select subject, id, version, division_code, effective_on::text as since, facts from app.fact
     union all
     select subject, id, version, division_code, effective_on::text, facts from app.record_history where subject <> 'serviceRecord'
     order by id, version`,
  )
/** What a day's facts are: of each record the last version that took effect by then. */
const asOf = (all: readonly Version[], day: string): Version[] => [
  ...new Map(all.filter((v) => v.since === '-infinity' || v.since <= day).map((v) => [v.id, v])).values(),
]
const coverInTable = async (day: string) =>
  Object.fromEntries(
    (
      await county.query<{ code: string; way: string | null }>(
        `select division_code as code, case when serving @> $1::date then 'serving' when staffed @> $1::date then 'staffed'
           when built @> $1::date then 'built' end as way from app.cover`,
        [day],
      )
    ).flatMap(({ code, way }) => (way === null ? [] : [[code, way]])),
  )
const coverFromFacts = (all: readonly Version[], day: CivilDate) => {
  const now = asOf(all, day)
  const of = (subject: string, stationId: string) =>
    now.filter((v) => v.subject === subject && v.facts['stationId'] === stationId)
  const byTown = new Map<string, Parameters<typeof coverOn>[0][number][]>()
  for (const s of now.filter((v) => v.subject === 'station')) {
    const station = {
      openedOn: s.facts['openedOn'] ?? null,
      postings: of('posting', s.id).map(({ facts }) => facts as never),
      servedOn: all
        .filter((v) => v.subject === 'serviceRecord' && v.facts['stationId'] === s.id)
        .map((v) => v.facts['servedOn'] as unknown as CivilDate),
    }
    byTown.set(s.division_code, [...(byTown.get(s.division_code) ?? []), station])
  }
  return Object.fromEntries(
    [...byTown].flatMap(([code, stations]) => (coverOn(stations, day) ? [[code, coverOn(stations, day)]] : [])),
  )
}

test('cover kept with every write is what the facts come to, on every day, and what a recompute comes to', async () => {
  const { next, pick, isHit } = seeded(20261123)
  const days = Array.from({ length: 700 }, (_, i) => addDays('2023-01-01' as CivilDate, i))
  const stations: Id[] = []
  const postings: Id[] = []
  let clock = 0
  for (let i = 0; i < 120; i++) {
    clock += Math.floor(next() * 5)
    const effective = days[Math.min(clock, 600)] as string
    const kind = stations.length < 4 ? 0 : 1 + Math.floor(next() * 6)
    const station = pick(stations)
    if (kind === 0)
      stations.push(await county.add('station', pick(TOWNS), `站${i}`, { openedOn: isHit(0.8) ? pick(days) : null }, newId()))
    else if (kind === 1)
      await county.query(
        `update app.station set facts = facts || jsonb_build_object('openedOn', $2::text), effective_on = greatest(effective_on, $3::date) where id = $1`,
        [station, isHit(0.8) ? pick(days) : null, effective],
      )
    else if (kind === 2) {
      const startOn = pick(days)
      const endOn = isHit(0.6) ? addDays(startOn, Math.floor(next() * 120)) : null
      const facts = { stationId: station, workerId: isHit(0.8) ? newId() : null, startOn, endOn }
      postings.push(await county.add('posting', TOWNS[0], '岗', facts))
    } else if (kind === 3 && postings.length > 0)
      await county.query(
        `update app.posting set facts = facts || jsonb_build_object('endOn', $2::text), effective_on = greatest(effective_on, $3::date) where id = $1`,
        [pick(postings), pick(days), effective],
      )
    else if (kind === 4) await county.add('serviceRecord', TOWNS[0], '服务', { stationId: station, servedOn: pick(days) })
    else if (kind === 5)
      await county.query(
        `update app.station set division_code = $2, effective_on = greatest(effective_on, $3::date) where id = $1`,
        [station, pick(TOWNS), effective],
      )
    else if (kind === 6 && isHit(0.3))
      await county.query(`delete from app.entity where subject = 'serviceRecord' and facts ->> 'stationId' = $1`, [station])
  }
  const all = await versions()
  // every day on which something begins or ends, and the day after
  const edges = all.flatMap((v) => [...Object.values(v.facts), v.since]).filter(isCivilDate)
  for (const day of new Set([...edges, ...edges.map((edge) => addDays(edge, 1))]))
    expect([day, await coverInTable(day)]).toEqual([day, coverFromFacts(all, day)])
  expect(
    await county.query(
      `select c.division_code from app.cover c cross join lateral app.cover_of(c.division_code) o
       where (o.built, o.staffed, o.serving) is distinct from (c.built, c.staffed, c.serving)`,
    ),
  ).toEqual([])
  const seen = new Set(days.flatMap((day) => Object.values(coverFromFacts(all, day))))
  expect(seen).toEqual(new Set(['built', 'serving', 'staffed']))
})

describe('the board', () => {
  test('is for somebody signed in, within the own territory', async () => {
    expect((await county.anyone.call(readBoard, { code: COUNTY })).status).toBe(401)
    const stranger = await county.signedIn('bureau', { code: '652302' })
    for (const endpoint of [readBoard, listTargets])
      expect((await stranger.call(endpoint, { code: COUNTY })).problem).toMatchObject({ status: 404, code: 'DIVISION_NOT_FOUND' })
    expect((await stranger.call(readBoard, { code: '6523' })).status).toBe(404)
  })

  test('leads from the own territory down to the villages, and counts what the plan counts', async () => {
    const bureau = await county.signedIn('bureau', { code: COUNTY })
    const { output } = await bureau.call(readBoard, { asOf: '2024-06-01' })
    expect(output).toMatchObject({ code: COUNTY, level: 'county', crumbs: [{ code: COUNTY, name: '昌吉市' }] })
    // farms and development zones are there and do not count
    expect(output.tiles.some((t) => !t.doesCount && t.towns === 0)).toBe(true)
    expect(output.towns).toBe(output.tiles.filter((t) => t.doesCount).length)
    expect(output.days).toEqual([{ on: '2025-12-31', label: '十四五末社工站基本全覆盖' }])
    const town = await bureau.call(readBoard, { code: '652301105' })
    expect(town.output.crumbs.map((c) => c.name)).toEqual(['昌吉市', '六工镇'])
    expect(town.output.tiles).toHaveLength(8)
    expect(town.output.tiles[0]).toMatchObject({ level: 'village', towns: 1, built: 0 })
  })
})
