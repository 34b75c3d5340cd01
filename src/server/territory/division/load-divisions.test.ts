import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { divisionLevel, townKind } from '#domain/territory/index.ts'
import { loadDivisions } from './load-divisions.ts'

const divisions = loadDivisions(fileURLToPath(new URL('../../../../territory/divisions.tsv.gz', import.meta.url)))
const countOf = (level: string): number => divisions.list.filter((d) => divisionLevel(d.code) === level).length
const namesBelow = (code: string): string[] => divisions.below(code).map((d) => d.name)

describe('the shipped divisions', () => {
  it('are those of 30 June 2023, down to the towns', () => {
    expect(['province', 'city', 'county', 'town'].map(countOf)).toEqual([31, 342, 2978, 41_352])
  })
  it('stand in the order of their codes and each under a division that is there', () => {
    const codes = divisions.list.map((d) => d.code)
    expect(codes).toEqual([...codes].sort())
    expect(
      divisions.list.every(
        (d) =>
          d.code.length === 2 ||
          divisions.find(d.code.slice(0, d.code.length === 4 ? 2 : d.code.length === 6 ? 4 : d.code.length === 9 ? 6 : 9)),
      ),
    ).toBe(true)
  })
  it('give 嘉兴 72 towns and 福建 1,170', () => {
    expect(divisions.list.filter((d) => d.code.length === 9 && d.code.startsWith('3304'))).toHaveLength(72)
    expect(divisions.list.filter((d) => d.code.length === 9 && d.code.startsWith('35'))).toHaveLength(1170)
  })
  it('name 六工镇 and its eight villages', () => {
    expect(divisions.find('652301105')).toEqual({ code: '652301105', name: '六工镇' })
    expect(divisions.list.filter((d) => d.name === '六工镇' && townKind(d.code) === 'town')).toHaveLength(1)
    expect(namesBelow('652301105')).toHaveLength(8)
    expect(namesBelow('652301105')).toContain('十三户村村委会')
  })
  it('carry villages and communities of 安居区 and of 六工镇 only', () => {
    const last = divisions.list.filter((d) => d.code.length === 12)
    expect(last).toHaveLength(337)
    expect(last.every((d) => d.code.startsWith('510904') || d.code.startsWith('652301105'))).toBe(true)
    const subdistricts = last.filter(
      (d) => d.code.startsWith('510904') && divisionLevel(d.code) === 'community' && townKind(d.code) === 'subdistrict',
    )
    expect(subdistricts).toHaveLength(25)
    expect(subdistricts.map((d) => d.name)).toContain('琼江社区居委会')
  })
})
