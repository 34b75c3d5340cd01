import { expect, test } from 'vitest'
import { maskBank, maskIdNumber, maskName, maskNumbers, maskPhone } from './mask.ts'
import { watermarkText } from './watermark.ts'
import type { Id } from './id.ts'

test.each([
  [maskIdNumber, '99090119491231002X', '990901********002X'],
  [maskPhone, '13812345678', '138****5678'],
  [maskBank, '6222020200112233445', '***************3445'],
  [maskName, '张翠花', '张*花'],
  [maskName, '张三', '张*'],
  [maskName, '欧阳建国', '欧**国'],
  [maskName, '𠮷野家', '𠮷*家'],
])('%o hides the middle of %s', (mask, text, masked) => {
  expect(mask(text)).toBe(masked)
})

test('what is too short to hide anything in is hidden whole', () => {
  expect(maskIdNumber('1234567890')).toBe('**********')
  expect(maskPhone('110')).toBe('***')
  expect(maskBank('12')).toBe('**')
  expect(maskName('张')).toBe('*')
  expect(maskName('')).toBe('')
})

test('numbers inside a sentence are masked by their length, other numbers stay', () => {
  expect(maskNumbers('证号99090119491231002X，电话13812345678，12 户')).toBe('证号990901********002X，电话138****5678，12 户')
})

test('a watermark says who, where and when in Beijing', () => {
  const accountId = '01a2069c-a00d-7b7a-81dc-cad05f79b987' as Id
  expect(watermarkText({ name: '甲', accountId, scope: { code: '990901' } }, new Date('2026-11-23T16:05:09Z'))).toBe(
    '甲 5f79b987 990901 2026-11-24 00:05',
  )
})
