import { describe, expect, test } from 'vitest'
import { ROLES, type Scope } from '../kernel/actor.ts'
import type { Id } from '../kernel/id.ts'
import { ABILITIES, ACTIONS, type Action } from './abilities.ts'
import { grantLines } from './access-text.ts'
import { abilitiesOf, can } from './can.ts'
import { narrowingInWords } from './narrowing.ts'

const A = '00000000-0000-7000-8000-00000000000a' as Id
const B = '00000000-0000-7000-8000-00000000000b' as Id
const S = '00000000-0000-7000-8000-0000000000c1' as Id
const county: Scope = { code: '990901' }

describe('role and action', () => {
  test.each<[(typeof ROLES)[number], Action, boolean]>([
    ['bureau', 'decide consequence', true],
    ['bureau', 'sign setting', true],
    ['town', 'sign setting', false],
    ['auditor', 'read audit', true],
    ['auditor', 'record fact', false],
    ['public', 'read plan', true],
    ['public', 'read ruling', false],
    ['system-admin', 'manage account', true],
    ['system-admin', 'read ruling', false],
    ['system-admin', 'record fact', false],
    ['evaluator', 'decide consequence', false],
  ])('%s, %s: %s', (role, action, allowed) => {
    expect(can({ role, scope: county }, action)).toBe(allowed)
  })

  test('the engine proposes, a bureau, a city or an agency decides: each what the plan leaves to it', () => {
    expect(ROLES.filter((role) => ABILITIES[role].includes('decide consequence'))).toEqual(['bureau', 'agency', 'city'])
  })

  test('every action belongs to somebody', () => {
    for (const action of ACTIONS) expect(ROLES.some((role) => ABILITIES[role].includes(action))).toBe(true)
  })
})

describe('scope', () => {
  const town = { role: 'town', scope: { code: '990901101' } } as const
  test.each([
    ['the own town', '990901101', true],
    ['a village of it', '990901101003', true],
    ['the next town', '990901102', false],
    ['the county above', '990901', false],
    ['a code that only begins alike', '9909011', false],
  ])('%s', (_, code, allowed) => {
    expect(can(town, 'record fact', { code })).toBe(allowed)
  })

  test('an empty code covers nothing', () => {
    expect(can({ role: 'bureau', scope: { code: '' } }, 'read ruling')).toBe(false)
    expect(can({ role: 'bureau', scope: { code: '' } }, 'read ruling', { code: '' })).toBe(false)
  })

  test('the country covers every code', () => {
    for (const code of ['11', '650000', '990901101003'])
      expect(can({ role: 'auditor', scope: { code: '0' } }, 'read ruling', { code })).toBe(true)
  })

  test("an agency sees only its own things in the county, and nobody's things not at all", () => {
    const agency = { role: 'agency', scope: { ...county, agencyId: A } } as const
    expect(can(agency, 'record fact', { code: '990901101', agencyId: A })).toBe(true)
    expect(can(agency, 'record fact', { code: '990901101', agencyId: B })).toBe(false)
    expect(can(agency, 'record fact', { code: '990901101' })).toBe(false)
  })

  test('a worker without a station, or an agency without an id, may do nothing', () => {
    expect(abilitiesOf({ role: 'worker', scope: { ...county, agencyId: A } })).toEqual([])
    expect(abilitiesOf({ role: 'agency', scope: county })).toEqual([])
    expect(abilitiesOf({ role: 'worker', scope: { ...county, stationId: S } })).toContain('record fact')
  })
})

describe('what a grant lets its holder do, in sentences', () => {
  const round: Scope = { ...county, roundId: A }
  test('a sample is for reading, whatever the role may do elsewhere', () => {
    expect(grantLines('evaluator', county)[0]).toContain('记录事实')
    const [may, mayNot] = grantLines('evaluator', round)
    expect(may).not.toContain('记录事实')
    expect(may).toContain('查看判定单')
    expect(mayNot).toMatch(/^不得记录事实/)
  })
  test('a grant that says less than its role needs does nothing', () => {
    expect(grantLines('worker', county)).toEqual(['授权不完整，什么也不能做。'])
  })
})

test.each([
  [county, undefined],
  [{ ...county, towns: ['990901101', '990901102'] }, '片区，2 个乡镇街道'],
  [{ ...county, agencyId: A }, '本机构'],
  [{ ...county, stationId: S }, '本站'],
  [{ ...county, stationId: S, isOwn: true as const }, '指派给本人的'],
  [{ ...county, roundId: A }, '一轮评估的样本'],
])('what narrows %j stands behind the name of its division: %s', (scope, words) => {
  expect(narrowingInWords(scope)).toBe(words)
})
