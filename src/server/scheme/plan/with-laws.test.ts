import { describe, expect, test } from 'vitest'
import { withLaws } from './with-laws.ts'

const plan = (unitCode: string, laws: readonly string[] = ['law'], referenceDay: string | null = null) => ({
  schemeId: `plan-${unitCode}`,
  unitCode,
  unitName: unitCode,
  referenceDay,
  laws,
})
const told = (...rows: ReturnType<typeof plan>[]): readonly string[] =>
  withLaws(rows).map(({ schemeId, unitCode, referenceDay }) => [schemeId, unitCode, referenceDay ?? '-'].join(' '))

describe('the law', () => {
  test('is nowhere where no plan is', () => expect(told()).toEqual([]))
  test('stands beside a plan, after it, on its day', () =>
    expect(told(plan('990901', ['law'], '2024-01-15'))).toEqual(['plan-990901 990901 2024-01-15', 'law 990901 2024-01-15']))
  test('stands once, at the highest place with a plan, and in each place that has none above it', () =>
    expect(told(plan('35'), plan('350102'), plan('350102101'), plan('3601'), plan('360201'))).toEqual([
      'plan-35 35 -',
      'law 35 -',
      'plan-350102 350102 -',
      'plan-350102101 350102101 -',
      'plan-3601 3601 -',
      'law 3601 -',
      'plan-360201 360201 -',
      'law 360201 -',
    ]))
  test('of a country with a plan stands there alone', () =>
    expect(told(plan('0'), plan('35'))).toEqual(['plan-0 0 -', 'law 0 -', 'plan-35 35 -']))
  test('that is not in force on the day of the place does not stand there; every one that is does', () =>
    expect(told(plan('35', []), plan('36', ['labour', 'law']))).toEqual([
      'plan-35 35 -',
      'plan-36 36 -',
      'labour 36 -',
      'law 36 -',
    ]))
})
