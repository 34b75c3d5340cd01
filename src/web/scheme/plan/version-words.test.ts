import { expect, test } from 'vitest'
import { versionInWords } from './version-words.ts'

test.each([
  ['2021-03-01', '2021-03-01 起'],
  ['2021-03-01+r2', '2021-03-01 起（第 2 稿）'],
])('%s: %s', (version, words) => expect(versionInWords({ version, validFrom: '2021-03-01' })).toBe(words))
