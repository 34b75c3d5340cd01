import { describe, expect, test } from 'vitest'
import { decideAction, decideGate } from './action.ts'
import { momentOf } from '../facts/moment.ts'
import { day, plan, TODAY, worldOf, type SmallPlan } from '../testing/small-plan.ts'
import type { Entity } from '../facts/world.ts'

const contract = (p: SmallPlan, facts: string): Entity | undefined =>
  worldOf(`{ contract: { id: c, ${facts} } }`, p.compiled).get('contract')?.[0]
const may = (p: SmallPlan, role: string, facts = '', action = 'contract.stop'): boolean | 'silent' =>
  decideAction(p.compiled, action, role, contract(p, facts), momentOf(day(TODAY))).allowed
const authority = (body: string): string =>
  `{ id: r${body.length}, subject: contract, kind: authority, actions: [contract.stop], ${body} }`

describe('who may act', () => {
  test('a plan that does not speak of an act is silent, which is no permission', () => {
    expect(may(plan('[]'), 'bureau')).toBe('silent')
    expect(may(plan(`[${authority('deny: [agency]')}]`), 'bureau')).toBe('silent')
  })
  test('who is named may, who is not named may not', () => {
    const p = plan(`[${authority('allow: [bureau]')}]`)
    expect(may(p, 'bureau')).toBe(true)
    expect(may(p, 'town')).toBe(false)
  })
  test('named by one of several rules is enough', () => {
    for (const rules of [
      [authority('allow: [bureau]'), authority('allow: [finance]')],
      [authority('allow: [finance]'), authority('allow: [bureau]')],
    ]) {
      const p = plan(`[${rules.map((r, i) => r.replace(/id: r\d+/, `id: r${i}`)).join(', ')}]`)
      expect(may(p, 'bureau')).toBe(true)
      expect(may(p, 'finance')).toBe(true)
      expect(may(p, 'town')).toBe(false)
    }
  })
  test('a refusal wins over a permission, in either order', () => {
    for (const rules of [
      [authority('allow: [bureau, agency]'), authority('deny: [agency]')],
      [authority('deny: [agency]'), authority('allow: [bureau, agency]')],
    ]) {
      const p = plan(`[${rules.join(', ')}]`)
      expect(may(p, 'agency')).toBe(false)
      expect(may(p, 'bureau')).toBe(true)
    }
  })
  describe.each([
    ['running', true],
    ['ended', 'silent'],
    ['', false],
  ])('under a condition that holds, fails or is unknown (state %s)', (state, allowed) => {
    const facts = state === '' ? '' : `stateCode: ${state}`
    test('a permission counts only when its condition is known to hold', () => {
      expect(
        may(plan(`[${authority('allow: [bureau], when: { fact: contract.stateCode, is: running }')}]`), 'bureau', facts),
      ).toBe(allowed)
    })
    test('a refusal counts unless its condition is known to fail', () => {
      const want = state === 'ended' ? 'silent' : false
      expect(
        may(plan(`[${authority('deny: [bureau], when: { fact: contract.stateCode, is: running }')}]`), 'bureau', facts),
      ).toBe(want)
    })
    test('an exception lifts a rule only when known to hold', () => {
      const p = plan(`[${authority('deny: [agency], except: { fact: contract.stateCode, is: running }')}]`)
      expect(may(p, 'agency', facts)).toBe(state === 'running' ? 'silent' : false)
    })
  })
  test('a waiver lifts the rule for its subject until it ends', () => {
    const p = plan(
      '[{ id: r, subject: contract, kind: authority, actions: [contract.stop], deny: [agency], waiver: { by: bureau } }]',
    )
    expect(may(p, 'agency')).toBe(false)
    expect(may(p, 'agency', 'waivers: [{ ruleId: r, until: 2024-05-15 }]')).toBe('silent')
    expect(may(p, 'agency', 'waivers: [{ ruleId: r, until: 2024-05-14 }]')).toBe(false)
  })
  test('a rule out of force or of other subjects does not speak', () => {
    expect(
      may(
        plan('[{ id: r, subject: contract, kind: authority, actions: [contract.stop], deny: [agency], validTo: 2024-05-14 }]'),
        'agency',
      ),
    ).toBe('silent')
    expect(may(plan('[{ id: r, subject: station, kind: authority, actions: [contract.stop], deny: [agency] }]'), 'agency')).toBe(
      'silent',
    )
  })
  test('a rule of one tier does not speak of another', () => {
    const p = plan("[{ id: r, subject: 'unit:town', kind: authority, actions: [unit.start], deny: [agency] }]")
    const units = worldOf('{ unit: [{ id: t, tierCode: town }, { id: c, tierCode: county }] }').get('unit') ?? []
    const asked = units.map((u) => decideAction(p.compiled, 'unit.start', 'agency', u, momentOf(day(TODAY))).allowed)
    expect(asked).toEqual([false, 'silent'])
  })
  test('the answer names the rule it rests on', () => {
    const p = plan(`[${authority('allow: [bureau]')}]`)
    expect(decideAction(p.compiled, 'contract.stop', 'town', contract(p, ''), momentOf(day(TODAY)))).toMatchObject({
      allowed: false,
      rule: { cites: ['t1-1-1'] },
    })
  })
})

describe('a gate', () => {
  const gate = (rules: string, facts: string, name = 'contract.pay'): string => {
    const p = plan(rules)
    const e = contract(p, facts)
    return e ? decideGate(p.compiled, name, e, momentOf(day(TODAY))).state : 'no subject'
  }
  const guard = (more = '', pred = '{ fact: contract.amountFen, atLeast: 1 元 }'): string =>
    `{ id: g, subject: contract, kind: condition, gates: [contract.pay], require: ${pred}, ${more} }`
  test.each([
    ['amountFen: 1 元', 'open'],
    ['amountFen: 0.99 元', 'closed'],
    ['', 'closed'],
  ])('with %s: %s', (facts, state) => expect(gate(`[${guard()}]`, facts)).toBe(state))
  test('that no rule guards is silent, not open', () => {
    expect(gate(`[${guard()}]`, 'amountFen: 1 元', 'contract.sign')).toBe('silent')
  })
  test('opens only when every guard lets through', () => {
    const two = `[${guard()}, { id: h, subject: contract, kind: condition, gates: [{ gate: contract.pay, by: setting }], require: { fact: contract.stateCode, is: running } }]`
    expect(gate(two, 'amountFen: 1 元')).toBe('closed')
    expect(gate(two, 'amountFen: 1 元, stateCode: running')).toBe('open')
  })
  test('is not closed by what is only strived for, allowed or stated', () => {
    for (const strength of ['strive', 'may', 'stated'])
      expect(gate(`[${guard(`strength: ${strength}`)}]`, 'amountFen: 0 元')).toBe('open')
    expect(gate(`[${guard('strength: in-principle')}]`, 'amountFen: 0 元')).toBe('closed')
  })
  test('is opened by a waiver', () => {
    expect(gate(`[${guard('waiver: { by: bureau }')}]`, 'amountFen: 0 元, waivers: [{ ruleId: g }]')).toBe('open')
  })
  test('is not closed by a rule that does not apply', () => {
    expect(gate(`[${guard('where: { fact: contract.stateCode, is: running }')}]`, 'amountFen: 0 元, stateCode: ended')).toBe(
      'open',
    )
  })
  test('is closed by an unsigned setting', () => {
    const head = 'settings: { low: { label: 低, cites: [t1-1-1], proposed: 1 元 } }'
    const p = plan(`[${guard('', '{ fact: contract.amountFen, atLeast: { setting: low } }')}]`, { head })
    const e = contract(p, 'amountFen: 1 元')
    expect(e && decideGate(p.compiled, 'contract.pay', e, momentOf(day(TODAY)))).toMatchObject({
      state: 'closed',
      refusing: [{ because: '规则：待签定' }],
    })
  })
  test('is closed by a measure proposed against the subject, not by one in its favour', () => {
    const consequence = (measure: string): string =>
      `[{ id: g, subject: contract, kind: consequence, gates: [contract.pay], measure: ${measure}, decidedBy: bureau, when: { fact: contract.stateCode, is: bad } }]`
    expect(gate(consequence('hold'), 'stateCode: bad')).toBe('closed')
    expect(gate(consequence('hold'), 'stateCode: good')).toBe('open')
    expect(gate(consequence('prefer'), 'stateCode: bad')).toBe('open')
  })
  test('of a process opens from the step named like it', () => {
    const p = `[{ id: g, subject: contract, kind: process, gates: [contract.check, contract.pay], steps: [
      { id: sign, label: 签, by: bureau, done: { fact: contract.signedOn, present: true } },
      { id: check, label: 核, by: bureau, done: { fact: contract.startsOn, present: true } },
      { id: pay, label: 付, by: bureau, done: { fact: contract.endsOn, present: true } }] }]`
    const at = (name: string, facts: string): string => gate(p, facts, `contract.${name}`)
    expect(at('check', 'signedOn: null')).toBe('closed')
    expect(at('check', 'signedOn: 2024-01-01, startsOn: null')).toBe('open')
    expect(at('pay', 'signedOn: 2024-01-01, startsOn: null')).toBe('closed')
    expect(at('pay', 'signedOn: 2024-01-01, startsOn: 2024-01-01, endsOn: null')).toBe('open')
    expect(at('check', 'signedOn: 2024-01-01, startsOn: 2024-01-01, endsOn: 2024-02-01')).toBe('open')
    expect(at('check', '')).toBe('closed')
  })
  test('an open list warns and does not close', () => {
    const list = (open: string): string =>
      `[{ id: g, subject: contract, kind: catalogue, gates: [contract.pay], of: contract.stateCode, ${open} items: [{ code: a, label: 甲 }] }]`
    expect(gate(list(''), 'stateCode: z')).toBe('closed')
    expect(gate(list('open: true,'), 'stateCode: z')).toBe('open')
  })
})
