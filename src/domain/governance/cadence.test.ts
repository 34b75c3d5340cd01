import { describe, expect, it } from 'vitest'
import { momentOf } from '../scheme/index.ts'
import { day, plan, worldOf } from '../scheme/testing/small-plan.ts'
import { cadenceOf, isRecurring } from './cadence.ts'

const hearing = plan(
  '[{ id: x, subject: body, kind: duty, debtor: bureau, deliver: "body.meetings[]", matching: { fact: kindCode, is: hearing }, on: heldOn, due: { every: month }, validFrom: 2023-01-01 }]',
)
const held = (...days: string[]): string =>
  `{ body: { meetings: [${[...days.map((on) => `{ kindCode: hearing, heldOn: ${on} }`), '{ kindCode: other, heldOn: 2023-06-09 }'].join(', ')}] } }`
const read = (facts: string, asOf: string) => {
  const [body] = worldOf(facts).get('body') ?? []
  return body ? cadenceOf(hearing.rule('x'), 'month', body, momentOf(day(asOf))) : []
}
const brief = (facts: string, asOf: string) => read(facts, asOf).map(({ from, state }) => `${from.slice(0, 7)} ${state}`)

describe('what comes every month', () => {
  const six = held('2023-01-10', '2023-02-10', '2023-03-10', '2023-04-10', '2023-05-10', '2023-07-10')
  it('was held in six of seven months, and the one without is seen', () => {
    const read = brief(six, '2023-07-31')
    expect(read).toHaveLength(7)
    expect(read.filter((one) => one.endsWith(' held'))).toHaveLength(6)
    expect(read).toContain('2023-06 missed')
  })
  it('is open until its last day has passed', () => {
    expect(brief(held('2023-01-10'), '2023-02-28').at(-1)).toBe('2023-02 open')
    expect(brief(held('2023-01-10'), '2023-03-01').at(-2)).toBe('2023-02 missed')
    // the last of April is a Sunday: it may be held until the day after the holiday
    expect(brief(held('2023-01-10'), '2023-05-03').at(-2)).toBe('2023-04 open')
  })
  it('is told from the first that was held on; where none was, from when the rule holds', () => {
    expect(brief(held('2023-03-10'), '2023-04-15')).toEqual(['2023-03 held', '2023-04 open'])
    expect(brief(held(), '2023-02-15')).toEqual(['2023-01 missed', '2023-02 open'])
  })
  it('is told of twelve months at most, none of them before the rule held', () => {
    expect(brief(held('2023-01-10'), '2023-01-15')).toEqual(['2023-01 held'])
    expect(read(held(), '2024-06-15')).toHaveLength(12)
  })
})

it('is a duty of meetings, hearings or entries of a body or a place, not of reports', () => {
  const duty = (deliver: string, due: string) =>
    plan(
      `[{ id: x, subject: ${deliver.split('.')[0] ?? ''}, kind: duty, debtor: agency, deliver: "${deliver}", due: ${due} }]`,
    ).rule('x').rule
  expect(isRecurring(hearing.rule('x').rule)).toBe(true)
  expect(isRecurring(duty('agency.supports[]', '{ every: year }'))).toBe(true)
  expect(isRecurring(duty('worker.entries[]', '{ every: month }'))).toBe(false)
  expect(isRecurring(duty('contract.reports[]', '{ every: month }'))).toBe(false)
  expect(isRecurring(duty('unit.entries[]', '{ by: 2023-08-31 }'))).toBe(false)
})
