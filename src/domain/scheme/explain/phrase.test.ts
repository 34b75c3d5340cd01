import { describe, expect, it } from 'vitest'
import type { Pred } from '../schema/predicate.ts'
import { phrasesOf } from './phrase.ts'

const FACTS: Readonly<Record<string, string>> = {
  'station.officeAreaM2': '办公用房面积',
  'station.isOfficeSeparate': '是否独立办公用房',
  'station.openedOn': '启用日期',
  'station.postings[]': '驻站岗位',
  'worker.educationLevel': '学历',
  'worker.birthOn': '出生日期',
  'posting.startOn': '到岗日期',
  'contract.monthScores[]': '月度得分',
  seatCode: '岗位类别',
  score: '得分',
  'actor.isOwnZone': '是否涉及本片区',
  'station.entries[]': '工作记录',
  typeCode: '记录类型',
}
const CODES: Readonly<Record<string, string>> = { bachelor: '本科', head: '站长', 'town-check': '镇街检查' }
const { predicate } = phrasesOf({
  code: (c) => CODES[c] ?? c,
  fact: (f) => FACTS[f] ?? f,
  factIn: (_, f) => FACTS[f] ?? f,
  rule: (id) => id,
  setting: () => '30 天（待签定）',
  counter: () => '名',
})

describe('a condition in words', () => {
  it.each<[string, Pred]>([
    [
      '办公用房面积不少于 40 m²；独立办公用房',
      {
        all: [
          { fact: 'station.officeAreaM2', atLeast: '40 m²' },
          { fact: 'station.isOfficeSeparate', is: true },
        ],
      },
    ],
    ['不涉及本片区', { fact: 'actor.isOwnZone', is: false }],
    ['启用日期已到', { fact: 'station.openedOn', onOrBefore: 'today' }],
    ['尚无启用日期', { not: { fact: 'station.openedOn', onOrBefore: 'today' } }],
    ['学历本科及以上', { fact: 'worker.educationLevel', atLeast: 'bachelor' }],
    ['自出生日期至到岗日期的年数不超过 35 岁', { fact: { years: ['worker.birthOn', 'posting.startOn'] }, atMost: '35 岁' }],
    [
      '有岗位类别为站长的驻站岗位',
      { fact: { count: 'station.postings[]', where: { fact: 'seatCode', is: 'head' } }, atLeast: 1 },
    ],
    ['没有驻站岗位', { fact: { count: 'station.postings[]' }, atMost: 0 }],
    ['驻站岗位为 3 名', { fact: { count: 'station.postings[]' }, atLeast: 3, atMost: 3 }],
    [
      '月度得分连续 2 次得分低于 70 分',
      { fact: { run: 'contract.monthScores[]', where: { fact: 'score', below: '70 分' } }, atLeast: 2 },
    ],
    ['有镇街检查', { fact: { count: 'station.entries[]', where: { fact: 'typeCode', is: 'town-check' } }, atLeast: 1 }],
    ['“education”符合，或“age”未符合', { any: [{ rule: 'education', is: 'met' }, { not: { rule: 'age', is: 'met' } }] }],
  ])('%s', (text, pred) => expect(predicate(pred)).toBe(text))
})
