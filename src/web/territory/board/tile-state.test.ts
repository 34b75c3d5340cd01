import { describe, expect, it } from 'vitest'
import type { TileView } from '#contract/territory/index.ts'
import { percent, stateOfTile } from './tile-state.ts'

const tile = (over: Partial<TileView> = {}): TileView => ({
  code: '330402',
  name: '甲县',
  level: 'county',
  towns: 13,
  built: 12,
  staffed: 8,
  serving: 0,
  doesCount: true,
  ...over,
})

describe('a tile', () => {
  it('of several places says how many are missing in the chosen way', () => {
    expect(stateOfTile(tile(), 'built', true)).toEqual({ tone: 'warn', word: '还缺 1' })
    expect(stateOfTile(tile(), 'staffed', true)).toEqual({ tone: 'warn', word: '还缺 5' })
    expect(stateOfTile(tile(), 'serving', true)).toEqual({ tone: 'bad', word: '尚未覆盖' })
    expect(stateOfTile(tile({ built: 13 }), 'built', true).word).toBe('全部覆盖')
    expect(stateOfTile(tile({ towns: 0, built: 0 }), 'built', true).word).toBe('没有镇街')
  })
  it('of one town says how far it has come', () => {
    const town = (over: Partial<TileView>) =>
      stateOfTile(tile({ level: 'town', towns: 1, built: 0, staffed: 0, serving: 0, ...over }), 'built', true)
    expect(town({}).word).toBe('未建站')
    expect(town({}).tone).toBe('bad')
    expect(stateOfTile(tile({ level: 'town', towns: 1, built: 0, staffed: 0, serving: 0 }), 'built', false)).toEqual({
      tone: 'mute',
      word: '未建站',
    })
    expect(town({ built: 1 }).word).toBe('已建站')
    expect(town({ built: 1, staffed: 1 })).toEqual({ tone: 'info', word: '有人在岗' })
    expect(town({ built: 1, staffed: 1, serving: 1 })).toEqual({ tone: 'good', word: '在服务' })
    expect(town({ doesCount: false }).word).toBe('不计入')
  })
})

describe('a share', () => {
  it.each([
    [716, 1100, '65.1%'],
    [716, 1107, '64.7%'],
    [72, 72, '100.0%'],
    [9999, 10_000, '99.9%'],
    [0, 0, '—'],
  ])('of %i in %i reads %s', (counted, of, text) => expect(percent(counted, of)).toBe(text))
})
