import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { decideZones, type ZoneDraft } from './decide-zones.ts'

const day = (text: string): CivilDate => text as CivilDate
const towns = Array.from({ length: 13 }, (_, i) => ({ code: `9909011${String(i + 1).padStart(2, '0')}`, name: `镇${i + 1}` }))
const zone = (name: string, from: number, to: number): ZoneDraft => ({
  id: name,
  name,
  towns: towns.slice(from, to).map((t) => t.code),
})
const FOUR = [zone('东片', 0, 4), zone('南片', 4, 7), zone('西片', 7, 10), zone('北片', 10, 13)]
const decide = (zones: readonly ZoneDraft[], from = '2024-01-01', since: string | null = null) =>
  decideZones(zones, day(from), { today: day('2026-11-23'), towns, since: since === null ? null : day(since) })
const codeOf = (...args: Parameters<typeof decide>) => {
  const decided = decide(...args)
  return isRefusal(decided) ? decided.code : 'fine'
}

describe('zones', () => {
  it('of 4, 3, 3 and 3 towns partition the thirteen', () => expect(decide(FOUR)).toEqual({ loose: [] }))
  it('may leave towns out, and say which', () => {
    expect(decide(FOUR.slice(0, 3))).toEqual({ loose: towns.slice(10) })
  })
  it.each([
    ['a town in two zones', [zone('东片', 0, 4), zone('南片', 3, 7)], 'ZONE_OVERLAPS'],
    ['two zones of one name', [zone('东片', 0, 4), zone('东片', 4, 7)], 'ZONE_OVERLAPS'],
    ['an empty zone', [zone('东片', 0, 0)], 'ZONE_EMPTY'],
    ['a town of another county', [{ id: 'x', name: '东片', towns: ['990902101'] }], 'ZONE_TOWN'],
  ])('%s is refused', (_, zones, code) => expect(codeOf(zones)).toBe(code))
  it.each([
    ['2026-11-23', null, 'fine'],
    ['2026-11-24', null, 'CHANGE_DATE'],
    ['2025-01-01', '2025-01-01', 'CHANGE_DATE'],
    ['2025-01-02', '2025-01-01', 'fine'],
  ])('from %s with zones since %s: %s', (from, since, code) => expect(codeOf(FOUR, from, since)).toBe(code))
  it('that are accepted hold every town at most once', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(towns.map((t) => t.code)), { maxLength: 5 }), (lists) => {
        const zones = lists.map((codes, i) => ({ id: `${i}`, name: `${i}`, towns: codes }))
        const decided = decide(zones)
        const all = lists.flat()
        if (isRefusal(decided)) return lists.some((list) => list.length === 0) || new Set(all).size < all.length
        return new Set(all).size === all.length && decided.loose.length + all.length === towns.length
      }),
    )
  })
})
