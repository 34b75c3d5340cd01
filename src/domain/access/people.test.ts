import { expect, test } from 'vitest'
import { mayReadSubject } from './index.ts'

test('records and files of people are read by those who may read about people', () => {
  const bureau = { role: 'bureau', scope: { code: '990901' } } as const
  const finance = { role: 'finance', scope: { code: '990901' } } as const
  expect([mayReadSubject(finance, 'station'), mayReadSubject(finance, 'worker'), mayReadSubject(bureau, 'worker')]).toEqual([
    true,
    false,
    true,
  ])
})
