import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { worldByHand } from './hand-facts.ts'

const by = (text: string): ReturnType<typeof worldByHand> => worldByHand(parse(text) as Record<string, unknown>, catalogue)
const first = (text: string, subject = 'station'): unknown => by(text).world.get(subject)?.[0]

describe('facts as a person types them', () => {
  test.each([
    ['nested', '{ station: { officeAreaM2: 39.9 m², postings: [{ seatCode: head }] } }'],
    ['flat', '{ station.officeAreaM2: 39.9 m², "station.postings[]": [{ seatCode: head }] }'],
    ['in a list', '{ station: [{ officeAreaM2: 39.9 m², postings: [{ seatCode: head }] }] }'],
  ])('%s', (_, text) => {
    expect(by(text).problems).toEqual([])
    expect(first(text)).toMatchObject({ officeAreaM2: 3990, postings: [{ seatCode: 'head' }] })
  })
  test('null is known to be none, absent is not said', () => {
    expect(first('{ station: { openedOn: null, postings: null } }')).toMatchObject({ openedOn: null, postings: [] })
    expect(first('{ station: {} }')).not.toHaveProperty('openedOn')
  })
  test('a tier in the key is the tier of the subject', () => {
    expect(first('{ "unit:town": { id: t } }', 'unit')).toMatchObject({ tierCode: 'town' })
  })
  test('times repeats a row, # counting it', () => {
    const { world } = by('{ station: { postings: [{ times: 3, dutyText: "岗#" }] } }')
    expect(world.get('posting')?.map((p) => p['dutyText'])).toEqual(['岗1', '岗2', '岗3'])
  })
})

test.each([
  ['{ station: { officeAreaM2: 40 } }', '应带单位'],
  ['{ station: { officeAreaM2: 40 分 } }', '单位不符'],
  ['{ station: { colour: red } }', 'station.colour'],
  ['{ station: { isOfficeSeparate: 是 } }', 'bool'],
  ['{ worker: { educationLevel: genius } }', 'ordinal'],
  ['{ station: { fixtures: [{ colour: red }] } }', 'colour'],
  ['{ station: { postings: [3] } }', '字段表'],
  ['{ moon: {} }', '没有主体 moon'],
  ['{ station: 3 }', '字段表'],
])('%s is refused: %s', (text, said) => {
  const { problems } = by(text)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(said)
})
