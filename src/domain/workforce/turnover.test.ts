import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { catalogue, linkParts, type EntitySource } from '../scheme/index.ts'
import { deriveTurnover } from './derive-turnover.ts'
import { turnoverOf, type Mean } from './turnover.ts'

const day = (text: string): CivilDate => text as CivilDate
let n = 0
const held = (personId: string, from: string, to?: string) => ({
  id: `${++n}`,
  personId,
  from: day(from),
  to: to === undefined ? undefined : day(to),
})
const year = (mean: Mean, ...postings: ReturnType<typeof held>[]) =>
  turnoverOf(postings, day('2023-01-01'), day('2023-12-31'), mean)

describe('who left, against how many there were', () => {
  // three posts, one of them left on 10 May and filled again after 20 empty days
  const three = [held('a', '2022-01-01'), held('b', '2022-01-01'), held('c', '2022-01-01', '2023-05-10'), held('d', '2023-05-31')]
  it('is a third by the first and the last day, 34.0 % by every day', () => {
    expect(year('ends', ...three)).toMatchObject({ opening: 3, closing: 3, share: 3333, leavers: [{ personId: 'c' }] })
    expect(year('daily', ...three)).toMatchObject({ personDays: 3 * 365 - 20, days: 365, share: 3395 })
  })
  it.each([
    ['one who changes seats from one day to the next stays', [held('a', '2022-01-01', '2023-05-10'), held('a', '2023-05-11')], 0],
    ['with a day between, that is leaving', [held('a', '2022-01-01', '2023-05-10'), held('a', '2023-05-12')], 1],
    ['two seats at once are one person', [held('a', '2022-01-01', '2023-05-10'), held('a', '2022-06-01')], 0],
    ['one inside the other too', [held('a', '2022-01-01'), held('a', '2022-06-01', '2023-05-10')], 0],
    ['the last day is still of the period', [held('a', '2022-01-01', '2023-12-31')], 1],
    ['… and the first', [held('a', '2022-01-01', '2023-01-01')], 1],
    ['before and after are not', [held('a', '2022-01-01', '2022-12-31'), held('b', '2022-01-01', '2024-01-01')], 0],
  ])('%s', (_, postings, leavers) => expect(year('ends', ...postings).leavers).toHaveLength(leavers))
  it('counts who leaves on the last day as gone by then', () =>
    expect(year('ends', held('a', '2022-01-01', '2023-12-31'))).toMatchObject({ opening: 1, closing: 0, share: 20_000 }))
  it('says nothing where nobody was there', () => expect(year('daily', held('a', '2024-01-01')).share).toBeUndefined())
  it('tells the last of the postings that somebody left', () => {
    const [first, second] = [held('a', '2022-01-01', '2023-05-10'), held('a', '2023-05-11', '2023-06-01')]
    expect(year('ends', second, first).leavers).toEqual([second])
  })
})

describe('the share of an agency', () => {
  const posting = (workerId: string, startOn: string, endOn?: string | null): EntitySource => ({
    subject: 'posting',
    id: `p${++n}`,
    facts: { employerId: 'x', workerId, startOn, ...(endOn !== undefined && { endOn }) },
  })
  const shareOf = (...postings: EntitySource[]) =>
    linkParts(new Map([['', [{ subject: 'agency', id: 'x', facts: { turnoverShare: 1 } }, ...postings]]]), catalogue, {
      day: day('2024-01-15'),
      derivations: [deriveTurnover],
    }).world.get('agency')?.[0]?.['turnoverShare']
  it.each([
    [
      'is of the twelve months up to the day',
      10_000,
      [posting('a', '2022-01-01', '2023-01-16'), posting('b', '2024-01-01', null)],
    ],
    [
      'who left a day earlier is of the year before',
      0,
      [posting('a', '2022-01-01', '2023-01-15'), posting('b', '2024-01-01', null)],
    ],
    ['is not worked out where a posting does not say when it ended', 1, [posting('a', '2022-01-01')]],
    ['… nor where nobody was there', 1, []],
  ])('%s', (_, share, postings) => expect(shareOf(...postings)).toBe(share))
})
