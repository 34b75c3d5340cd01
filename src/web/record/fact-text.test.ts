import { describe, expect, it } from 'vitest'
import type { FieldView } from '#contract/record.ts'
import { factInWords, typedText, valueTyped } from './fact-text.ts'

const area: FieldView = { name: 'areaM2', label: '面积', type: 'int', unit: 'm²' }
const money: FieldView = { name: 'budgetFen', label: '预算', type: 'int', unit: 'fen' }
const count: FieldView = { name: 'count', label: '数量', type: 'int' }
const yes: FieldView = { name: 'isUsable', label: '可用', type: 'bool' }
const stage: FieldView = { name: 'stageCode', label: '阶段', type: 'code', options: [{ code: 'open', label: '已启用' }] }

describe('a fact in a form', () => {
  it('reads nothing recorded and none apart', () => {
    expect([undefined, null, []].map((value) => factInWords(area, value))).toEqual(['未填', '无', '无'])
  })
  it.each<[FieldView, number | string | boolean, string, string]>([
    [area, 3900, '39.00 m²', '39.00'],
    [money, 35_000_000, '350,000.00 元', '350000.00'],
    [count, 3, '3', '3'],
    [stage, 'open', '已启用', 'open'],
    [yes, true, '是', ''],
  ])('%o %s', (field, value, read, typed) => {
    expect(factInWords(field, value)).toBe(read)
    expect(typedText(field, value)).toBe(typed)
  })
  it.each<[FieldView, string, unknown]>([
    [area, '39', 3900],
    [area, '39.5', 3950],
    [area, '１，０３９.５ ', 103_950],
    [area, '39.5 m²', 3950],
    [money, '350,000.00 元', 35_000_000],
    [area, '39.505', undefined],
    [area, '三十九', undefined],
    [area, ' ', undefined],
    [count, '3', 3],
    [count, '3.5', undefined],
    [yes, '否', false],
    [stage, 'open', 'open'],
    [{ ...stage, type: 'codes' }, 'open、closed', ['open', 'closed']],
  ])('takes %o typed %j', (field, typed, value) => expect(valueTyped(field, typed)).toEqual(value))
})
