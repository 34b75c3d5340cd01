import { expect, it } from 'vitest'
import { idsIn, relinkFacts } from './relink-facts.ts'

const [A, B, C] = [1, 2, 3].map((n) => `01890000-0000-7000-8000-00000000000${n}`) as [string, string, string]
const FACTS = { one: A, many: [A, B], rows: [{ of: A, n: 1 }, { of: B }], none: null, text: `见 ${A}`, count: 0 }

it.each([
  [null, { one: null, many: [C], rows: [{ of: null, n: 1 }, { of: C }], none: null, text: `见 ${A}`, count: 0 }],
  [undefined, { many: [C], rows: [{ n: 1 }, { of: C }], none: null, text: `见 ${A}`, count: 0 }],
])('what is gone is taken out of links, lists and rows, as %s; what is swapped is the other; all else stays', (leaves, after) =>
  expect(relinkFacts(FACTS, { swaps: new Map([[B, C]]), gone: new Set([A]), leaves })).toEqual(after),
)

it('finds every id, however deep', () => expect([...idsIn(FACTS)]).toEqual([A, B]))
