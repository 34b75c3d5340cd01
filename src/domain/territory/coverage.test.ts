import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { coverOn, paceOf, shareOf } from './coverage.ts'

const day = (text: string): CivilDate => text as CivilDate
const post = (startOn: string, endOn: string | null, workerId: string | null = 'w') => ({
  workerId,
  startOn: day(startOn),
  endOn: endOn === null ? null : day(endOn),
})
const station = (over: object = {}) => ({
  openedOn: day('2024-01-10'),
  postings: [post('2024-02-01', '2024-03-31')],
  servedOn: [day('2024-02-15')],
  ...over,
})

describe('a division is covered', () => {
  it.each([
    ['2024-01-09', undefined],
    ['2024-01-10', 'built'],
    ['2024-01-31', 'built'],
    ['2024-02-01', 'staffed'],
    ['2024-02-14', 'staffed'],
    ['2024-02-15', 'serving'],
    ['2024-03-31', 'serving'],
    ['2024-04-01', 'built'],
  ])('on %s: %s', (on, way) => expect(coverOn([station()], day(on))).toBe(way))

  it('by none, by one not open yet, by a post nobody holds', () => {
    expect(coverOn([], day('2024-05-01'))).toBeUndefined()
    expect(coverOn([station({ openedOn: null })], day('2024-02-20'))).toBeUndefined()
    expect(coverOn([station({ postings: [post('2024-02-01', null, null)] })], day('2024-02-20'))).toBe('built')
  })
  it('by the best of its stations', () =>
    expect(coverOn([station({ postings: [] }), station()], day('2024-02-20'))).toBe('serving'))
})

describe('a share', () => {
  it.each([
    // 65.1 % as a speech gives it: 1,100 is the one denominator near that rounds to it
    [716, 1100, 6509],
    [716, 1099, 6515],
    [716, 1170, 6120],
    [72, 72, 10_000],
    [0, 0, null],
  ])('of %i in %i is %s basis points', (counted, of, share) => expect(shareOf(counted, of)).toBe(share))
})

describe('the pace of a target', () => {
  const target = { needed: 24, dueOn: day('2018-12-31') }
  it.each([
    ['eight of 24 a year ahead', 8, '2017-12-31', { missing: 16, monthsLeft: 12, perMonth: 2, state: 'open' }],
    ['a started month counts', 8, '2018-11-15', { missing: 16, monthsLeft: 2, perMonth: 8, state: 'open' }],
    ['the last day counts', 23, '2018-12-31', { missing: 1, monthsLeft: 1, perMonth: 1, state: 'open' }],
    ['the day after is late', 23, '2019-01-01', { missing: 1, perMonth: null, state: 'missed', daysLate: 1 }],
    ['done is done', 24, '2019-06-01', { missing: 0, state: 'met' }],
  ])('%s', (_, counted, on, pace) => expect(paceOf(counted, target, day(on))).toMatchObject(pace))
})
