import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CivilDate } from '../kernel/civil-date.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { decideDivisionChange } from './decide-division-change.ts'
import type { ChangeGround, DecidedChange, DivisionChange } from './division-change.ts'

const day = (text: string): CivilDate => text as CivilDate
const COUNTY = '990901'
const division = (code: string, name: string, since: string | null = null) => ({
  code,
  name,
  since: since === null ? null : day(since),
})
const GROUND: ChangeGround = {
  today: day('2026-11-23'),
  divisions: [
    division(COUNTY, '甲县'),
    division(`${COUNTY}001`, '东街道', '2020-01-01'),
    division(`${COUNTY}101`, '南镇'),
    division(`${COUNTY}102`, '北镇'),
    division(`${COUNTY}101001`, '南社区'),
    division(`${COUNTY}101200`, '南村'),
    division(`${COUNTY}102200`, '北村'),
  ],
  endedCodes: [`${COUNTY}199`],
  stations: [
    { id: 's1', name: '南镇社工站', code: `${COUNTY}101` },
    { id: 's2', name: '南镇二站', code: `${COUNTY}101` },
    { id: 's3', name: '北镇社工站', code: `${COUNTY}102` },
  ],
}
const decide = (change: DivisionChange, on = '2024-06-01', ground = GROUND) => decideDivisionChange(change, day(on), ground)
const codeOf = (change: DivisionChange, on?: string) => {
  const decided = decide(change, on)
  return isRefusal(decided) ? decided.code : 'fine'
}
const fine = (decided: ReturnType<typeof decide>): DecidedChange => {
  if (isRefusal(decided)) throw new Error(`${decided.code} ${decided.detail}`)
  return decided
}

describe('the day of a change', () => {
  it.each([
    ['2026-11-23', 'fine'],
    ['2026-11-24', 'CHANGE_DATE'],
  ])('has come: %s %s', (on, answer) => expect(codeOf({ kind: 'rename', code: `${COUNTY}101`, name: '新镇' }, on)).toBe(answer))
  it.each([
    ['2020-01-01', 'CHANGE_DATE'],
    ['2020-01-02', 'fine'],
  ])('lies after the last change of what it touches: %s %s', (on, answer) =>
    expect(codeOf({ kind: 'rename', code: `${COUNTY}001`, name: '新街道' }, on)).toBe(answer),
  )
})

describe('a city sets up a county', () => {
  const city: ChangeGround = { ...GROUND, divisions: [division('9909', '甲市'), ...GROUND.divisions] }
  const create = (code: string, name: string) => decide({ kind: 'create', code, name }, '2024-06-01', city)
  it('under itself, filed with itself', () =>
    expect(fine(create('990902', '乙县'))).toMatchObject({
      filedUnder: '9909',
      edits: [{ code: '990902', name: '乙县', isNew: true }],
      recodes: [],
    }))
  it.each([
    ['990901', '乙县'],
    ['990902', '甲县'],
  ])('not on a code or with a name in use: %s %s', (code, name) =>
    expect(create(code, name)).toMatchObject({ code: 'CHANGE_OVERLAPS' }),
  )
})

describe('a change is refused', () => {
  const cases: readonly (readonly [string, DivisionChange, string])[] = [
    ['rename to the same', { kind: 'rename', code: `${COUNTY}101`, name: '南镇' }, 'CHANGE_NOTHING'],
    ['rename to a sibling’s name', { kind: 'rename', code: `${COUNTY}101`, name: '北镇' }, 'CHANGE_OVERLAPS'],
    ['of what is not there', { kind: 'rename', code: `${COUNTY}555`, name: '某镇' }, 'DIVISION_NOT_FOUND'],
    ['merge into itself', { kind: 'merge', codes: [`${COUNTY}101`], into: { code: `${COUNTY}101` } }, 'CHANGE_INTO_ITSELF'],
    [
      'merge of the same twice',
      { kind: 'merge', codes: [`${COUNTY}101`, `${COUNTY}101`], into: { code: `${COUNTY}102` } },
      'CHANGE_INTO_ITSELF',
    ],
    ['merge across levels', { kind: 'merge', codes: [`${COUNTY}101200`], into: { code: `${COUNTY}102` } }, 'CHANGE_LEVEL'],
    [
      'merge into a code given up',
      { kind: 'merge', codes: [`${COUNTY}101`], into: { code: `${COUNTY}199`, name: '合镇' } },
      'CHANGE_OVERLAPS',
    ],
    ['new town on a code in use', { kind: 'create', code: `${COUNTY}101`, name: '新区' }, 'CHANGE_OVERLAPS'],
    ['new county in no city that is there', { kind: 'create', code: '990902', name: '新县' }, 'CHANGE_LEVEL'],
    ['new county of no towns', { kind: 'split', code: COUNTY, parts: [], stays: [] }, 'CHANGE_NOTHING'],
    ['new town elsewhere', { kind: 'create', code: '990902101', name: '新区' }, 'CHANGE_LEVEL'],
    ['move within the town', { kind: 'move', code: `${COUNTY}101200`, to: `${COUNTY}101` }, 'CHANGE_INTO_ITSELF'],
    ['split into nothing', { kind: 'split', code: `${COUNTY}101`, parts: [], stays: ['s1', 's2'] }, 'CHANGE_NOTHING'],
  ]
  it.each(cases)('%s', (_, change, answer) => expect(codeOf(change)).toBe(answer))

  const split = (stationIds: readonly string[], stays: readonly string[]): DivisionChange => ({
    kind: 'split',
    code: `${COUNTY}101`,
    parts: [{ code: `${COUNTY}103`, name: '析镇', villages: [`${COUNTY}101200`], stationIds }],
    stays,
  })
  it.each([
    [['s1'], ['s2'], 'fine'],
    [['s1'], [], 'SPLIT_STATIONS'],
    [['s1'], ['s1', 's2'], 'SPLIT_STATIONS'],
    [['s1', 's3'], ['s2'], 'SPLIT_STATIONS'],
  ])('a split that does not say where each station goes: %j stay %j: %s', (go, stay, answer) =>
    expect(codeOf(split(go, stay))).toBe(answer),
  )
})

describe('a merge', () => {
  it('carries the villages under their own number where it is free, and says what the plan may not like', () => {
    const decided = fine(decide({ kind: 'merge', codes: [`${COUNTY}101`], into: { code: `${COUNTY}102` } }))
    expect(decided.recodes).toEqual([
      { from: `${COUNTY}101001`, to: `${COUNTY}102001` },
      { from: `${COUNTY}101200`, to: `${COUNTY}102201` },
      { from: `${COUNTY}101`, to: `${COUNTY}102` },
    ])
    expect(decided.warnings).toEqual(['北镇将有 3 个社工站：南镇社工站、南镇二站、北镇社工站'])
  })
  it('into a new town may take the name of one that goes', () => {
    const decided = fine(
      decide({ kind: 'merge', codes: [`${COUNTY}101`, `${COUNTY}102`], into: { code: `${COUNTY}110`, name: '南镇' } }),
    )
    expect(decided.edits.filter((e) => e.code.length === 9)).toEqual([
      { code: `${COUNTY}110`, name: '南镇', isNew: true },
      { code: `${COUNTY}101`, name: '南镇', ends: true },
      { code: `${COUNTY}102`, name: '北镇', ends: true },
    ])
  })
})

/** The county beside another, in their city. */
const CITY: ChangeGround = {
  ...GROUND,
  divisions: [division('9909', '甲市'), ...GROUND.divisions, division('990902', '乙县'), division('990902101', '西镇')],
  stations: [...GROUND.stations, { id: 's4', name: '西镇社工站', code: '990902101' }],
}

/** A city as the changes make it, with all that ever was. */
interface Model {
  readonly past: { code: string; name: string; since: string; until: string }[]
  readonly stations: { id: string; name: string; lay: { code: string; since: string }[] }[]
  on: CivilDate
}
const NEVER = '9999-12-31'
const standing = (m: Model, on: string) => m.past.filter((d) => d.since <= on && on < d.until)
const placeOf = (s: Model['stations'][number], on: string): string => s.lay.findLast((at) => at.since <= on)?.code ?? ''
const groundOf = (m: Model): ChangeGround => ({
  today: m.on,
  divisions: standing(m, m.on).map((d) => division(d.code, d.name, d.since === '' ? null : d.since)),
  endedCodes: m.past.map((d) => d.code),
  stations: m.stations.map((s) => ({ id: s.id, name: s.name, code: placeOf(s, m.on) })),
})
function apply(m: Model, { edits, recodes, transfers, stationMoves }: DecidedChange): void {
  for (const { code, name, isNew, ends } of edits) {
    const old = m.past.find((d) => d.code === code && d.until === NEVER)
    if (old) old.until = m.on
    if (isNew || !ends) m.past.push({ code, name, since: m.on, until: NEVER })
  }
  for (const s of m.stations) {
    const at = placeOf(s, m.on)
    const to =
      stationMoves.find((move) => move.stationId === s.id)?.to ??
      [...recodes, ...transfers].filter((r) => at.startsWith(r.from)).map((r) => r.to + at.slice(r.from.length))[0]
    if (to !== undefined) s.lay.push({ code: to, since: m.on })
  }
}
const boardOn = (m: Model, on: string) =>
  standing(m, on)
    .filter((d) => d.code.length === 9)
    .map((d) => [d.code, d.name, m.stations.filter((s) => placeOf(s, on) === d.code).map((s) => s.id)])

/** A change made of what stands, picked by numbers; some of them are refused. */
function changeFor(m: Model, [kind, a, b, c]: readonly number[]): DivisionChange {
  const at = (list: readonly { code: string }[], n = 0): string => list[n % Math.max(list.length, 1)]?.code ?? COUNTY
  const towns = standing(m, m.on).filter((d) => d.code.length === 9)
  const villages = standing(m, m.on).filter((d) => d.code.length === 12)
  const counties = standing(m, m.on).filter((d) => d.code.length === 6)
  const code = at(towns, a)
  const county = code.slice(0, 6)
  const fresh = `${county}${300 + ((c ?? 0) % 600)}`
  const freshCounty = { code: `9909${10 + ((c ?? 0) % 80)}`, name: `县${c}` }
  const here = m.stations.filter((s) => placeOf(s, m.on) === code).map((s) => s.id)
  switch ((kind ?? 0) % 9) {
    case 0:
      return { kind: 'rename', code, name: `名${c}` }
    case 1:
      return { kind: 'merge', codes: [code], into: (c ?? 0) % 3 === 0 ? { code: fresh, name: `合${c}` } : { code: at(towns, b) } }
    case 2:
      return {
        kind: 'split',
        code,
        parts: [
          {
            code: fresh,
            name: `析${c}`,
            villages: villages.filter((v, i) => v.code.startsWith(code) && i % 2 === 0).map((v) => v.code),
            stationIds: here.filter((_, i) => i % 2 === (b ?? 0) % 2),
          },
        ],
        stays: here.filter((_, i) => i % 2 !== (b ?? 0) % 2),
      }
    case 3:
      return { kind: 'move', code: at(villages, a), to: at(towns, b) }
    case 4:
      return { kind: 'move', code, to: at(counties, b) }
    case 5:
      return { kind: 'merge', codes: [county], into: (c ?? 0) % 3 === 0 ? freshCounty : { code: at(counties, b) } }
    case 6:
      return {
        kind: 'split',
        code: county,
        parts: [
          {
            ...freshCounty,
            villages: towns.filter((t, i) => t.code.startsWith(county) && i % 2 === 0).map((t) => t.code),
            stationIds: [],
          },
        ],
        stays: [],
      }
    case 7:
      return { kind: 'create', ...freshCounty }
    default:
      return { kind: 'create', code: fresh, name: `新${c}` }
  }
}

describe('any sequence of changes', () => {
  it('keeps the towns a partition, every station in exactly one, and every earlier board as it was', () => {
    const step = fc.array(fc.nat(2000), { minLength: 4, maxLength: 4 })
    let [made, gone] = [0, 0]
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const model: Model = {
          past: CITY.divisions.map((d) => ({ code: d.code, name: d.name, since: '', until: NEVER })),
          stations: CITY.stations.map((s) => ({ id: s.id, name: s.name, lay: [{ code: s.code, since: '' }] })),
          on: day('2024-01-01'),
        }
        const boards: (readonly [string, unknown])[] = []
        for (const numbers of steps) {
          boards.push([model.on, boardOn(model, model.on)])
          model.on = addDays(model.on, 10)
          const decided = decideDivisionChange(changeFor(model, numbers), model.on, groundOf(model))
          if (isRefusal(decided)) continue
          made++
          if (decided.transfers.length > 0) gone++
          apply(model, decided)
          const now = standing(model, model.on)
          const codes = now.map((d) => d.code)
          expect(new Set(codes).size).toBe(codes.length)
          for (const code of codes.filter((one) => one.length > 6))
            expect(codes).toContain(code.slice(0, code.length === 12 ? 9 : 6))
          for (const s of model.stations)
            expect(codes.filter((one) => one.length === 9 && placeOf(s, model.on) === one)).toHaveLength(1)
          for (const [on, board] of boards) expect(boardOn(model, on)).toEqual(board)
        }
      }),
      { numRuns: 120, seed: 20261123 },
    )
    expect(made).toBeGreaterThan(250)
    expect(gone).toBeGreaterThan(60)
  })
})
