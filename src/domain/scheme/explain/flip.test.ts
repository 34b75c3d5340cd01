import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pred } from '../schema/predicate.ts'
import { momentOf } from '../facts/moment.ts'
import { day, plan, TODAY } from '../testing/small-plan.ts'
import type { Entity, FactValue } from '../facts/world.ts'
import { flips } from './flip.ts'

/** Four numbers of a contract without units that a tree may ask about, each once. */
const FIELDS = ['workersAgreedCount', 'a', 'b', 'c'] as const
const HEAD = `fields: { ${FIELDS.slice(1)
  .map((f) => `contract.${f}: { label: 数, type: int, supplier: bureau }`)
  .join(', ')} }`
const small = fc.integer({ min: 0, max: 20 })
const leafOf = (field: string): fc.Arbitrary<Pred> =>
  fc.tuple(fc.constantFrom('atLeast', 'atMost', 'above', 'below', 'is', 'between'), small, small).map(([op, x, y]): Pred => {
    const fact = `contract.${field}`
    if (op === 'between') return { fact, atLeast: Math.min(x, y), atMost: Math.max(x, y) }
    return { fact, [op]: x }
  })
const [w, a, b, c] = FIELDS.map(leafOf) as [fc.Arbitrary<Pred>, fc.Arbitrary<Pred>, fc.Arbitrary<Pred>, fc.Arbitrary<Pred>]
const node = (kids: readonly fc.Arbitrary<Pred>[]): fc.Arbitrary<Pred> =>
  fc.tuple(fc.constantFrom('all', 'any', 'not all', 'not any'), ...kids).map(([op, ...list]): Pred => {
    const inner = { [op.endsWith('all') ? 'all' : 'any']: list } as unknown as Pred
    return op.startsWith('not') ? { not: inner } : inner
  })
const tree = fc.oneof(w, node([w, a]), node([w, node([a, b])]), node([node([w, a]), node([b, c])]))
const values = fc.tuple(small, small, small, small)

test('the change that is proposed turns the ruling, whatever the thresholds', () => {
  fc.assert(
    fc.property(tree, values, (require, numbers) => {
      const p = plan(JSON.stringify([{ id: 'x', subject: 'contract', kind: 'condition', require }]), { head: HEAD })
      const facts = Object.fromEntries(FIELDS.map((f, i) => [f, numbers[i]]))
      const entity = (f: Readonly<Record<string, FactValue>>): Entity => ({ id: 'c', subject: 'contract', ...f })
      const m = momentOf(day(TODAY))
      const before = p.rule('x').ruling(entity(facts), m)
      const want = before.state !== 'met'
      const changes = before.trace && flips(before.trace, want)
      if (!changes) return
      const after: Record<string, FactValue> = { ...facts }
      for (const { node: leaf, to } of changes) {
        const field = (leaf.info.facts[0] ?? '').split('.')[1] ?? ''
        after[field] = to ?? (typeof after[field] === 'number' ? after[field] + 1 : 0)
      }
      expect(changes.length).toBeGreaterThan(0)
      expect(p.rule('x').ruling(entity(after), m).state).toBe(want ? 'met' : 'not-met')
    }),
    { numRuns: 150 },
  )
})

describe('the smallest change', () => {
  const trace = (require: string, facts: string): ReturnType<typeof flips> => {
    const p = plan(`[{ id: x, subject: station, kind: condition, require: ${require} }]`, {
      head: 'settings: { size: { label: 面积, cites: [t1-1-1], proposed: 1 m² } }',
    })
    const r = p.ask('x', `{ station: { ${facts} } }`)
    return r.trace && flips(r.trace, r.state !== 'met')
  }
  test.each([
    ['atLeast: 40 m²', '39.9', 4000],
    ['above: 40 m²', '40', 4001],
    ['atMost: 40 m²', '41', 4000],
    ['below: 40 m²', '40', 3999],
    ['atLeast: 40 m²', '45', 3999],
    ['above: 40 m²', '45', 4000],
    ['atMost: 40 m²', '39', 4001],
    ['below: 40 m²', '39', 4000],
    ['atLeast: 40 m², atMost: 60 m²', '42', 3999],
    ['atLeast: 40 m², atMost: 60 m²', '59', 6001],
    ['atLeast: 40 m², atMost: 60 m²', '70', 6000],
  ])('%s with %s m²: to %i', (bound, area, to) => {
    expect(trace(`{ fact: station.areaM2, ${bound} }`, `areaM2: ${area} m²`)).toMatchObject([{ to }])
  })
  test('of several that would do, the fewest and nearest', () => {
    const any =
      '{ any: [{ all: [{ fact: station.areaM2, atLeast: 40 m² }, { fact: station.isAtTownSeat, is: true }] }, { fact: station.officeAreaM2, atLeast: 20 m² }] }'
    expect(trace(any, 'areaM2: 39 m², isAtTownSeat: false, officeAreaM2: 1 m²')).toMatchObject([{ to: 2000 }])
    const near = '{ any: [{ fact: station.areaM2, atLeast: 40 m² }, { fact: station.officeAreaM2, atLeast: 20 m² }] }'
    expect(trace(near, 'areaM2: 39 m², officeAreaM2: 1 m²')).toMatchObject([{ to: 4000 }])
  })
  test('a missing fact is to be supplied', () => {
    expect(trace('{ fact: station.areaM2, atLeast: 40 m² }', '')).toMatchObject([
      { node: { info: { facts: ['station.areaM2'] } } },
    ])
  })
  test('what waits for a signature no fact can turn, unless another branch can', () => {
    expect(trace('{ fact: station.areaM2, atLeast: { setting: size } }', 'areaM2: 1 m²')).toBeUndefined()
    expect(
      trace(
        '{ any: [{ fact: station.areaM2, atLeast: { setting: size } }, { fact: station.officeAreaM2, atLeast: 1 m² }] }',
        'areaM2: 1 m², officeAreaM2: 0 m²',
      ),
    ).toMatchObject([{ to: 100 }])
  })
})
