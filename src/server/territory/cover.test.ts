import pg from 'pg'
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
     select subject, id, version, division_code, effective_on::text, facts
     from app.record_history h
     where subject <> 'serviceRecord' and exists (select from app.fact f where f.id = h.id)
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
  await putAtOnce(days.slice(0, 40), stations)
  const all = await versions()
  // every day on which something begins or ends, and the day after
  const edges = all.flatMap((v) => [...Object.values(v.facts), v.since]).filter(isCivilDate)
  for (const day of new Set([...edges, ...edges.map((edge) => addDays(edge, 1))]))
    expect([day, await coverInTable(day)]).toEqual([day, coverFromFacts(all, day)])
  expect(
    await county.query(
      `select c.division_code from app.cover c join app.cover_of(array(select division_code from app.cover)) o using (division_code)
       where (o.built, o.staffed, o.serving) is distinct from (c.built, c.staffed, c.serving)`,
    ),
  ).toEqual([])
  const seen = new Set(days.flatMap((day) => Object.values(coverFromFacts(all, day))))
  expect(seen).toEqual(new Set(['built', 'serving', 'staffed']))
})

/** Stations, posts and services of one statement each, as a spreadsheet or a load brings them. */
async function putAtOnce(days: readonly CivilDate[], stations: readonly Id[]): Promise<void> {
  const { pick, isHit } = seeded(7)
  const rows = days.map((day) => ({
    id: newId(),
    of: pick(stations),
    other: newId(),
    town: pick(TOWNS),
    day,
    isOpen: isHit(0.8),
  }))
  const put = (into: string, columns: string, values: string) =>
    county.query(
      `insert into app.${into} (county_id, id, division_code, station_id, name, facts${columns})
       select c.id, r.id, r.town, r.station, '多', r.facts${values}
       from jsonb_to_recordset($1) as r (id uuid, town text, station uuid, facts jsonb)
       join app.county c on c.code = left(r.town, 6)`,
      [
        JSON.stringify(
          rows.map(({ id, of, other, town, day, isOpen }) => ({
            id: into === 'station' ? id : newId(),
            town,
            station: into === 'station' ? id : null,
            facts: {
              station: { openedOn: isOpen ? day : null },
              posting: { stationId: isOpen ? id : of, workerId: other, startOn: day, endOn: isOpen ? addDays(day, 300) : day },
              entity: { stationId: isOpen ? id : of, servedOn: addDays(day, 30) },
            }[into],
          })),
        ),
      ],
    )
  await put('station', '', '')
  await put('posting', '', '')
  await put('entity', ', subject', `, 'serviceRecord'`)
  await county.query(`delete from app.posting where id in (select id from app.posting where name = '多' order by id limit 5)`)
  await county.query(`delete from app.station where id in (select id from app.station where name = '多' order by id limit 5)`)
  await county.query(`update app.posting set facts = facts || '{"endOn": null}', effective_on = '2024-03-01' where name = '多'`)
}

test('what two write at the same time into one town is both counted', async () => {
  const [first, second] = [new pg.Client(county.connection.migrator), new pg.Client(county.connection.migrator)]
  await Promise.all([first.connect(), second.connect()])
  const town = '652301107'
  const open = (client: pg.Client, name: string, openedOn: string) =>
    client.query(
      `with s as (select gen_random_uuid() as id)
       insert into app.station (county_id, id, station_id, division_code, name, facts, effective_on)
       select c.id, s.id, s.id, $1, $2, jsonb_build_object('openedOn', $3::text), '2020-01-01' from s join app.county c on c.code = left($1, 6)`,
      [town, name, openedOn],
    )
  const putOff = (client: pg.Client, name: string, to: string) =>
    client.query(
      `update app.station set facts = facts || jsonb_build_object('openedOn', $3::text) where division_code = $1 and name = $2`,
      [town, name, to],
    )
  const isWaiting = async () =>
    (await county.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length >
    0
  /** Until the second has to wait for the first, or does not. */
  const met = async (late: Promise<unknown>) => {
    let isOver = false
    void late.finally(() => void (isOver = true))
    while (!isOver && !(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const days = async () =>
    (await county.query<{ built: string }>(`select built::text from app.cover where division_code = $1`, [town]))[0]?.built
  const together = async (one: Promise<unknown>, other: () => Promise<unknown>) => {
    await one
    const late = other()
    await met(late)
    await first.query('commit')
    await late
  }
  await first.query('begin')
  await together(open(first, '甲', '2024-05-01'), () => open(second, '乙', '2024-05-01'))
  expect(await days()).toBe('{[2024-05-01,)}')
  // each alone changes nothing: the other one is open
  await first.query('begin')
  await together(putOff(first, '甲', '2024-07-01'), () => putOff(second, '乙', '2024-06-01'))
  expect(await days()).toBe('{[2024-06-01,)}')
  await Promise.all([first.end(), second.end()])
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
