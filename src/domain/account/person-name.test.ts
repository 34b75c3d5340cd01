import { expect, test } from 'vitest'
import { isPersonName } from './person-name.ts'

test.each([
  ['王秀兰', true],
  ['阿依古丽·买买提', true],
  ['王镇', true],
  ['林乡', true],
  ['镇政府', false],
  ['省厅', false],
  ['建设街道', false],
  ['太和平安镇', false],
  ['值班人员', false],
  ['😀', false],
  ['A', false],
])('“%s” is the name of one person: %s', (text, is) => expect(isPersonName(text)).toBe(is))
