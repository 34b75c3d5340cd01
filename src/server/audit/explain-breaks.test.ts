import { expect, test } from 'vitest'
import { explainBreaks, type Link } from './explain-breaks.ts'

/** A whole chain of `n` rows. */
const chain = (n: number): Link[] =>
  Array.from({ length: n }, (_, i) => ({ seq: i + 1, id: `r${i + 1}`, prev: i === 0 ? 'genesis' : `h${i}`, own: `h${i + 1}` }))
const bySeq = (links: readonly Link[]): Link[] => [...links].sort((a, b) => a.seq - b.seq || a.id.localeCompare(b.id))
const found = (links: readonly Link[]) => explainBreaks(bySeq(links), 'genesis').map(({ seq, id, kind }) => [kind, seq, id])
const at = (links: readonly Link[], seq: number): Link => {
  const link = links[seq - 1]
  if (!link) throw new Error(`no row ${seq}`)
  return link
}

test('a whole chain has no faults', () => {
  expect(found(chain(9))).toEqual([])
})

test('a row that is gone is named by its number, several by their first', () => {
  expect(found(chain(9).filter(({ seq }) => seq !== 4))).toEqual([['removed', 4, null]])
  expect(
    explainBreaks(
      chain(9).filter(({ seq }) => seq < 4 || seq > 6),
      'genesis',
    )[0]?.because,
  ).toContain('4 至 6')
  expect(found(chain(9).filter(({ seq }) => seq !== 1))).toEqual([['removed', 1, null]])
})

test('a row that is gone, with the rest renumbered, is named by the row before it', () => {
  const links = chain(9).filter(({ seq }) => seq !== 4)
  expect(found(links.map((link) => (link.seq > 4 ? { ...link, seq: link.seq - 1 } : link)))).toEqual([['changed', 3, 'r3']])
})

test('two rows that changed places are both named, next to each other or not', () => {
  const swap = (a: number, b: number) =>
    chain(9).map((link) => (link.seq === a ? { ...link, seq: b } : link.seq === b ? { ...link, seq: a } : link))
  expect(found(swap(3, 7))).toEqual([
    ['moved', 3, 'r7'],
    ['moved', 7, 'r3'],
  ])
  expect(found(swap(3, 4))).toEqual([
    ['moved', 3, 'r4'],
    ['moved', 4, 'r3'],
  ])
})

test('a row slipped in with the rest renumbered is named, whether it fits the row before it or not', () => {
  for (const prev of ['h3', 'forged']) {
    const rest = chain(9).map((link) => (link.seq > 3 ? { ...link, seq: link.seq + 1 } : link))
    const faults = found([...rest, { seq: 4, id: 'forged', prev, own: 'forged too' }])
    expect(faults).toContainEqual(['inserted', 4, 'forged'])
  }
})

test('a row slipped in under a number that is taken is named', () => {
  expect(found([...chain(9), { seq: 5, id: 'zz', prev: 'h4', own: 'x' }])).toEqual([['inserted', 5, 'zz']])
})

test('a row changed and hashed anew is named, for the next row does not follow it', () => {
  const links = chain(9).map((link) => (link.seq === 5 ? { ...link, own: 'other' } : link))
  expect(found(links)).toEqual([['changed', 5, 'r5']])
  expect(at(links, 5).own).toBe('other')
})
