import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { vacanciesOf, vacantDays } from './vacancies.ts'

const day = (text: string): CivilDate => text as CivilDate

describe('vacancies of a seat', () => {
  const span = (from: string, to?: string) => ({ from: day(from), to: to === undefined ? undefined : day(to) })
  it.each([
    // one leaves on the 10th, the next starts on the 20th: the 11th to the 19th
    [[span('2023-08-01', '2023-10-10'), span('2023-10-20')], 9],
    [[span('2023-08-01', '2023-10-10'), span('2023-10-11')], 0],
    [[span('2023-08-01', '2023-10-10'), span('2023-10-05')], 0],
    [[span('2023-08-01', '2023-12-08')], 38],
    [[], 168],
    [[span('2024-02-01')], 168],
  ])('%j: %i days', (spans, days) => expect(vacantDays(vacanciesOf(spans, day('2023-08-01'), day('2024-01-15')))).toBe(days))
  it('are told from day to day', () =>
    expect(vacanciesOf([span('2023-10-20'), span('2023-08-01', '2023-10-10')], day('2023-08-01'), day('2024-01-15'))).toEqual([
      { from: '2023-10-11', to: '2023-10-19', days: 9 },
    ]))
})
