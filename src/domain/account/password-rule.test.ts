import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPassword } from './password-rule.ts'
import { isPersonName } from './person-name.ts'

const owner = { signInName: 'wang.xiulan', personName: '王秀兰' }
const codeOf = (password: string) => checkPassword(password, owner)?.code

describe('a password', () => {
  test.each([
    ['short', 'PASSWORD_TOO_SHORT'],
    ['九个字的密码不够长', 'PASSWORD_TOO_SHORT'],
    ['wang.xiulan', 'PASSWORD_IS_NAME'],
    ['Wang-Xiulan', 'PASSWORD_IS_NAME'],
    ['ｗａｎｇ．ｘｉｕｌａｎ', 'PASSWORD_IS_NAME'],
    ['x'.repeat(257), 'PASSWORD_TOO_LONG'],
  ])('%s: %s', (password, code) => expect(codeOf(password)).toBe(code))

  test.each(
    [
      'password123',
      'P@ssw0rd123',
      'Password1!',
      'qwertyuiop',
      '1234567890',
      '12345678901',
      '0987654321',
      'aaaaaaaaaa',
      '1q2w3e4r5t',
      '1qaz2wsx3edc',
      '!QAZ2wsx#EDC',
      'woaini1314520',
      'woaini5201314',
      '5201314520',
      'admin888888',
      'admin@2024',
      'Admin123456',
      'zhangwei1990',
      'zhangwei19900101',
      'wangxiulan123',
      'wang.xiulan2024',
      'xiulan1975',
      'minzhengju123',
      'shegongzhan1',
      'Shegong@2023',
      'abc123456789',
      'a123456789',
      'asd123456789',
      'iloveyou123',
      'Welcome2024!',
      '13800138000',
      '19900101',
      '199001010101',
      'abcabcabcabc',
      'qweasdzxc123',
      'letmein2024',
      'changeme123',
      'zhongguo2008',
      'beijing2008!',
      'test123456',
      'root123456',
      'sunshine88',
      'dragon1234567',
      'nihaonihao',
    ].filter((one) => one.length >= 10),
  )('%s is in the lists or built like them', (password) => expect(codeOf(password)).toBe('PASSWORD_COMMON'))

  test.each([
    'correct horse battery',
    'demo-station',
    '雨后山路有三只白鹭飞过',
    'kT7!vq02-Lm',
    'tulip-anvil-brook',
    '今晚下班走河边回家吧',
  ])('%s is good', (password) => expect(codeOf(password)).toBeUndefined())

  test('any word with any year, date or number of up to four digits, in any capitals, is refused', () => {
    const word = fc.constantFrom('password', 'woaini', 'zhangwei', 'minzheng', 'dragon', 'qwerty', 'beijing', 'admin')
    const tail = fc.oneof(
      fc.integer({ min: 1950, max: 2030 }).map(String),
      fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0')),
      fc.constantFrom('19850312', '123', '123456', '888888'),
    )
    const mark = fc.constantFrom('', '!', '@', '#', '.', '_')
    fc.assert(
      fc.property(word, mark, tail, fc.boolean(), mark, (w, between, t, isCapital, end) => {
        const password = (isCapital ? w[0]?.toUpperCase() + w.slice(1) : w) + between + t + end
        fc.pre(password.length >= 10)
        return codeOf(password) === 'PASSWORD_COMMON'
      }),
      { numRuns: 2_000 },
    )
  })

  test('twelve random letters and digits are good', () => {
    const random = fc
      .array(fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz23456789'), { minLength: 14, maxLength: 14 })
      .map((all) => all.join(''))
    let bad = 0
    fc.assert(
      fc.property(random, (password) => void (bad += checkPassword(password, owner) ? 1 : 0)),
      { numRuns: 1_000 },
    )
    expect(bad).toBeLessThan(20)
  })
})

test.each([
  ['王秀兰', true],
  ['阿依古丽·买买提', true],
  ['John Smith', true],
  ['李登科', true],
  ['社会救助科', false],
  ['县民政局', false],
  ['社救股', false],
  ['值班账号', false],
  ['王', false],
  ['测试1', false],
  ['admin', false],
])('%s is a person: %s', (text, isOne) => expect(isPersonName(text)).toBe(isOne))
