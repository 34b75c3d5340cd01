import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { layersOf } from '../layers.ts'
import { momentOf } from '../facts/moment.ts'
import { gravest, judgeWorld, statusOfParts, type PartStatus } from './plan-status.ts'
import { day, schemeOf, TODAY, worldOf } from '../testing/small-plan.ts'

/** The one clause of the plan, judged over these facts. */
function clause(rules: string, facts: string, head = '', mine?: (e: { id: string }) => boolean): PartStatus {
  const scheme = schemeOf(rules, head)
  const layers = layersOf(scheme, catalogue, new Map())
  const [part] = statusOfParts(scheme, layers.base, judgeWorld(layers, worldOf(facts), momentOf(day(TODAY)), mine))
  if (!part) throw new Error('no clause')
  return part
}
const area = (more = ''): string =>
  `{ id: area, subject: station, kind: condition, require: { fact: station.areaM2, atLeast: 40 m² }, ${more} }`
const stations = (...areas: string[]): string =>
  `{ station: [${areas.map((a) => `{ ${a === '' ? '' : `areaM2: ${a} m²`} }`).join(', ')}] }`

describe('the colour of a clause', () => {
  test.each([
    ['all hold', area(), stations('40', '50'), 'green'],
    ['a must does not hold', area(), stations('40', '39', ''), 'red'],
    ['something nobody knows', area(), stations('40', ''), 'hatched'],
    ['only a principle fails', area('strength: in-principle'), stations('40', '39'), 'amber'],
    ['only an aim fails', area('strength: strive'), stations('39'), 'amber'],
    ['a stated figure agrees', area('strength: stated'), stations('40'), 'blue'],
    ['a stated figure differs', area('strength: stated'), stations('39'), 'blue'],
    ['nobody it could speak of', area(), '{ unit: {} }', 'hatched'],
    [
      'only who may act',
      '{ id: a, subject: station, kind: authority, actions: [station.open], allow: [bureau] }',
      stations('40'),
      'white',
    ],
    [
      'only what may be chosen',
      '{ id: a, subject: station, kind: discretion, by: bureau, act: station.close }',
      stations('40'),
      'dotted',
    ],
  ])('%s', (_, rule, facts, colour) => expect(clause(`[${rule}]`, facts).colour).toBe(colour))

  test('overdue is red, at risk amber', () => {
    const duty = (by: string): string =>
      `{ id: d, subject: evaluation, kind: duty, debtor: agency, deliver: evaluation.agencyReportOn, due: { by: ${by} } }`
    expect(clause(`[${duty('2024-05-10')}]`, '{ evaluation: { agencyReportOn: null } }').colour).toBe('red')
    expect(clause(`[${duty('2024-05-17')}]`, '{ evaluation: { agencyReportOn: null } }').colour).toBe('amber')
  })
  test('an unsigned setting is hatched, never red', () => {
    const head = 'settings: { size: { label: 面积, cites: [t1-1-1], proposed: 99 m² } }'
    expect(
      clause(
        '[{ id: a, subject: station, kind: condition, require: { fact: station.areaM2, atLeast: { setting: size } } }]',
        stations('1'),
        head,
      ).colour,
    ).toBe('hatched')
  })
  test('the gravest of its parts', () => {
    expect(gravest(['green', 'hatched', 'red'])).toBe('red')
    expect(gravest(['white', 'green', 'blue'])).toBe('green')
    expect(gravest([])).toBe('none')
  })
})

describe('counts', () => {
  test('are per subject, the worst of the rules that cite the clause', () => {
    const rules = `[${area()}, { id: seat, subject: station, kind: condition, require: { fact: station.isAtTownSeat, is: true } }]`
    const part = clause(
      rules,
      '{ station: [{ areaM2: 40 m², isAtTownSeat: true }, { areaM2: 1 m², isAtTownSeat: true }, { areaM2: 40 m² }, { areaM2: 1 m² }] }',
    )
    expect(part.counts).toEqual({ met: 1, 'not-met': 2, unknown: 1 })
    expect(part.total).toBe(4)
  })
  test('only over what the reader may see', () => {
    expect(
      clause(`[${area()}]`, '{ station: [{ id: a, areaM2: 40 m² }, { id: b, areaM2: 1 m² }] }', '', (e) => e.id === 'a'),
    ).toMatchObject({ counts: { met: 1 }, colour: 'green' })
  })
  test('a green that rests on what a person declared carries its mark', () => {
    expect(clause(`[${area()}]`, stations('40')).restsOnDeclared).toBe(true)
    expect(
      clause(
        '[{ id: a, subject: station, kind: quota, counts: [{ id: p, of: "station.postings[]", atLeast: 0 }] }]',
        '{ station: { postings: [] } }',
      ).restsOnDeclared,
    ).toBe(false)
    expect(clause(`[${area()}]`, stations('39')).restsOnDeclared).toBe(false)
  })
})
