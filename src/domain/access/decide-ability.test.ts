import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLES, type Actor, type Scope } from '../kernel/actor.ts'
import type { Id } from '../kernel/id.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { ABILITIES, ACTIONS, GLASS_ABILITIES } from './abilities.ts'
import { accessSentences, accessText } from './access-text.ts'
import { decideBreakGlass, glassScope } from './break-glass.ts'
import { abilitiesOf, can } from './can.ts'
import { decideAbility, type PlanDecision } from './decide-ability.ts'
import { ACTION_LABELS } from './labels.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as Id
const scopes: readonly Scope[] = [
  { code: '990901' },
  { code: '' },
  { code: '990901', agencyId: id(1) },
  { code: '990901', stationId: id(2) },
  { code: '990901', isOwn: true },
  { code: '990901', roundId: id(3) },
  { code: '990901', towns: ['990901101'] },
  { code: '990901', glassId: id(4) },
]
const anActor = fc
  .record({ role: fc.constantFrom(...ROLES), scope: fc.constantFrom(...scopes) })
  .map((some): Actor => ({ accountId: id(90), grantId: id(91), name: '某', ...some }))
const anAction = fc.constantFrom(...ACTIONS)
const decisions = fc.array(fc.record({ allowed: fc.constantFrom<(true | false | 'silent')[]>(true, false, 'silent') }), {
  maxLength: 3,
})

describe('a plan', () => {
  test('never widens what the code allows', () => {
    fc.assert(
      fc.property(anActor, anAction, decisions, (actor, action, planned) => {
        if (decideAbility(actor, action, planned).allowed) expect(can(actor, action)).toBe(true)
      }),
    )
  })

  test('that speaks more never allows more: adding a decision to a list narrows it or leaves it', () => {
    fc.assert(
      fc.property(anActor, anAction, decisions, decisions, (actor, action, planned, more) => {
        if (decideAbility(actor, action, [...planned, ...more]).allowed)
          expect(decideAbility(actor, action, planned).allowed).toBe(true)
      }),
    )
  })

  test.each<[readonly PlanDecision[], boolean, boolean]>([
    [[{ allowed: true }], true, false],
    [[{ allowed: 'silent' }], true, true],
    [[], true, true],
    [[{ allowed: true }, { allowed: false, because: '不得由此角色办理' }], false, false],
  ])('%j: allowed %s, a reason needed %s', (planned, allowed, needsReason) => {
    const bureau: Actor = { accountId: id(90), grantId: id(91), name: '某', role: 'bureau', scope: { code: '990901' } }
    expect(decideAbility(bureau, 'sign setting', planned)).toMatchObject({ allowed, needsReason })
  })
})

describe('a broken glass', () => {
  const auditor: Actor = { accountId: id(90), grantId: id(91), name: '某', role: 'auditor', scope: { code: '990901' } }
  const now = new Date('2026-11-23T00:00:00Z')
  const reason = '接到举报，须核对低保名单'

  test('opens a county of the own city for three hours', () => {
    expect(decideBreakGlass(auditor, '990902', reason, now)).toEqual({
      county: '990902',
      reason,
      expiresAt: new Date('2026-11-23T03:00:00Z'),
    })
  })

  test.each<[string, Actor, string, string, string]>([
    ['another city', auditor, '990101', reason, 'GLASS_OUT_OF_REACH'],
    ['a whole city', auditor, '9909', reason, 'GLASS_OUT_OF_REACH'],
    ['a reason of a few letters', auditor, '990902', '查查查查查查查查查查', 'GLASS_REASON_SHORT'],
    ['a bureau', { ...auditor, role: 'bureau' }, '990902', reason, 'NOT_ALLOWED'],
    ['one who has it open', { ...auditor, scope: glassScope('990902', id(1)) }, '990902', reason, 'GLASS_OPEN'],
  ])('does not open for %s', (_, actor, county, why, code) => {
    const decided = decideBreakGlass(actor, county, why, now)
    expect(isRefusal(decided) && decided.code).toBe(code)
  })

  test('allows reading only, to the roles that may break it', () => {
    const scope = glassScope('990902', id(1))
    expect(abilitiesOf({ role: 'city', scope })).toEqual(GLASS_ABILITIES)
    expect(abilitiesOf({ role: 'city', scope })).not.toContain('record fact')
    expect(abilitiesOf({ role: 'bureau', scope })).toEqual([])
    expect(ROLES.filter((role) => ABILITIES[role].includes('break glass'))).toEqual(['auditor', 'city', 'province'])
  })
})

describe('the page of who may do what', () => {
  test('has a sentence for every role and names every ability it has', () => {
    for (const { role, lines } of accessSentences())
      for (const action of ABILITIES[role]) expect(lines[0]).toContain(ACTION_LABELS[action])
  })

  test('is a page: under ninety lines', () => {
    expect(accessText().split('\n').length).toBeLessThan(90)
  })
})
