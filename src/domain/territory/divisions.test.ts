import { describe, expect, it } from 'vitest'
import { parseDivisions } from './index.ts'

describe('a list of divisions', () => {
  const divisions = parseDivisions('33\t甲省\n3304\t乙市\n330481\t丙县\n330481001\t丁街道\n330481100\t戊镇\n')
  it('is read line by line, with or without a last line end', () => {
    expect(divisions.list.map((d) => d.name)).toEqual(['甲省', '乙市', '丙县', '丁街道', '戊镇'])
    expect(parseDivisions('33\t甲省').list).toEqual([{ code: '33', name: '甲省' }])
    expect(parseDivisions('').list).toEqual([])
  })
  it('finds by code and lists what lies directly below', () => {
    expect(divisions.find('330481')?.name).toBe('丙县')
    expect(divisions.find('99')).toBeUndefined()
    expect(divisions.below('330481').map((d) => d.name)).toEqual(['丁街道', '戊镇'])
    expect(divisions.below('0').map((d) => d.code)).toEqual(['33'])
    expect(divisions.below('330481001')).toEqual([])
  })
})
