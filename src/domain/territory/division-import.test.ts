import { describe, expect, it } from 'vitest'
import { readRow } from '../table/index.ts'
import { DIVISION_IMPORT, parentOfRow } from './division-import.ts'

const faults = (code: string, name = '甲镇') =>
  readRow(DIVISION_IMPORT, { code, name }, {}).faults.map(({ column, message }) => `${column} ${message.slice(0, 7)}`)

describe('a row of a county’s list of towns and villages', () => {
  it.each([
    ['990901101', []],
    ['990901101200', []],
    ['990901', ['code 应为 9 位（']],
    ['9909011011', ['code 应为 9 位（']],
    ['99090110A', ['code 应为 9 位（']],
    ['990901000', ['code 末三位不能都是']],
    ['990901101000', ['code 末三位不能都是']],
  ])('%s: %j', (code, wanted) => expect(faults(code)).toEqual(wanted))
  it('needs a name', () => expect(faults('990901101', '')).toEqual(['name 不能空着']))
  it('lies in the division its code says', () => {
    expect(parentOfRow('990901101')).toBe('990901')
    expect(parentOfRow('990901101200')).toBe('990901101')
  })
})
