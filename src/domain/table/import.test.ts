import { describe, expect, test } from 'vitest'
import { defineImport, guessMapping, keyOf, type ImportColumn } from './import-definition.ts'
import { readCell } from './read-cell.ts'
import { changesBy, faultInWords, readRow } from './read-row.ts'

const stations = defineImport({
  key: 'station',
  title: '社工站',
  columns: [
    { key: 'town', title: '乡镇', kind: 'code', isRequired: true, isKey: true, example: '城关镇' },
    {
      key: 'name',
      title: '站名',
      kind: 'text',
      isRequired: true,
      isKey: true,
      minLength: 2,
      maxLength: 10,
      example: '城关镇社工站',
    },
    { key: 'areaM2', title: '面积（平方米）', kind: 'area', min: 0, max: 1_000_000, example: '40' },
    { key: 'staff', title: '人数', kind: 'int', min: 0, max: 99, example: '3' },
    { key: 'openedOn', title: '启用日期', kind: 'date', example: '2026-01-05' },
    { key: 'isOwn', title: '独立用房', kind: 'bool', example: '是' },
    { key: 'tier', title: '层级', kind: 'code', choices: [{ value: 'town', label: '乡镇站' }], example: '乡镇站' },
  ],
  check: ({ areaM2, staff }) =>
    areaM2 !== undefined && staff !== undefined && Number(staff) > Number(areaM2) / 100 ? [{ message: '人比平方米还多' }] : [],
})
const column = (key: string): ImportColumn => stations.columns.find((one) => one.key === key) as ImportColumn
const TOWNS = [
  { value: '990901101', label: '城关镇' },
  { value: '990901102', label: '河西镇' },
  { value: '990901103', label: '河西镇' },
  { value: '990901101201', label: '幸福村（城关镇）' },
  { value: '990901102201', label: '幸福村（河西镇）' },
  { value: '990901104', label: '太和镇（示例）' },
]

describe('a cell is read as people write it', () => {
  test.each<[string, string, unknown]>([
    ['areaM2', '39.9', 3990],
    ['areaM2', ' ４０ ', 4000],
    ['areaM2', '1,200.5 m²', 120_050],
    ['areaM2', '60平方米', 6000],
    ['staff', '3', 3],
    ['openedOn', '2026-01-05', '2026-01-05'],
    ['openedOn', '2026/1/5', '2026-01-05'],
    ['openedOn', '2026年1月5日', '2026-01-05'],
    ['openedOn', '20260105', '2026-01-05'],
    ['isOwn', '有', true],
    ['isOwn', '否', false],
    ['town', '城关镇', '990901101'],
    ['town', '990901103', '990901103'],
    ['town', '太和镇', '990901104'],
    ['tier', '乡镇站', 'town'],
    ['name', '一、二', '一、二'],
    ['staff', '', undefined],
    ['staff', '清空', null],
    ['areaM2', '（清空）', null],
  ])('%s: %s', (key, cell, value) => expect(readCell(column(key), cell, TOWNS)).toEqual({ value }))

  test.each([
    ['areaM2', '39.999', '要填平方米数，最多两位小数，如 40'],
    ['areaM2', '-1', '不能小于 0'],
    ['areaM2', '10000.01', '不能大于 10000'],
    ['areaM2', '很大', '要填平方米数，最多两位小数，如 40'],
    ['staff', '3.5', '要填整数，如 3'],
    ['staff', '1,2', '要填整数，如 3'],
    ['staff', '99999999999', '要填整数，如 3'],
    ['openedOn', '2026-02-30', '“2026-02-30”不是日期，请写成 2026-01-05'],
    ['isOwn', '大概', '“大概”请改为“是”或“否”'],
    ['town', '城东镇', '没有“城东镇”，可填：城关镇、河西镇、河西镇、幸福村（城关镇）、幸福村（河西镇）、太和镇（示例）'],
    ['town', '河西镇', '“河西镇”不止一个，请改填代码：990901102、990901103'],
    ['town', '', '不能空着'],
    ['town', '清空', '必填，不能清空'],
    ['town', '幸福村', '“幸福村”不止一个，请写成：幸福村（城关镇）、幸福村（河西镇）'],
    ['name', '站', '太短：至少 2 个字'],
    ['name', '一二三四五六七八九十一', '太长：11 个字，最多 10 个'],
    ['name', '甲\n乙', '含有换行或看不见的字符，请删掉'],
    ['name', '=1+1', '以“=”开头，像公式，请改成文字或数值'],
  ])('%s: %s is answered by what would be right', (key, cell, fault) =>
    expect(readCell(column(key), cell, TOWNS)).toEqual({ fault }),
  )
})

test('a row says all that is wrong with its cells, and only then what is wrong with it as a whole', () => {
  const read = (cells: Record<string, string>) => {
    const { faults } = readRow(stations, cells, { town: TOWNS })
    return faults.map((fault) => faultInWords(stations, 12, fault))
  }
  expect(read({ town: '城东镇', areaM2: 'x' })).toEqual([
    '第 12 行「乡镇」：没有“城东镇”，可填：城关镇、河西镇、河西镇、幸福村（城关镇）、幸福村（河西镇）、太和镇（示例）',
    '第 12 行「站名」：不能空着',
    '第 12 行「面积（平方米）」：要填平方米数，最多两位小数，如 40',
  ])
  expect(read({ town: '城关镇', name: '甲站', areaM2: '2', staff: '3' })).toEqual(['第 12 行：人比平方米还多'])
  expect(read({ town: '城关镇', name: '甲站' })).toEqual([])
})

test('headings are found by name, whatever stands around them, and as they were mapped last time', () => {
  expect(guessMapping(stations, ['序号', '* 乡镇', '站 名', '面积'])).toEqual({ town: 1, name: 2, areaM2: 3 })
  expect(guessMapping(stations, ['乡镇', '名称', '面积'], { name: '名称', areaM2: '建筑面积' })).toEqual({
    town: 0,
    name: 1,
    areaM2: 2,
  })
  expect(guessMapping(stations, ['乡镇', '乡镇'], { name: '乡镇' })).toEqual({ town: 0, name: 1 })
})

test('a cell left empty changes nothing', () => {
  expect(changesBy({ areaM2: 4000, name: '甲' }, { areaM2: 3990, name: '甲', staff: 3 })).toEqual([
    { column: 'areaM2', before: 3990, after: 4000 },
  ])
  expect(changesBy({ staff: 0, isOwn: false }, {})).toHaveLength(2)
})

test('rows are told apart by their key, and by nothing else', () => {
  expect(keyOf(stations, { town: 'a', name: 'b', staff: 1 })).toBe(keyOf(stations, { name: 'b', town: 'a' }))
  expect(keyOf(stations, { town: 'a', name: 'b' })).not.toBe(keyOf(stations, { town: 'ab', name: '' }))
})

test.each([
  ['without a key', [{ key: 'a', title: '甲', kind: 'text', example: '' }]],
  ['with a key that may be empty', [{ key: 'a', title: '甲', kind: 'text', isKey: true, example: '' }]],
  ['with two columns of one heading', [{ ...column('name') }, { ...column('name'), key: 'b', title: '站 名' }]],
] as const)('a definition %s is a fault of the program', (_, columns) => {
  expect(() => defineImport({ ...stations, columns })).toThrow(/^station/)
})
