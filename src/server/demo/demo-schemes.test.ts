import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  catalogue,
  codeIn,
  compileScheme,
  judge,
  linkWorld,
  loadScheme,
  momentOf,
  stateOf,
  subjectsOf,
  wordsOf,
} from '#domain/scheme/index.ts'
import { isDivisionCode } from '#domain/territory/index.ts'
import { isId } from '#domain/kernel/id.ts'
import { findRoot } from '#server/find-root.ts'
import { listSchemeIds, readSchemeFolder } from '#server/scheme/index.ts'
import { loadDivisions } from '#server/territory/index.ts'
import { demoSchemes } from './demo-schemes.ts'
import type { DemoEntity, DemoFact, DemoFacts, DemoScheme } from './demo-scheme.ts'

const root = findRoot()
const divisions = loadDivisions(path.join(root, 'territory/divisions.tsv.gz'))
const all = demoSchemes(divisions)
const pick = (id: string): DemoScheme => {
  const found = all.find((demo) => demo.schemeId === id)
  if (!found) throw new Error(id)
  return found
}
const of = (demo: DemoScheme, subject: string, tier?: string): readonly DemoEntity[] =>
  demo.entities.filter((e) => e.subject === subject && (tier === undefined || e.facts['tierCode'] === tier))
const loadShipped = (id: string) => {
  const { scheme } = loadScheme(readSchemeFolder(path.join(root, 'schemes', id)))
  if (!scheme) throw new Error(`${id} does not load`)
  return scheme
}
const laws = listSchemeIds(path.join(root, 'schemes'))
  .map(loadShipped)
  .filter(({ nature }) => nature === 'law')

/** Facts of the period before and exceptions granted are read by the engine beside the catalogue. */
const BESIDE = new Set(['previous', 'waivers'])
const SHAPES: Readonly<Record<string, (value: DemoFact) => boolean>> = {
  int: (v) => Number.isSafeInteger(v),
  year: (v) => Number.isSafeInteger(v),
  bool: (v) => typeof v === 'boolean',
  date: (v) => typeof v === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(v),
  month: (v) => typeof v === 'string' && /^\d{4}-\d{2}$/.test(v),
  instant: (v) => typeof v === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(v),
  codes: Array.isArray,
  ids: Array.isArray,
  years: Array.isArray,
}
interface Def {
  readonly type: string
  readonly levels?: readonly string[]
}
const fits = ({ type, levels }: Def, value: DemoFact): boolean =>
  value === null ||
  (levels ? typeof value === 'string' && levels.includes(value) : (SHAPES[type] ?? ((v) => typeof v === 'string'))(value))

describe.each(all.map((demo) => [demo.schemeId, demo] as const))('the demonstration of %s', (_, demo) => {
  const scheme = loadShipped(demo.schemeId)
  // what the law coins may be recorded wherever a plan holds
  const coined = { ...scheme.fields, ...Object.assign({}, ...[...scheme.overlays, ...laws].map((o) => o.fields)) }
  const { catalogue: known } = compileScheme({ ...scheme, fields: coined }, catalogue)

  it('knows only facts of the catalogue, of the plan or of the law, in their types', () => {
    const wrong = new Set<string>()
    for (const { subject, facts } of demo.entities) {
      const def = known[subject]
      if (!def) wrong.add(subject)
      for (const [name, value] of Object.entries(facts)) {
        const at = `${subject}.${name}`
        const [fact, rows] = [def?.facts[name], def?.rows[name]]
        if (BESIDE.has(name)) continue
        if (fact) {
          if (!fits(fact, value)) wrong.add(`${at} = ${JSON.stringify(value)}`)
        } else if (!rows?.fields || !Array.isArray(value)) wrong.add(at)
        else
          for (const row of value as readonly Record<string, DemoFact>[])
            for (const [field, cell] of Object.entries(row)) {
              const of = rows.fields[field]
              if (!of || !fits(of, cell)) wrong.add(`${at}[].${field} = ${JSON.stringify(cell)}`)
            }
      }
    }
    expect([...wrong]).toEqual([])
  })

  it('records no code that people would see as a code', () => {
    const words = [scheme, ...laws].map((one) => wordsOf(compileScheme(one, catalogue)))
    const bare = new Set<string>()
    const look = (def: Def | undefined, field: string, value: DemoFact | undefined): void => {
      if (def?.type !== 'code' && def?.type !== 'codes') return
      for (const code of [value].flat())
        if (typeof code === 'string' && codeIn(words, code, field) === code) bare.add(`${field}.${code}`)
    }
    for (const { subject, facts } of demo.entities)
      for (const [name, value] of Object.entries(facts)) {
        look(known[subject]?.facts[name], name, value)
        const fields = known[subject]?.rows[name]?.fields
        if (fields && Array.isArray(value))
          for (const row of value as readonly DemoFacts[])
            for (const [field, cell] of Object.entries(row)) look(fields[field], field, cell)
      }
    expect([...bare].filter((key) => /\.[a-z]/.test(key))).toEqual([])
  })

  it('links to things that are there', () => {
    const ids = new Map(demo.entities.map((e) => [`${e.subject}:${e.id}`, e]))
    const lost = new Set<string>()
    for (const { subject, facts } of demo.entities)
      for (const [name, link] of Object.entries(known[subject]?.links ?? {})) {
        const to = facts[link.via]
        if (typeof to === 'string' && !ids.has(`${link.to}:${to}`)) lost.add(`${subject}.${name}`)
      }
    expect([...lost]).toEqual([])
    expect(ids.size).toBe(demo.entities.length)
    expect(demo.entities.every((e) => isId(e.id))).toBe(true)
  })

  it('says that it is a demonstration and lies in divisions that exist or are its own', () => {
    expect(demo.counties.every(({ name }) => name.includes('演示'))).toBe(true)
    expect(of(demo, 'unit').every(({ name }) => name.includes('演示'))).toBe(true)
    const own = new Set(demo.fictionalDivisions.map(({ code }) => code))
    const isKnown = (code: string): boolean => divisions.find(code) !== undefined || own.has(code)
    for (const { divisionCode } of demo.entities)
      expect(isKnown(divisionCode) || isKnown(divisionCode.slice(0, 9)) || isKnown(divisionCode.slice(0, 6)), divisionCode).toBe(
        true,
      )
    expect(demo.fictionalDivisions.every(({ code }) => isDivisionCode(code) && code.startsWith('99'))).toBe(true)
  })

  it('leaves a few settings of the plan unsigned', () => {
    const settings = new Set([...Object.keys(scheme.settings), ...scheme.overlays.flatMap((o) => Object.keys(o.settings))])
    expect(demo.unsigned.length).toBeGreaterThanOrEqual(2)
    expect(demo.unsigned.filter((id) => !settings.has(id))).toEqual([])
  })

  it('gives a verdict on at least seven rules in ten, and unknown here and there', () => {
    const signed = new Map(
      Object.entries(scheme.settings).flatMap(([id, { proposed }]) =>
        demo.unsigned.includes(id) ? [] : [[id, proposed] as const],
      ),
    )
    const compiled = compileScheme(scheme, catalogue, signed)
    const sources = demo.entities.map(({ subject, id, divisionCode, facts }) => ({
      subject,
      id,
      facts: { ...facts, divisionCode },
    }))
    const world = linkWorld(sources, compiled.catalogue, { guess: false, complete: true })
    const moment = momentOf(demo.demoDay)
    const judged = compiled.rules.filter(({ rule }) => rule.kind !== 'authority' && rule.kind !== 'discretion')
    const states = judged.map((rule) => new Set(judge(rule, subjectsOf(rule, compiled, world), moment).map(stateOf)))
    const isSilent = (set: ReadonlySet<string>): boolean =>
      [...set].every((state) => state === 'unknown' || state === 'not-applicable')
    expect(states.filter((set) => !isSilent(set)).length / judged.length).toBeGreaterThan(0.7)
    expect(states.some((set) => set.has('unsettled'))).toBe(true)
  })

  it('breaks no law: what it asks beside the plan does not drown what the plan asks', () => {
    const found = laws.flatMap((law) => {
      const compiled = compileScheme(
        law,
        catalogue,
        new Map(Object.entries(law.settings).map(([id, { proposed }]) => [id, proposed])),
      )
      const sources = demo.entities.map(({ subject, id, divisionCode, facts }) => ({
        subject,
        id,
        facts: { ...facts, divisionCode },
      }))
      const world = linkWorld(sources, compiled.catalogue, { guess: false, complete: true })
      const moment = momentOf(demo.demoDay)
      return compiled.rules.flatMap((rule) =>
        judge(rule, subjectsOf(rule, compiled, world), moment)
          .map((code) => `${rule.rule.id} ${stateOf(code)}`)
          .filter((state) => /(?:not-met|overdue|unsettled)$/.test(state)),
      )
    })
    expect(laws.length).toBeGreaterThan(0)
    expect(found).toEqual([])
  })
})

describe('the demonstrations', () => {
  it('are the same whenever they are built', () => {
    expect(JSON.stringify(demoSchemes(divisions))).toBe(JSON.stringify(all))
  })
  it('of the county has 13 towns in four zones, 12 stations open, one of 39 m² and one without printer', () => {
    const demo = pick('county90')
    const stations = of(demo, 'station')
    expect([of(demo, 'unit', 'town').length, of(demo, 'unit', 'zone').length, stations.length]).toEqual([13, 4, 13])
    expect(stations.filter((s) => s.facts['openedOn'] !== null)).toHaveLength(12)
    expect(stations.filter((s) => s.facts['officeAreaM2'] === 3900)).toHaveLength(1)
    const hasPrinter = (s: DemoEntity): boolean => JSON.stringify(s.facts['fixtures']).includes('printer')
    expect(stations.filter((s) => !hasPrinter(s))).toHaveLength(1)
    expect(
      of(demo, 'lot').reduce((sum, lot) => sum + (lot.facts['workKindCode'] === 'zone' ? Number(lot.facts['ceilingFen']) : 0), 0),
    ).toBe(89_000_000)
    expect(of(demo, 'source').reduce((sum, s) => sum + Number(s.facts['amountFen']), 0)).toBe(90_000_000)
  })
  it('of the province has 716 town stations, 26 centres, 1,351 rooms and 2,839 workers on 1,107 real towns', () => {
    const demo = pick('fujian2021')
    const counts = [
      of(demo, 'station', 'town'),
      of(demo, 'centre'),
      of(demo, 'station', 'village'),
      of(demo, 'posting'),
      of(demo, 'unit', 'town'),
    ]
    expect(counts.map((list) => list.length)).toEqual([716, 26, 1351, 2839, 1107])
  })
  it('of the city has a station in each of its 72 real towns', () => {
    const demo = pick('jiaxing2021')
    expect([of(demo, 'unit', 'town').length, of(demo, 'station').length]).toEqual([72, 72])
    expect(new Set(of(demo, 'station').map((s) => s.facts['unitId'])).size).toBe(72)
  })
  it('of the pilot district has 24 real urban communities, of which 17 are covered so far', () => {
    const communities = of(pick('suining2017'), 'unit', 'community')
    expect(communities).toHaveLength(24)
    expect(
      communities.every((c) => c.facts['isUrban'] === true && divisions.find(c.divisionCode)?.name === c.facts['nameText']),
    ).toBe(true)
    expect(of(pick('suining2017'), 'posting').filter((p) => p.facts['startOn'] !== '2018-06-01')).toHaveLength(17)
  })
  it('of the pilot town has one station, with one worker who has no certificate under a supervisor', () => {
    const demo = pick('changji2021')
    expect(of(demo, 'station').map((s) => s.divisionCode)).toEqual(['652301105'])
    const bare = of(demo, 'worker').filter((w) => (w.facts['certificates'] as readonly unknown[]).length === 0)
    expect(bare).toHaveLength(1)
    expect(of(demo, 'posting').find((p) => p.facts['workerId'] === bare[0]?.id)?.facts['supervisorId']).toBeTruthy()
  })
})
