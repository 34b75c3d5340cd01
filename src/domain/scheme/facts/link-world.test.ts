import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { linkWorld } from './link-world.ts'
import type { Entity, EntitySource, Row } from './world.ts'

const source = (subject: string, id: string, facts: Row = {}): EntitySource => ({ subject, id, facts })
const link = (sources: readonly EntitySource[], guess = false, complete = true): ((subject: string, id: string) => Entity) => {
  const world = linkWorld(sources, catalogue, { guess, complete })
  return (subject, id) => {
    const e = world.get(subject)?.find((x) => x.id === id)
    if (!e) throw new Error(`no ${subject} ${id}`)
    return e
  }
}
const ids = (rows: unknown): unknown => (Array.isArray(rows) ? rows.map((r: Row) => r['id']) : rows)

const territory = [
  source('unit', 'county', { tierCode: 'county', parentId: null }),
  source('unit', 'east', { tierCode: 'town', parentId: 'county' }),
  source('unit', 'west', { tierCode: 'town', parentId: 'county' }),
  source('unit', 'village', { tierCode: 'village', parentId: 'east' }),
]

describe('stored entities are joined by their ids', () => {
  const of = link([
    ...territory,
    source('station', 's1', { unitId: 'east' }),
    source('station', 's2', { unitId: 'village' }),
    source('posting', 'p1', { stationId: 's1' }),
    source('posting', 'p2', { stationId: null }),
  ])
  test('a to-one link leads to the entity, null stays null, an unknown id unknown', () => {
    expect(of('posting', 'p1')['station']).toBe(of('station', 's1'))
    expect(of('posting', 'p2')['station']).toBeNull()
    expect(link([source('posting', 'p', { stationId: 'gone' })])('posting', 'p')['station']).toBeUndefined()
  })
  test('rows are the entities that point back', () => {
    expect(ids(of('station', 's1')['postings'])).toEqual(['p1'])
    expect(ids(of('station', 's2')['postings'])).toEqual([])
  })
  test('what belongs to a unit belongs to every unit above it', () => {
    expect(ids(of('unit', 'village')['stations'])).toEqual(['s2'])
    expect(ids(of('unit', 'east')['stations'])).toEqual(['s1', 's2'])
    expect(ids(of('unit', 'county')['stations'])).toEqual(['s1', 's2'])
    expect(ids(of('unit', 'west')['stations'])).toEqual([])
  })
  test('units of a tier are those anywhere below, children only those directly below', () => {
    expect(ids(of('unit', 'county')['towns'])).toEqual(['east', 'west'])
    expect(ids(of('unit', 'county')['villages'])).toEqual(['village'])
    expect(ids(of('unit', 'county')['children'])).toEqual(['east', 'west'])
    expect(ids(of('unit', 'east')['towns'])).toEqual([])
  })
})

describe('no row is none only when the sources are all there is', () => {
  const sources = [source('station', 's1')]
  test('complete: recorded rows without any are empty', () => {
    expect(link(sources)('station', 's1')['postings']).toEqual([])
    expect(link(sources)('station', 's1')['monthSheets']).toEqual([])
  })
  test('complete, what a person declares stays unknown', () => {
    expect(link(sources)('station', 's1')['fixtures']).toBeUndefined()
  })
  test('not complete: unknown', () => {
    expect(link(sources, false, false)('station', 's1')['postings']).toBeUndefined()
    expect(link(sources, true, false)('station', 's1')['postings']).toBeUndefined()
  })
  test('rows that were given stand as they are', () => {
    expect(link([source('station', 's1', { postings: [] })], true, false)('station', 's1')['postings']).toEqual([])
  })
})

describe('a link nobody gave is guessed only when asked', () => {
  const sources = [source('contract', 'c1'), source('station', 's1')]
  test('from the only entity of its subject', () => {
    const of = link(sources, true, false)
    expect(of('station', 's1')['contract']).toBe(of('contract', 'c1'))
    expect(ids(of('contract', 'c1')['stations'])).toEqual(['s1'])
  })
  test('never otherwise', () => expect(link(sources)('station', 's1')['contract']).toBeUndefined())
  test('and not among several', () => {
    expect(link([...sources, source('contract', 'c2')], true, false)('station', 's1')['contract']).toBeUndefined()
  })
  test('nor to itself', () => expect(link([source('unit', 'u')], true, false)('unit', 'u')['parent']).toBeUndefined())
})

test('nested entities and links are subjects of their own, joined both ways', () => {
  const of = link(
    [source('station', 's1', { postings: [{ seatCode: 'head', worker: { id: 'w1' } }], unit: { id: 'east', tierCode: 'town' } })],
    true,
    false,
  )
  const posting = of('posting', 's1.postings1')
  expect(posting['station']).toBe(of('station', 's1'))
  expect(posting['worker']).toBe(of('worker', 'w1'))
  expect(ids(of('unit', 'east')['stations'])).toEqual(['s1'])
})
