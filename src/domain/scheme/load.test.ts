import { describe, expect, test } from 'vitest'
import { loadScheme } from './load.ts'
import { CLAUSES, HEAD, planFiles } from './testing/small-plan.ts'

const RULE = '- { id: r, kind: discretion, label: 甲, cites: [t1-1-1], subject: station, by: bureau, act: station.close }\n'

describe('a folder is read whole or not at all', () => {
  test('rules of all files, overlays and cases come together', () => {
    const overlay = "id: o\nof: t1\ntitle: 本地\ndivisions: ['33']\nvalidFrom: 2024-01-01\nvalidTo: null\n"
    const golden = '- { name: 甲, clauses: [t1-1-1], asOf: 2024-05-15, facts: {} }\n'
    const loaded = loadScheme(
      planFiles({
        'rules/b.yaml': RULE.replace('id: r', 'id: s'),
        'rules/a.yaml': RULE,
        'overlays/o.yaml': overlay,
        'golden/a.yaml': golden,
      }),
    )
    expect(loaded.issues).toEqual([])
    expect(loaded.scheme?.rules.map((r) => r.id)).toEqual(['r', 's'])
    expect(loaded.scheme?.overlays.map((o) => o.id)).toEqual(['o'])
    expect(loaded.golden.map((c) => [c.name, c.file])).toEqual([['甲', 'golden/a.yaml']])
  })
  test('files that are no part of a scheme are passed over', () => {
    expect(loadScheme(planFiles({ 'notes.yaml': 'a: []' })).issues).toEqual([])
  })
  test('without a head or clauses there is no scheme', () => {
    expect(loadScheme([{ path: 'clauses.yaml', text: CLAUSES }])).toMatchObject({
      scheme: undefined,
      issues: [{ code: 'no-head' }],
    })
    expect(loadScheme([{ path: 'scheme.yaml', text: HEAD }])).toMatchObject({
      scheme: undefined,
      issues: [{ code: 'no-clauses' }],
    })
  })
  test('one error, and there is no scheme; all errors are told at once', () => {
    const loaded = loadScheme(
      planFiles({ 'rules/a.yaml': RULE.replace('kind: discretion', 'kind: wish') + RULE.replace('by: bureau, ', '') }),
    )
    expect(loaded.scheme).toBeUndefined()
    expect(loaded.issues.map((i) => [i.code, i.at?.line])).toEqual([
      ['shape', 1],
      ['shape', 2],
    ])
  })
})

test('a key nobody knows is named', () => {
  const { issues } = loadScheme(planFiles({ 'rules/a.yaml': RULE.replace('by: bureau', 'by: bureau, colour: red') }))
  expect(issues[0]?.message).toContain('colour')
})

test('a place is found for every value, or for the nearest above it', () => {
  const loaded = loadScheme(
    planFiles({
      'rules/a.yaml': `${RULE}- id: s\n  kind: condition\n  label: 乙\n  cites: [t1-1-1]\n  subject: station\n  require:\n    fact: station.areaM2\n    atLeast: 40 m²\n`,
    }),
  )
  const rule = loaded.scheme?.rules[1]
  if (!rule) throw new Error('no rule')
  expect(loaded.locate(rule, ['require', 'atLeast'])).toEqual({ file: 'rules/a.yaml', line: 9, col: 14 })
  expect(loaded.locate(rule, ['require', 'nothing'])).toEqual({ file: 'rules/a.yaml', line: 8, col: 5 })
  expect(loaded.locate('head', ['roles', 'town', 'label'])).toMatchObject({ file: 'scheme.yaml' })
  expect(loaded.locate({ id: 'stranger' }, [])).toBeUndefined()
})
