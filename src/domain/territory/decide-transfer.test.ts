import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { decideDivisionChange } from './decide-division-change.ts'
import { isTransfer, placeAbove } from './decide-transfer.ts'
import type { ChangeGround, DecidedChange, DivisionChange } from './division-change.ts'

const [A, B] = ['990901', '990902']
const division = (code: string, name: string, since: string | null = null) => ({ code, name, since: since as CivilDate | null })
const GROUND: ChangeGround = {
  today: '2026-11-23' as CivilDate,
  divisions: [
    division('9909', '甲市'),
    division('9908', '乙市', '2024-06-01'),
    division(A, '东县'),
    division(`${A}101`, '南镇'),
    division(`${A}101200`, '南村'),
    division(`${A}102`, '北镇'),
    division(`${A}102200`, '北村', '2024-08-01'),
    division(B, '西县'),
    division(`${B}101`, '城关镇'),
    division(`${B}102`, '湖镇'),
    division('990908', '远县'),
    division('990908101', '城关镇'),
  ],
  endedCodes: [`${B}103`],
  stations: [
    { id: 's1', name: '南镇社工站', code: `${A}101` },
    { id: 's2', name: '湖镇社工站', code: `${B}102` },
  ],
}
const decide = (change: DivisionChange, on = '2024-06-01') => decideDivisionChange(change, on as CivilDate, GROUND)
const fine = (change: DivisionChange, on?: string): DecidedChange => {
  const decided = decide(change, on)
  if (isRefusal(decided)) throw new Error(`${decided.code} ${decided.detail}`)
  return decided
}

const split = (villages: readonly string[], code = '990903', name = '新县'): DivisionChange => ({
  kind: 'split',
  code: A,
  parts: [{ code, name, villages, stationIds: [] }],
  stays: [],
})

describe('what goes to another county', () => {
  it.each<[string, DivisionChange, string, boolean]>([
    ['a town', { kind: 'move', code: `${A}101`, to: B }, '9909', true],
    ['a county', { kind: 'move', code: A, to: '9908' }, '99', true],
    ['counties that merge', { kind: 'merge', codes: [A], into: { code: B } }, '9909', true],
    ['a village', { kind: 'move', code: `${A}101200`, to: `${A}102` }, '9909', false],
    ['towns that merge', { kind: 'merge', codes: [`${A}101`], into: { code: `${A}102` } }, '9909', false],
  ])('%s', (_, change, above, is) => {
    expect(isTransfer(change)).toBe(is)
    const codes =
      change.kind === 'merge' ? [...change.codes, change.into.code] : change.kind === 'move' ? [change.code, change.to] : []
    expect(placeAbove(codes)).toBe(above)
  })

  it('takes the next free number of its kind there, and what lies below keeps its own', () => {
    const { filedUnder, edits, transfers, recodes } = fine({ kind: 'move', code: `${A}101`, to: B })
    expect([filedUnder, recodes]).toEqual(['9909', []])
    expect(transfers).toEqual([{ from: `${A}101`, to: `${B}100` }])
    expect(edits).toEqual([
      { code: `${B}100`, name: '南镇', isNew: true },
      { code: `${A}101`, name: '南镇', ends: true },
      { code: `${B}100200`, name: '南村', isNew: true },
      { code: `${A}101200`, name: '南村', ends: true },
    ])
    expect(fine({ kind: 'move', code: `${A}101`, to: B, as: `${B}109` }).transfers[0]?.to).toBe(`${B}109`)
  })

  it('of a county: its towns first, then what is its own', () => {
    const { filedUnder, transfers } = fine({ kind: 'move', code: B, to: '9908' })
    expect(filedUnder).toBe('99')
    expect(transfers).toEqual([
      { from: `${B}102`, to: '990802102' },
      { from: `${B}101`, to: '990802101' },
      { from: B, to: '990802' },
    ])
  })

  it('of a county that is split: the new county, and the towns named under codes of it; nothing of the county’s own', () => {
    const { filedUnder, edits, transfers } = fine(split([`${A}101`]))
    expect(filedUnder).toBe('9909')
    expect(edits[0]).toEqual({ code: '990903', name: '新县', isNew: true })
    expect(transfers).toEqual([{ from: `${A}101`, to: '990903101' }])
  })

  it('of counties that merge: each town under a code that no other has, and the target is warned of nothing it had', () => {
    const { transfers, warnings } = fine({ kind: 'merge', codes: [A], into: { code: B } }, '2024-09-01')
    expect(transfers).toEqual([
      { from: `${A}101`, to: `${B}100` },
      { from: `${A}102`, to: `${B}104` },
      { from: A, to: B },
    ])
    expect(warnings).toEqual(['北镇还没有社工站，将列为未覆盖'])
  })

  it.each<[string, DivisionChange, string, string]>([
    ['to the county it is in', { kind: 'move', code: `${A}101`, to: A }, '2024-06-01', 'CHANGE_INTO_ITSELF'],
    ['a town to a city', { kind: 'move', code: `${A}101`, to: '9908' }, '2024-06-01', 'CHANGE_LEVEL'],
    ['a county to a county', { kind: 'move', code: A, to: B }, '2024-06-01', 'CHANGE_LEVEL'],
    ['to what is not there', { kind: 'move', code: `${A}101`, to: '990909' }, '2024-06-01', 'DIVISION_NOT_FOUND'],
    ['before it is there', { kind: 'move', code: B, to: '9908' }, '2024-05-31', 'CHANGE_DATE'],
    ['on the first day it is there', { kind: 'move', code: B, to: '9908' }, '2024-06-01', 'fine'],
    ['with a village of a later day', { kind: 'move', code: `${A}102`, to: B }, '2024-08-01', 'CHANGE_DATE'],
    ['the day after', { kind: 'move', code: `${A}102`, to: B }, '2024-08-02', 'fine'],
    ['under a code given up', { kind: 'move', code: `${A}101`, to: B, as: `${B}103` }, '2024-06-01', 'CHANGE_OVERLAPS'],
    ['where one of its name is', { kind: 'move', code: '990908101', to: B }, '2024-06-01', 'CHANGE_OVERLAPS'],
    ['two with a town of one name', { kind: 'merge', codes: ['990908'], into: { code: B } }, '2024-06-01', 'CHANGE_OVERLAPS'],
    ['into itself', { kind: 'merge', codes: [B], into: { code: B } }, '2024-06-01', 'CHANGE_INTO_ITSELF'],
    [
      'into one of another city',
      { kind: 'merge', codes: [B], into: { code: '990801', name: '新县' } },
      '2024-06-01',
      'CHANGE_LEVEL',
    ],
    ['a county into no towns', split([]), '2024-06-01', 'CHANGE_NOTHING'],
    ['a county into all its towns', split([`${A}101`, `${A}102`]), '2024-09-01', 'CHANGE_NOTHING'],
    ['a county into another’s towns', split([`${B}101`]), '2024-06-01', 'DIVISION_NOT_FOUND'],
    ['a county into one of another city', split([`${A}101`], '990803'), '2024-06-01', 'CHANGE_LEVEL'],
    ['a county into a town', split([`${A}101`], `${A}109`), '2024-06-01', 'CHANGE_LEVEL'],
    ['a county into one there is', split([`${A}101`], B), '2024-06-01', 'CHANGE_OVERLAPS'],
    ['a county into one of a name there is', split([`${A}101`], '990903', '西县'), '2024-06-01', 'CHANGE_OVERLAPS'],
    ['into a new one', { kind: 'merge', codes: [B], into: { code: '990903', name: '新县' } }, '2024-06-01', 'fine'],
  ])('%s', (_, change, on, answer) => {
    const decided = decide(change, on)
    expect(isRefusal(decided) ? decided.code : 'fine').toBe(answer)
  })
})
