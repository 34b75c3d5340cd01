import { expect, it } from 'vitest'
import type { RoadmapLine } from '#contract/governance.ts'
import { filterLines, isLate, optionsIn, UNNAMED } from './roadmap-filter.ts'

const line = (key: string, more: Partial<RoadmapLine>): RoadmapLine =>
  ({
    key,
    party: 'bureau',
    partyLabel: '民政局',
    phase: null,
    phaseLabel: null,
    state: 'due',
    workingDaysLeft: 3,
    ...more,
  }) as RoadmapLine
const lines = [
  line('a', { state: 'overdue', workingDaysLeft: -1, phase: 'one', phaseLabel: '一' }),
  line('b', { party: '', partyLabel: '没有写明' }),
  line('c', { state: 'late', workingDaysLeft: null }),
  line('d', { state: 'at-risk', workingDaysLeft: 0 }),
]
const keys = (party?: string, phase?: string, state?: string) => filterLines(lines, { party, phase, state }).map(({ key }) => key)

it('finds the lines of a party, a phase and of how they stand', () => {
  expect(keys()).toEqual(['a', 'b', 'c', 'd'])
  expect(keys(UNNAMED)).toEqual(['b'])
  expect(keys('bureau', 'one')).toEqual(['a'])
  expect([keys(undefined, undefined, 'late'), keys(undefined, undefined, 'open'), keys(undefined, undefined, 'done')]).toEqual([
    ['a'],
    ['a', 'b', 'd'],
    ['c'],
  ])
})
it('calls nothing late on its last day', () => expect(lines.filter(isLate).map(({ key }) => key)).toEqual(['a']))
it('offers the parties and phases that there are', () =>
  expect(optionsIn(lines)).toEqual({
    parties: [
      { value: 'bureau', label: '民政局' },
      { value: UNNAMED, label: '没有写明' },
    ],
    phases: [{ value: 'one', label: '一' }],
  }))
