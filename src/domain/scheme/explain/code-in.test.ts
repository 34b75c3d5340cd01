import { describe, expect, test } from 'vitest'
import { catalogue } from '../catalogue/catalogue.ts'
import { codeIn } from './code-in.ts'
import { DEFAULT_CODES } from './default-codes.ts'

const plan = (own: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}) => ({
  codesOf: (field: string) => (field === 'kindCode' ? Object.keys(own) : []),
  code: (code: string) => own[code] ?? others[code] ?? code,
})

describe('a code where several plans hold', () => {
  const local = plan({ health: '健康证明' }, { notice: '通知' })
  const law = plan({ notice: '告知书', consent: '同意' })
  test.each([
    ['health', '健康证明'],
    ['notice', '告知书'],
    ['consent', '同意'],
    ['other', 'other'],
  ])('%s is said by the plan that knows it: %s', (code, word) => expect(codeIn([local, law], code, 'kindCode')).toBe(word))
  test('is said by the first that has a word, where none knows the fact', () =>
    expect(codeIn([plan({}), plan({}, { a: '甲' })], 'a', 'stateCode')).toBe('甲'))
  test('stands for itself where no plan holds', () => expect(codeIn([], 'a', 'stateCode')).toBe('a'))
})

test('every default word is bound to a fact and written for people', () => {
  const names = new Set(
    Object.values(catalogue).flatMap(({ facts, rows }) => [
      ...Object.keys(facts),
      ...Object.values(rows).flatMap(({ fields = {} }) => Object.keys(fields)),
    ]),
  )
  const odd = Object.entries(DEFAULT_CODES).filter(([key, word]) => !names.has(key.split('.')[0] ?? '') || /[a-z]/.test(word))
  expect(odd).toEqual([])
})
