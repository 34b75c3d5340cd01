import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plan } from '../../testing/small-plan.ts'
import { trancheAmounts } from './money.ts'

/** Shares in basis points that make a whole. */
const shares = fc
  .array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 })
  .filter((s) => s.slice(1).reduce((a, b) => a + b, 0) < 10_000)
  .map((s) => [...s.slice(1), 10_000 - s.slice(1).reduce((a, b) => a + b, 0)])

describe('tranches', () => {
  test('always sum to the whole, and none is more than a fen off its share but the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }), shares, (total, bp) => {
        const parts = trancheAmounts(total, bp)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        for (const [i, p] of parts.entries()) {
          const exact = BigInt(total) * BigInt(bp[i] ?? 0)
          const off = BigInt(p) * 10_000n - exact
          if (i < parts.length - 1) expect(off <= 0n && off > -10_000n).toBe(true)
          else expect(off >= 0n && off < 10_000n * BigInt(parts.length)).toBe(true)
        }
      }),
    )
  })
  const pay = plan(
    `[{ id: x, subject: contract, kind: tranches, of: contract.amountFen, remainder: last, parts: [{ id: first, share: 40 %, opens: { fact: contract.signedOn, onOrBefore: today } }, { id: second, share: 30 %, opens: { fact: contract.stateCode, in: [mid, done] } }, { id: third, share: 30 %, opens: { fact: contract.stateCode, is: done } }] }]`,
  )
  const contract = (more: string, amount = '100.01 元'): string => `{ contract: { amountFen: ${amount}, ${more} } }`
  test.each([
    ['signedOn: 2024-05-16, stateCode: running', 0, 'due'],
    ['signedOn: 2024-05-15, stateCode: running', 4000, 'due'],
    ['signedOn: 2024-05-15, stateCode: mid', 7000, 'due'],
    ['signedOn: 2024-05-15, stateCode: done', 10_001, 'met'],
    ['signedOn: 2024-05-15', 4000, 'due'],
    ['', 0, 'due'],
  ])('%s: payable %i fen', (facts, payable, state) => {
    expect(pay.ask('x', contract(facts))).toMatchObject({ state, amount: { value: payable, den: 1, unit: 'fen' } })
  })
  test('without the amount nothing can be said', () => {
    expect(pay.ask('x', '{ contract: { signedOn: 2024-01-01 } }')).toMatchObject({
      state: 'unknown',
      missing: ['contract.amountFen'],
    })
    expect(pay.state('x', contract('', 'null'))).toBe('not-applicable')
  })
  test('what is payable never falls as parts open, and never passes the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (fen) => {
        const yuan = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')} 元`
        const at = (facts: string): number => pay.ask('x', contract(facts, yuan)).amount?.value ?? -1
        const steps = [
          at('signedOn: null, stateCode: running'),
          at('signedOn: 2024-01-01, stateCode: running'),
          at('signedOn: 2024-01-01, stateCode: mid'),
          at('signedOn: 2024-01-01, stateCode: done'),
        ]
        expect([...steps].sort((a, b) => a - b)).toEqual(steps)
        expect(steps.at(-1)).toBe(fen)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a fund', () => {
  const fund = (body: string): ReturnType<typeof plan> => plan(`[{ id: x, subject: unit, kind: fund, source: county, ${body} }]`)
  const source = (body: string): string =>
    `{ unit: { fiscalBudgetFen: 100 万元, sources: [{ kindCode: county, ${body} }, { kindCode: other, amountFen: 1 元 }] } }`
  test.each([
    ['amount: 10 万元', 'amountFen: 10 万元', 'met'],
    ['amount: 10 万元', 'amountFen: 99999.99 元', 'not-met'],
    ['amount: 10 万元', '', 'unknown'],
    ['base: unit.fiscalBudgetFen, share: 3 %, as: set-aside', 'amountFen: 3 万元', 'met'],
    ['base: unit.fiscalBudgetFen, share: 3 %, as: set-aside', 'amountFen: 29999.99 元', 'not-met'],
    ['base: unit.fiscalBudgetFen, share: 3 %, as: ceiling', 'amountFen: 3 万元', 'met'],
    ['base: unit.fiscalBudgetFen, share: 3 %, as: ceiling', 'amountFen: 30000.01 元', 'not-met'],
    ['match: 50 %', 'matchBp: 50 %', 'met'],
    ['match: 50 %', 'matchBp: 49.99 %', 'not-met'],
    ['certainty: secured', 'certaintyCode: sought', 'not-met'],
    ['certainty: secured', 'certaintyCode: secured', 'met'],
    ['payer: town', 'payerCode: bureau', 'not-met'],
    ['uses: [salary]', 'charges: [{ useCode: salary, amountFen: 1 元 }]', 'met'],
    ['uses: [salary]', 'charges: [{ useCode: car, amountFen: 1 元 }]', 'not-met'],
    ['uses: [salary], open: true', 'charges: [{ useCode: car, amountFen: 1 元 }]', 'met'],
    ['excludes: [car], open: true', 'charges: [{ useCode: car, amountFen: 1 元 }]', 'not-met'],
    ['uses: [salary]', 'charges: [{ amountFen: 1 元 }]', 'unknown'],
    ['amount: 10 元', 'amountFen: 10 元, charges: [{ amountFen: 10 元 }]', 'met'],
    ['amount: 10 元', 'amountFen: 10 元, charges: [{ amountFen: 10.01 元 }]', 'not-met'],
  ])('%s with %s: %s', (rule, facts, state) => expect(fund(rule).state('x', source(facts))).toBe(state))

  test('only sources of its kind count; without one it does not apply', () => {
    expect(fund('amount: 10 万元').state('x', '{ unit: { sources: [{ kindCode: other, amountFen: 1 元 }] } }')).toBe(
      'not-applicable',
    )
  })
  test('charges of later days are not yet spent', () => {
    const facts = source(
      'amountFen: 10 元, charges: [{ postedOn: 2024-05-15, amountFen: 4 元 }, { postedOn: 2024-05-16, amountFen: 7 元 }]',
    )
    expect(fund('amount: 10 元').ask('x', facts)).toMatchObject({ state: 'met', amount: { value: 600, den: 1, unit: 'fen' } })
    expect(fund('amount: 10 元').state('x', facts, '2024-05-16')).toBe('not-met')
  })
  test('what is missing is named', () => {
    expect(fund('amount: 10 万元').ask('x', source('')).missing).toEqual(['source.amountFen'])
    expect(fund('uses: [salary]').ask('x', source('')).missing).toEqual(['source.charges[]'])
  })
})
