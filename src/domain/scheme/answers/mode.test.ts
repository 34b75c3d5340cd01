import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { countPlacement, placeParts } from './mode.ts'
import { Clause, type Scheme } from '../schema/scheme.ts'
import { schemeOf } from '../testing/small-plan.ts'

const placed = (clauses: string, rules: string, head = ''): Scheme => ({
  ...schemeOf(rules, head),
  clauses: (parse(clauses) as unknown[]).map((c) => Clause.parse(c)),
})
const CLAUSE = 'ref: 一, area: station, text: 条'
const mode = (rules: string, more = '', head = ''): string | undefined =>
  placeParts(placed(`[{ id: t1-1-1, ${CLAUSE}, ${more} }]`, rules, head))[0]?.mode
const condition = (more = ''): string =>
  `{ id: a, subject: station, kind: condition, require: { fact: station.areaM2, present: true }, ${more} }`
const AUTHORITY = '{ id: b, subject: station, kind: authority, actions: [station.open], allow: [bureau] }'
const DISCRETION = '{ id: c, subject: station, kind: discretion, by: bureau, act: station.close }'
const checklist = (...proofs: string[]): string =>
  `{ id: d, subject: station, kind: checklist, items: [${proofs.map((p, i) => `{ id: i${i}, label: 项, proof: { ${p} } }`).join(', ')}] }`
const ATTEST = 'attest: town, evidence: [photo]'
const REQUIRE = 'require: { fact: station.areaM2, present: true }'

describe('how a clause is placed falls out of the rules that cite it', () => {
  test.each([
    [`[${condition()}]`, 'computed'],
    [`[${AUTHORITY}]`, 'constructed'],
    [`[${condition('strength: stated')}]`, 'stated'],
    [`[${DISCRETION}]`, 'discretion'],
    [`[${checklist(ATTEST)}]`, 'attested'],
    [`[${checklist(ATTEST, REQUIRE)}]`, 'computed'],
    [`[${DISCRETION}, ${AUTHORITY}]`, 'constructed'],
    [`[${AUTHORITY}, ${condition()}]`, 'computed'],
    ['[]', 'unplaced'],
  ])('%s: %s', (rules, want) => expect(mode(rules)).toBe(want))
  test('a clause that only tells, or whose source is missing', () => {
    expect(mode('[]', 'narrative: true')).toBe('narrative')
    expect(mode('[]', 'missing: true')).toBe('missing')
  })
  test('a sum that the document states', () => {
    expect(mode('[]', '', 'sums: [{ id: s, label: 合计, cites: [t1-1-1], whole: [1], parts: [1] }]')).toBe('stated')
  })
})

test('parts are counted one by one, a clause by its strongest; one unplaced part leaves it unplaced', () => {
  const clauses = `[{ id: t1-1-1, ${CLAUSE}, parts: { a: 甲, b: 乙, c: 丙 }, narrative: [c] }, { id: t1-1-2, ${CLAUSE}, parts: { a: 甲, b: 乙 } }]`
  const scheme = placed(
    clauses,
    `[${condition('cites: [t1-1-1/a, t1-1-2/a]')}, ${DISCRETION.replace('id: c,', 'id: c, cites: [t1-1-1/b],')}]`,
  )
  const counted = countPlacement(scheme)
  expect(counted.parts).toMatchObject({ computed: 2, discretion: 1, narrative: 1, unplaced: 1 })
  expect(counted.clauses).toMatchObject({ computed: 1, unplaced: 1, discretion: 0 })
})
