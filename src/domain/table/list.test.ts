import { describe, expect, test } from 'vitest'
import { isRefusal } from '../kernel/refusal.ts'
import { conditionInWords, readCondition } from './condition.ts'
import { columnOf, defineList, type ListColumn } from './list-definition.ts'
import { readExportColumns, readListQuery, writeSort } from './list-query.ts'
import { showValue } from './show-value.ts'

const list = defineList({
  key: 'station',
  title: '社工站',
  columns: [
    { key: 'name', title: '站名', kind: 'text', isSortable: true, isFilterable: true },
    { key: 'town', title: '乡镇', kind: 'code', isTree: true, isFilterable: true },
    { key: 'tier', title: '层级', kind: 'code', isFilterable: true, choices: [{ value: 'town', label: '乡镇站' }] },
    { key: 'areaM2', title: '面积', kind: 'area', isSortable: true, isFilterable: true },
    { key: 'staff', title: '人数', kind: 'int', isFilterable: true, isHidden: true },
    { key: 'openedOn', title: '启用', kind: 'date', isFilterable: true },
    { key: 'isOwn', title: '独立', kind: 'bool', isFilterable: true, isNotExported: true },
    { key: 'note', title: '备注', kind: 'text' },
  ],
  defaultSort: { column: 'name', isDescending: false },
})
const column = (key: string): ListColumn => columnOf(list, key) as ListColumn

describe('a condition is read from the address and said in words', () => {
  test.each<[string, string, object, string]>([
    ['name', '城关', { test: 'contains', text: '城关' }, '站名含“城关”'],
    ['town', '990901101,990901102', { test: 'below', codes: ['990901101', '990901102'] }, '乡镇：990901101、990901102（含下级）'],
    ['tier', 'town', { test: 'one-of', values: ['town'] }, '层级：乡镇站'],
    ['areaM2', '39.5..60', { test: 'range', from: 3950, to: 6000 }, '面积：39.50 m² 至 60.00 m²'],
    ['areaM2', '40..', { test: 'range', from: 4000, to: undefined }, '面积不低于 40.00 m²'],
    ['staff', '..3', { test: 'range', from: undefined, to: 3 }, '人数不超过 3'],
    ['staff', '3', { test: 'range', from: 3, to: 3 }, '人数：3'],
    ['openedOn', '2026-02', { test: 'range', from: '2026-02-01', to: '2026-02-28' }, '启用：2026-02-01 至 2026-02-28'],
    ['openedOn', '2024..', { test: 'range', from: '2024-01-01', to: undefined }, '启用自 2024-01-01 起'],
    ['openedOn', '..2024', { test: 'range', from: undefined, to: '2024-12-31' }, '启用至 2024-12-31 止'],
    ['isOwn', 'no', { test: 'is', value: false }, '独立：否'],
    ['areaM2', '(none)', { test: 'absent' }, '面积未填'],
  ])('%s=%s', (key, text, expected, words) => {
    const read = readCondition(column(key), text)
    expect(read).toEqual({ column: key, ...expected })
    if (typeof read !== 'string') expect(conditionInWords(column(key), read, (code) => showValue(column(key), code))).toBe(words)
  })

  test.each([
    ['areaM2', '40.123'],
    ['areaM2', '60..40'],
    ['areaM2', '..'],
    ['areaM2', '1..2..3'],
    ['areaM2', '99999999999'],
    ['staff', '1.5'],
    ['staff', '9999999999'],
    ['openedOn', '2026-02-30'],
    ['isOwn', 'maybe'],
    ['tier', 'moon'],
    ['town', ','],
  ])('%s=%s is answered by a sentence that names the column', (key, text) =>
    expect(readCondition(column(key), text)).toContain(`「${column(key).title}」`),
  )
})

test('what is wrong is all said at once', () => {
  const refused = readListQuery(list, { secret: 'x', note: 'x', staff: 'x' }, '-note')
  expect(refused).toMatchObject({
    code: 'LIST_QUERY_UNFIT',
    detail:
      '《社工站》不能按“secret”筛选；《社工站》不能按“note”筛选；「人数」要填整数或范围，如 3 或 3..6；《社工站》不能按“note”排序',
  })
})

test('without a sort it lies as its definition says, and a sort reads as it is written', () => {
  const read = readListQuery(list, { name: '' }, undefined)
  expect(read).toEqual({ conditions: [], sort: list.defaultSort })
  const sorted = readListQuery(list, {}, writeSort({ column: 'areaM2', isDescending: true }))
  expect(sorted).toMatchObject({ sort: { column: 'areaM2', isDescending: true } })
})

test('a spreadsheet has the columns chosen, in that order, and never one that stays on the page', () => {
  const keys = (text?: string) => {
    const read = readExportColumns(list, text)
    return isRefusal(read) ? read.code : read.map(({ key }) => key)
  }
  expect(keys()).toEqual(['name', 'town', 'tier', 'areaM2', 'openedOn', 'note'])
  expect(keys('staff,name,staff')).toEqual(['staff', 'name'])
  expect(keys('isOwn')).toBe('LIST_QUERY_UNFIT')
})

test.each([
  ['areaM2', 3990, '39.90 m²'],
  ['isOwn', false, '否'],
  ['tier', 'town', '乡镇站'],
  ['tier', 'moon', 'moon'],
  ['staff', 0, '0'],
  ['name', null, ''],
] as const)('%s %s is shown as %s', (key, value, shown) => expect(showValue(column(key), value)).toBe(shown))

test.each([
  [
    'a column twice',
    [
      { key: 'name', title: '', kind: 'text', isSortable: true },
      { key: 'name', title: '', kind: 'text' },
    ],
  ],
  [
    'a reserved name',
    [
      { key: 'name', title: '', kind: 'text', isSortable: true },
      { key: 'after', title: '', kind: 'text' },
    ],
  ],
  ['a sort that is none', [{ key: 'name', title: '', kind: 'text' }]],
] as const)('a definition with %s is a fault of the program', (_, columns) => {
  expect(() => defineList({ ...list, columns })).toThrow(/^station/)
})
