import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { AcceptanceGate, AcceptedStation, GateState } from './acceptance.ts'
import { decideProposal, decideSignature, type AcceptanceDraft, type Signature } from './decide-acceptance.ts'

const NEW: AcceptedStation = { openedOn: null, closedOn: null, stageCode: 'building' }
const OPEN: GateState = { state: 'open', refusing: [] }
const SHUT: GateState = { state: 'closed', refusing: [{ clause: 't-1-1', text: '面积差 1.00 m²' }] }
const workDay = '2024-01-15' as CivilDate
const draft: AcceptanceDraft = { gate: 'station.open', result: 'passed', on: '2024-01-15', remark: '' }

const codeOf = (x: unknown): string => (isRefusal(x) ? x.code : 'ok')

describe('a conclusion', () => {
  const propose = (patch: Partial<AcceptanceDraft>, over: Partial<Parameters<typeof decideProposal>[0]> = {}) =>
    decideProposal({ station: NEW, gate: OPEN, isPending: false, workDay, ...over }, { ...draft, ...patch })

  test.each([
    ['ok', {}, {}],
    ['GATE_CLOSED', {}, { gate: SHUT }],
    ['ACCEPTANCE_PENDING', {}, { isPending: true }],
    ['STATION_IS_CLOSED', {}, { station: { ...NEW, closedOn: '2024-01-01' } }],
    ['ACCEPTANCE_DONE', {}, { station: { ...NEW, openedOn: '2023-01-01' } }],
    ['ACCEPTANCE_TOO_EARLY', { gate: 'station.mature' }, {}],
    ['STATION_DAY_UNFIT', { on: '2024-01-16' }, {}],
    ['STATION_DAY_UNFIT', { gate: 'station.mature', on: '2023-01-01' }, { station: { ...NEW, openedOn: '2023-01-02' } }],
    ['ok', { gate: 'station.mature', on: '2023-01-02' }, { station: { ...NEW, openedOn: '2023-01-02' } }],
    ['ACCEPTANCE_UNFIT', { result: 'correct', remark: '牌匾未挂' }, {}],
    ['ACCEPTANCE_UNFIT', { result: 'correct', remark: '牌匾未挂', correctBy: '2024-01-15' }, {}],
    ['ok', { result: 'correct', remark: '牌匾未挂', correctBy: '2024-01-16' }, { gate: SHUT }],
    ['ACCEPTANCE_UNFIT', { result: 'failed' }, {}],
    ['ACCEPTANCE_UNFIT', { result: 'failed', remark: '无场地', correctBy: '2024-02-01' }, {}],
    ['ACCEPTANCE_UNFIT', {}, { gate: { state: 'silent', refusing: [] } }],
    ['ok', { remark: '依据上级标准' }, { gate: { state: 'silent', refusing: [] } }],
    ['REPRESENTATIVES_MISSING', {}, { publicClause: 'law-3-5' }],
    ['ok', { representatives: { count: 2, opinion: '满意' } }, { publicClause: 'law-3-5' }],
  ] as const)('%s: %j', (code, patch, over) => expect(codeOf(propose(patch, over))).toBe(code))

  test('of a shut gate names the clause and what is missing', () => {
    expect(propose({}, { gate: SHUT })).toMatchObject({ clause: 't-1-1', detail: '面积差 1.00 m²' })
  })
})

describe('the second signature', () => {
  const proposal = { gate: 'station.open', result: 'passed', on: '2024-01-10', proposedBy: 'a' } as const
  const sign = (over: Partial<Parameters<typeof decideSignature>[0]>, signature: Partial<Signature> = {}) =>
    decideSignature(
      { station: NEW, gate: OPEN, workDay, proposal, signerId: 'b', isSigned: false, ...over },
      { verdict: 'agreed', reason: '', ...signature },
    )

  test('opens the station on the day of the inspection', () => {
    expect(sign({})).toEqual({ stageCode: 'open', openedOn: '2024-01-10' })
    const opened = { ...NEW, openedOn: '2023-01-01' }
    expect(sign({ station: opened, proposal: { ...proposal, gate: 'station.mature' } })).toEqual({ stageCode: 'mature' })
  })

  test.each([
    ['ACCEPTANCE_SAME_SIGNER', { signerId: 'a' }, {}],
    ['ACCEPTANCE_DECIDED', { isSigned: true }, {}],
    ['GATE_CLOSED', { gate: SHUT }, {}],
    ['ACCEPTANCE_DONE', { station: { ...NEW, openedOn: '2024-01-01' } }, {}],
    ['ACCEPTANCE_UNFIT', {}, { verdict: 'returned' }],
    ['STATION_DAY_UNFIT', {}, { publishedOn: '2024-01-09' }],
    ['STATION_DAY_UNFIT', {}, { publishedOn: '2024-01-16' }],
    ['ACCEPTANCE_UNFIT', { publicClause: 'law-3-5' }, {}],
  ] as const)('%s', (code, over, signature) => expect(codeOf(sign(over, signature))).toBe(code))

  test('brings nothing about where the conclusion is another or is sent back', () => {
    expect(sign({ gate: SHUT, proposal: { ...proposal, result: 'correct' } })).toBeUndefined()
    expect(sign({ gate: SHUT }, { verdict: 'returned', reason: '照片不清' })).toBeUndefined()
  })
})

test('no sequence of steps opens a station, or calls it mature, while its gate is shut', () => {
  let seed = 7
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0]
  let [opened, matured] = [0, 0]
  for (let run = 0; run < 1500; run++) {
    let station = NEW
    let proposal: (AcceptanceDraft & { proposedBy: string }) | undefined
    const gates: Record<AcceptanceGate, GateState> = { 'station.open': SHUT, 'station.mature': SHUT }
    for (let step = 0; step < 30; step++) {
      const gate = pick(['station.open', 'station.mature'] as const)
      const what = pick(['turn', 'propose', 'sign', 'sign'] as const)
      if (what === 'turn') gates[gate] = pick([OPEN, SHUT])
      else if (what === 'propose') {
        const wanted = {
          ...draft,
          gate,
          result: pick(['passed', 'passed', 'correct'] as const),
          remark: '记录',
          correctBy: undefined,
        }
        const fit = wanted.result === 'correct' ? { ...wanted, correctBy: '2024-02-01' } : wanted
        if (!decideProposal({ station, gate: gates[gate], isPending: proposal !== undefined, workDay }, fit))
          proposal = { ...fit, proposedBy: pick(['a', 'b']) }
      } else if (proposal) {
        const signature: Signature = { verdict: pick(['agreed', 'agreed', 'returned']), reason: '理由' }
        const asked = { station, gate: gates[proposal.gate], workDay, proposal, signerId: pick(['a', 'b']), isSigned: false }
        const done = decideSignature(asked, signature)
        if (isRefusal(done)) continue
        if (done) {
          expect(gates[proposal.gate].state).toBe('open')
          expect(asked.signerId).not.toBe(proposal.proposedBy)
          station = { ...station, ...done }
        }
        proposal = undefined
      }
    }
    if (station.openedOn !== null) opened++
    if (station.stageCode === 'mature') {
      matured++
      expect(station.openedOn).not.toBeNull()
    }
  }
  expect(opened).toBeGreaterThan(50)
  expect(matured).toBeGreaterThan(20)
})
