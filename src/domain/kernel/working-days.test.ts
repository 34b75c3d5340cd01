import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate, type CivilDate } from './civil-date.ts'
import {
  addWorkingDays,
  isEstimated,
  isWorkday,
  LAST_PUBLISHED_YEAR,
  moveOffHoliday,
  workingDaysTo,
  type WorkCalendar,
} from './working-days.ts'

const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(civilDate(2019, 1, 1), n))

test.each([
  ['2023-09-28', true, 'an ordinary Thursday'],
  ['2023-09-29', false, '中秋节'],
  ['2023-10-06', false, 'the last day of the National Day holiday'],
  ['2023-10-07', true, 'a Saturday made up for'],
  ['2023-10-08', true, 'a Sunday made up for'],
  ['2023-10-14', false, 'an ordinary Saturday'],
  ['2024-02-09', true, '除夕 of 2024, no holiday by law'],
  ['2024-02-10', false, '春节'],
  ['2024-02-18', true, 'a Sunday made up for'],
  ['2025-01-28', false, '除夕, a holiday since 2025'],
])('%s is a working day: %s (%s)', (on, is) => expect(isWorkday(on as CivilDate)).toBe(is))

test.each([
  ['2023-10-01', '2023-10-07', 'the last day falls on National Day and moves to the make-up Saturday'],
  ['2023-08-05', '2023-08-07', 'a Saturday moves to Monday'],
  ['2023-08-31', '2023-08-31', 'a working day stays'],
  ['2024-02-10', '2024-02-18', 'Spring Festival moves to the make-up Sunday'],
])('民法典 203: %s moves to %s (%s)', (on, to) => expect(moveOffHoliday(on as CivilDate)).toBe(to))

describe('counting working days', () => {
  test.each([
    ['2023-09-28', 1, '2023-10-07'],
    ['2023-09-28', 2, '2023-10-08'],
    ['2023-10-06', 1, '2023-10-07'],
    ['2023-10-13', 1, '2023-10-16'],
    ['2023-10-13', 0, '2023-10-13'],
  ] as const)('the day itself is not counted: %s and %i working days is %s', (from, n, to) => {
    expect(addWorkingDays(from as CivilDate, n)).toBe(to)
  })

  test('between a day and the one n working days later lie n working days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (from, n) => {
        const to = addWorkingDays(from, n)
        let counted = 0
        for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) if (isWorkday(on)) counted++
        expect(counted).toBe(n)
        expect(n === 0 || isWorkday(to)).toBe(true)
      }),
    )
  })

  test('however far a day lies, as many working days lead there and back', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1200 }), (from, n) => {
        const to = addWorkingDays(from, n)
        expect([workingDaysTo(from, to), workingDaysTo(to, from) + n]).toEqual([n, 0])
      }),
      { numRuns: 30 },
    )
  })

  test('moving off a holiday passes over holidays only', () => {
    fc.assert(
      fc.property(day, (from) => {
        const to = moveOffHoliday(from)
        expect(isWorkday(to)).toBe(true)
        for (let on = from; on < to; on = addDays(on, 1)) expect(isWorkday(on)).toBe(false)
      }),
    )
  })
})

test('days of the editable table override what is published', () => {
  const calendar: WorkCalendar = {
    extra: new Map([
      ['2023-08-31' as CivilDate, 'holiday'],
      ['2023-09-02' as CivilDate, 'workday'],
    ]),
  }
  expect(isWorkday('2023-08-31' as CivilDate, calendar)).toBe(false)
  expect(isWorkday('2023-09-02' as CivilDate, calendar)).toBe(true)
  expect(moveOffHoliday('2023-08-31' as CivilDate, calendar)).toBe('2023-09-01')
  expect(addWorkingDays('2023-08-30' as CivilDate, 2, calendar)).toBe('2023-09-02')
})

test('a year whose holidays are not yet published says that it is estimated', () => {
  expect(isEstimated(civilDate(LAST_PUBLISHED_YEAR, 12, 31))).toBe(false)
  expect(isEstimated(civilDate(LAST_PUBLISHED_YEAR + 1, 1, 1))).toBe(true)
})

test('the last published year has a made-up weekend, so its table is really there', () => {
  const first = civilDate(LAST_PUBLISHED_YEAR, 1, 1)
  const madeUp = Array.from({ length: 365 }, (_, i) => addDays(first, i)).filter((on) => {
    const weekday = new Date(`${on}T00:00Z`).getUTCDay()
    return (weekday === 0 || weekday === 6) && isWorkday(on)
  })
  expect(madeUp.length).toBeGreaterThan(0)
})
