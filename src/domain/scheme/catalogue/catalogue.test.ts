import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue.ts'
import { FactTypeName } from './types.ts'
import type { FactDef, RowsDef } from './types.ts'

const chinese = /\p{Script=Han}/u
const role = /^[a-z]+(-[a-z]+)*$/
const name = /^[a-z]\w*$/
const subjects = Object.values(catalogue)

const faultsOfFact = (at: string, fact: FactDef): string[] => [
  ...(name.test(at.slice(at.lastIndexOf('.') + 1)) ? [] : [`${at}: name`]),
  ...(FactTypeName.safeParse(fact.type).success ? [] : [`${at}: type ${fact.type}`]),
  ...(chinese.test(fact.label) ? [] : [`${at}: label ${fact.label}`]),
  ...(role.test(fact.supplier) ? [] : [`${at}: supplier ${fact.supplier}`]),
  ...(fact.unit === undefined || fact.type === 'int' ? [] : [`${at}: unit on ${fact.type}`]),
  ...((fact.type === 'ordinal') === (fact.levels ?? []).length > 1 ? [] : [`${at}: levels`]),
]

const fieldsOfRow = (rows: RowsDef): Readonly<Record<string, FactDef>> =>
  rows.of === undefined ? (rows.fields ?? {}) : (catalogue[rows.of]?.facts ?? {})

const pairs = <T>(of: 'facts' | 'rows' | 'links', pick: (subject: (typeof subjects)[number]) => Readonly<Record<string, T>>) =>
  subjects.flatMap((subject) =>
    Object.entries(pick(subject)).map(([key, value]) => ({ subject, key, value, at: `${subject.subject}.${key} (${of})` })),
  )
const everyLink = pairs('links', (subject) => subject.links)
const everyRows = pairs('rows', (subject) => subject.rows)

describe('catalogue', () => {
  it('names each subject once, with a Chinese label and a shown name', () => {
    const bad = Object.entries(catalogue).filter(
      ([key, { subject, label, nameFact, tierFact, facts }]) =>
        key !== subject ||
        !chinese.test(label) ||
        nameFact === undefined ||
        facts[nameFact]?.type !== 'text' ||
        (tierFact !== undefined && facts[tierFact]?.type !== 'code'),
    )
    expect(bad).toEqual([])
    expect(subjects).toHaveLength(52)
  })

  it('types and labels every fact', () => {
    const faults = subjects.flatMap(({ subject, facts }) =>
      Object.entries(facts).flatMap(([key, fact]) => faultsOfFact(`${subject}.${key}`, fact)),
    )
    expect(faults).toEqual([])
  })

  it('labels every list of rows and types its fields', () => {
    const faults = everyRows.flatMap(({ at, value }) => [
      ...(chinese.test(value.label) ? [] : [`${at}: label`]),
      ...(role.test(value.supplier) ? [] : [`${at}: supplier`]),
      ...((value.of === undefined) === (value.fields !== undefined) ? [] : [`${at}: neither entities nor fields`]),
      ...Object.entries(value.fields ?? {}).flatMap(([key, field]) => faultsOfFact(`${at}.${key}`, field)),
    ])
    expect(faults).toEqual([])
  })

  it('links only to subjects that exist, by an id fact of its own', () => {
    const faults = everyLink.filter(({ subject, value }) => !(value.to in catalogue) || subject.facts[value.via]?.type !== 'id')
    expect(faults.map(({ at }) => at)).toEqual([])
  })

  it('finds entity rows by a link that points back, or below in a tree by their tier', () => {
    const pointsBack = (subject: string, { of, via }: RowsDef): boolean =>
      of !== undefined && via !== undefined && catalogue[of]?.links[via]?.to === subject
    const liesBelow = ({ of, tier }: RowsDef): boolean => {
      const def = of === undefined ? undefined : catalogue[of]
      return tier !== undefined && def?.tierFact !== undefined && def.rollUp !== undefined && def.links[def.rollUp]?.to === of
    }
    const faults = everyRows.filter(
      ({ subject, value }) =>
        value.of !== undefined && !(value.tier === undefined ? pointsBack(subject.subject, value) : liesBelow(value)),
    )
    expect(faults.map(({ at }) => at)).toEqual([])
  })

  it('gives every link rows on the other side', () => {
    const isAnswered = (from: string, via: string, to: string): boolean =>
      Object.values(catalogue[to]?.rows ?? {}).some((rows) => rows.of === from && rows.via === via)
    const faults = everyLink.filter(
      ({ subject, key, value }) => subject.module !== 'access' && !isAnswered(subject.subject, key, value.to),
    )
    expect(faults.map(({ at }) => at)).toEqual([])
  })

  it('dates rows by fields they have', () => {
    const faults = everyRows.filter(({ value }) => {
      const fields = fieldsOfRow(value)
      const isDay = (field: string): boolean => fields[field]?.type === 'date'
      const isDated = value.on === undefined || isDay(value.on) || ['month', 'year'].includes(fields[value.on]?.type ?? '')
      return !isDated || !(value.during ?? []).every(isDay)
    })
    expect(faults.map(({ at }) => at)).toEqual([])
  })

  it('reaches the unit of every record by one shortest way', () => {
    const ways = (from: string, to: string): number => {
      const seen = new Set<string>()
      for (let here = [from]; here.length > 0;) {
        if (here.includes(to)) return here.filter((subject) => subject === to).length
        for (const subject of here) seen.add(subject)
        here = here
          .flatMap((subject) => Object.values(catalogue[subject]?.links ?? {}).map((link) => link.to))
          .filter((next) => !seen.has(next))
      }
      return 0
    }
    const faults = subjects.filter(({ subject }) => subject !== 'rule' && ways(subject, 'unit') !== 1)
    expect(faults.map(({ subject }) => subject)).toEqual([])
  })

  it('lets every subject be attested and carry entries', () => {
    const bare = subjects.filter(({ rows }) => rows['attested']?.origin !== 'attested' || rows['entries'] === undefined)
    expect(bare.map(({ subject }) => subject)).toEqual([])
  })
})
