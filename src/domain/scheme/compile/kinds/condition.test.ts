import { describe, expect, test } from 'vitest'
import { ruleOf } from '../../testing/small-plan.ts'

const seen = (on: string, more = ''): string => `{ ruleId: x, itemId: photo, on: ${on}${more} }`
const attested = (...rows: string[]): string => `{ station: { attested: [${rows.join(', ')}] } }`

describe('an attested item holds from its day, as long as it is valid', () => {
  const forever = ruleOf('kind: checklist, items: [{ id: photo, label: 照片, proof: { attest: town, evidence: [photo] } }]')
  const yearly = ruleOf(
    'kind: checklist, items: [{ id: photo, label: 照片, proof: { attest: town, evidence: [photo], validity: { months: 12 } } }]',
  )
  test.each([
    [seen('2024-05-15'), 'met'],
    [seen('2024-05-16'), 'not-met'],
    [seen('2020-01-01'), 'met'],
    [seen('2024-01-01', ', validUntilOn: 2024-05-15'), 'met'],
    [seen('2024-01-01', ', validUntilOn: 2024-05-14'), 'not-met'],
    ['{ ruleId: other, itemId: photo, on: 2024-01-01 }', 'not-met'],
    ['{ ruleId: x, itemId: other, on: 2024-01-01 }', 'not-met'],
    ['{ ruleId: x, itemId: photo }', 'not-met'],
  ])('%s: %s', (row, state) => expect(forever.state('x', attested(row))).toBe(state))

  test.each([
    ['2023-05-15', '2024-05-15', 'met'],
    ['2023-05-15', '2024-05-16', 'not-met'],
    ['2023-02-28', '2024-02-28', 'met'],
    ['2024-02-29', '2025-02-28', 'met'],
    ['2024-02-29', '2025-03-01', 'not-met'],
  ])('attested on %s for 12 months, asked on %s: %s', (on, asOf, state) =>
    expect(yearly.state('x', attested(seen(on)), asOf)).toBe(state),
  )

  test('no list is unknown, an empty one not met', () => {
    expect(forever.ask('x', '{ station: {} }')).toMatchObject({ state: 'unknown', missing: ['station.attested[]'] })
    expect(forever.state('x', '{ station: { attested: [] } }')).toBe('not-met')
    expect(forever.state('x', '{ station: { attested: null } }')).toBe('not-met')
  })
})

describe('a checklist needs all of its items, or as many as it says', () => {
  const item = (id: string, more = ''): string =>
    `{ id: ${id}, label: ${id}, proof: { require: { fact: station.stageCode, in: [${id}, all] } }${more} }`
  const list = (need: string): ReturnType<typeof ruleOf> =>
    ruleOf(
      `kind: checklist, ${need} items: [{ id: a, label: 甲, proof: { require: { fact: station.isAtTownSeat, is: true } } }, { id: b, label: 乙, proof: { require: { fact: station.isOfficeSeparate, is: true } } }, { id: c, label: 丙, proof: { require: { fact: station.plaqueText, is: 牌 } } }]`,
    )
  test.each([
    ['', 'isAtTownSeat: true, isOfficeSeparate: true, plaqueText: 牌', 'met'],
    ['', 'isAtTownSeat: true, isOfficeSeparate: true, plaqueText: 无', 'not-met'],
    ['', 'isAtTownSeat: true, isOfficeSeparate: true', 'unknown'],
    ['', 'isAtTownSeat: true, isOfficeSeparate: false', 'not-met'],
    ['need: 2,', 'isAtTownSeat: true, isOfficeSeparate: true', 'met'],
    ['need: 2,', 'isAtTownSeat: true, isOfficeSeparate: false', 'unknown'],
    ['need: 2,', 'isAtTownSeat: false, isOfficeSeparate: false', 'not-met'],
  ])('%s %s: %s', (need, facts, state) => expect(list(need).state('x', `{ station: { ${facts} } }`)).toBe(state))

  test('an item that does not apply is not asked and not shown', () => {
    const p = ruleOf(`kind: checklist, items: [${item('a')}, ${item('b', ', where: { fact: station.isAtTownSeat, is: true }')}]`)
    expect(p.ask('x', '{ station: { stageCode: a, isAtTownSeat: false } }')).toMatchObject({ state: 'met', items: [{ id: 'a' }] })
    expect(p.state('x', '{ station: { stageCode: a, isAtTownSeat: true } }')).toBe('not-met')
    expect(p.ask('x', '{ station: { stageCode: a } }')).toMatchObject({ state: 'unknown', missing: ['station.isAtTownSeat'] })
  })

  test('who owes an item stands beside it', () => {
    const p = ruleOf(
      'kind: checklist, items: [{ id: a, label: 甲, provider: agency, proof: { attest: town, evidence: [photo] } }, { id: b, label: 乙, proof: { attest: town, evidence: [photo] } }]',
    )
    expect(p.ask('x', '{ station: { attested: [] } }').items.map((i) => i.by)).toEqual(['agency', 'town'])
  })
})
