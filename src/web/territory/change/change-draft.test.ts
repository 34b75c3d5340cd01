import { describe, expect, it } from 'vitest'
import { changeOf, EMPTY_DRAFT } from './change-draft.ts'

describe('a change of divisions', () => {
  it('is asked for once nothing is missing', () => {
    const rename = { ...EMPTY_DRAFT, codes: ['330402001'] }
    expect(changeOf(rename, [])).toBeUndefined()
    expect(changeOf({ ...rename, name: ' 新街道 ' }, [])).toEqual({ kind: 'rename', code: '330402001', name: '新街道' })
  })
  it('sets up a county, a town or a village by the length of its code', () => {
    const create = (to: string) => changeOf({ ...EMPTY_DRAFT, kind: 'create', to, name: '新区' }, [])
    expect(['330482', '330402009', '330402001009'].map(create)).not.toContain(undefined)
    expect(['3304', '33040200'].map(create)).toEqual([undefined, undefined])
  })
  it('moves what it is about to a place of the level above', () => {
    const move = (code: string, to: string, as = '') => changeOf({ ...EMPTY_DRAFT, kind: 'move', codes: [code], to, as }, [])
    expect(move('330402001', '330411', '330411009')).toEqual({
      kind: 'move',
      code: '330402001',
      to: '330411',
      as: '330411009',
    })
    expect([move('330402', '3305'), move('330402001001', '330402002')]).not.toContain(undefined)
    expect([move('330402001', '3304'), move('330402001', '330402002'), move('330402001', '')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  it('says of every station whether it goes or stays', () => {
    const split = {
      ...EMPTY_DRAFT,
      kind: 'split' as const,
      codes: ['330402001'],
      to: '330402009',
      name: '新街道',
      villages: ['330402001001'],
      stationIds: ['b'],
    }
    expect(changeOf(split, ['a', 'b'])).toMatchObject({
      parts: [{ stationIds: ['b'], villages: ['330402001001'] }],
      stays: ['a'],
    })
  })
  it('merges into one that is there, or into a new one with a name', () => {
    const merge = { ...EMPTY_DRAFT, kind: 'merge' as const, codes: ['330402001'], to: '330402002' }
    expect(changeOf(merge, [])).toEqual({ kind: 'merge', codes: ['330402001'], into: { code: '330402002' } })
    expect(changeOf({ ...merge, isNew: true }, [])).toBeUndefined()
    expect(changeOf({ ...merge, isNew: true, name: '合镇' }, [])).toMatchObject({ into: { code: '330402002', name: '合镇' } })
  })
})
