import { expect, test } from 'vitest'
import type { ClauseView, RuleView } from '#contract/scheme/index.ts'
import { filterClauses, isDueWithin } from './plan-filter.ts'

const rule = (over: Partial<RuleView>): RuleView => ({
  id: 'r',
  label: '办公面积',
  kind: 'condition',
  kindLabel: '条件',
  subjectLabel: '社工站',
  strength: 'must',
  strengthLabel: '应当',
  actor: 'town',
  actorLabel: '镇街',
  requirement: '',
  reading: null,
  counts: { met: 12, 'not-met': 1 },
  total: 13,
  nextDueOn: '2023-08-31',
  gates: [],
  overlay: null,
  ...over,
})
const clause = (over: Partial<ClauseView>, rules: RuleView[] = [rule({})]): ClauseView => ({
  id: 'c',
  ref: '五(一)',
  area: 'station',
  areaLabel: '站点',
  text: '独立办公用房',
  colour: 'red',
  parts: [
    { cite: 'c', text: '', mode: 'computed', modeLabel: '', colour: 'red', counts: {}, total: 13, restsOnDeclared: false, rules },
  ],
  ...over,
})
const day = '2023-08-30'

test.each([
  [{}, 1],
  [{ colour: 'red' }, 1],
  [{ colour: 'green' }, 0],
  [{ state: 'not-met' }, 1],
  [{ state: 'unknown' }, 0],
  [{ actor: 'bureau' }, 0],
  [{ due: '7' }, 1],
  [{ due: 'past' }, 0],
  [{ q: '用房 五' }, 1],
  [{ q: '用房 六' }, 0],
  [{ mode: 'attested' }, 0],
])('%o shows %i', (search, shown) => expect(filterClauses([clause({})], search, day)).toHaveLength(shown))

test('state and actor must meet in one rule, not in two', () => {
  const rules = [rule({ actor: 'town', counts: { met: 1 } }), rule({ actor: 'bureau', counts: { 'not-met': 1 } })]
  expect(filterClauses([clause({}, rules)], { actor: 'town', state: 'not-met' }, day)).toEqual([])
})

test.each([
  ['2023-08-29', 'past', true],
  ['2023-08-30', 'past', false],
  ['2023-08-30', '7', true],
  ['2023-09-06', '7', true],
  ['2023-09-07', '7', false],
])('%s lies in %s: %s', (dueOn, window, is) => expect(isDueWithin(dueOn, window, day)).toBe(is))
