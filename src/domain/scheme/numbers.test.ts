import { describe, expect, test } from 'vitest'
import { neighbours, numbersIn, replaced, type Found } from './numbers.ts'

describe('the smallest step of a number', () => {
  test.each([
    [3, [2, 4]],
    [0, [1]],
    ['40 m²', ['39.99 m²', '40.01 m²']],
    ['80 分', ['79.99 分', '80.01 分']],
    ['35 万元', ['34.999999 万元', '35.000001 万元']],
    ['1 元', ['0.99 元', '1.01 元']],
    ['2 小时', ['1 小时', '3 小时']],
    ['90 分钟', ['89 分钟', '91 分钟']],
    ['20 天', ['19 天', '21 天']],
    ['0 分', ['-0.01 分', '0.01 分']],
    ['2024-02-29', ['2024-02-28', '2024-03-01']],
    ['bachelor', []],
    ['40 亩', []],
    [true, []],
    [null, []],
  ])('%j: %j', (value, steps) => expect(neighbours(value)).toEqual(steps))
})

test('numbers are found where they bind, not in words, names or the validity of a document', () => {
  const found: Found[] = []
  numbersIn(
    {
      version: '2024-01-01',
      validFrom: '2024-01-01',
      overlays: [{ validFrom: '2024-01-01', rules: [{ validFrom: '2024-02-01', label: '3 人', bands: [{ from: '60 分' }] }] }],
      rules: [{ id: 'r1', cites: ['t1-1-1'], require: { atLeast: 3 } }],
    },
    [],
    found,
  )
  expect(found.map((f) => [f.path.join('.'), f.value])).toEqual([
    ['overlays.0.rules.0.validFrom', '2024-02-01'],
    ['overlays.0.rules.0.bands.0.from', '60 分'],
    ['rules.0.require.atLeast', 3],
  ])
})

test('a replacement copies the way to it and leaves the rest shared', () => {
  const before = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } }
  const after = replaced(before, ['a', 1, 'b'], 9)
  expect(after).toEqual({ a: [{ b: 1 }, { b: 9 }], c: { d: 3 } })
  expect(before.a[1]?.b).toBe(2)
  expect(after.c).toBe(before.c)
})
