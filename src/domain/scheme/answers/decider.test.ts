import { expect, test } from 'vitest'
import type { Rule } from '../schema/rule.ts'
import { decideDecider, isDecider, partiesOf } from './decider.ts'

const plan: Parameters<typeof partiesOf>[0] = {
  roles: {
    bureau: { label: '县民政局' },
    'leading-group': { label: '领导小组', as: 'bureau' },
    agency: { label: '承接机构' },
    inspection: { label: '巡察组' },
  },
}
const consequence = (decidedBy: string) =>
  ({ kind: 'consequence', id: 'out', label: '清退', cites: ['t1-1-1'], decidedBy }) as unknown as Rule & { decidedBy: string }

test('an account acts for the party of its name and those that are said to act as it', () => {
  expect(partiesOf(plan, 'bureau')).toEqual(['bureau', 'leading-group'])
  expect(partiesOf(plan, 'worker')).toEqual([])
})

test.each([
  ['bureau', 'bureau', true],
  ['leading-group', 'bureau', true],
  ['agency', 'bureau', false],
  // a party of the plan that no account acts for
  ['inspection', 'bureau', false],
  ['nobody', 'bureau', false],
  ['bureau', 'agency', false],
])('what %s decides, %s may decide: %s', (decidedBy, role, allowed) => {
  expect(isDecider(plan, consequence(decidedBy), role)).toBe(allowed)
  expect(decideDecider(plan, consequence(decidedBy), role) === undefined).toBe(allowed)
})

test('the refusal names the clause and who decides', () => {
  expect(decideDecider(plan, consequence('agency'), 'bureau')).toEqual({
    refused: true,
    code: 'PLAN_DENIES',
    clause: 't1-1-1',
    detail: '清退：由承接机构决定，请转由其决定',
  })
})
