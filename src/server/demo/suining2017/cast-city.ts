import { divisionLevel, townKind, type Divisions } from '#domain/territory/index.ts'
import { addUnit, type DemoUnit } from '../add-unit.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import type { EntityBook } from '../entity-book.ts'

export const CITY = '5109'
const PILOT = '510904'
/** The plan counts 24 urban communities; the list of 2023 has 25 under the two subdistricts: the last came later. */
const URBAN = 24

export interface CommunityCast {
  readonly unit: DemoUnit
  readonly index: number
  /** Covered by the judged day, and since when. */
  readonly coveredOn: string | undefined
}
export interface CityCast {
  readonly book: EntityBook
  readonly city: DemoUnit
  readonly pilot: DemoUnit
  readonly counties: readonly DemoUnit[]
  readonly communities: readonly CommunityCast[]
}

const attest = (ruleId: string, itemId: string, on: string): DemoFacts => ({
  ruleId,
  itemId,
  byPersonId: 'demo',
  on,
  evidenceIds: [],
  validUntilOn: null,
})

/** The city with its counties; of the pilot district the two subdistricts with their urban communities. */
export function castCity(book: EntityBook, divisions: Divisions): CityCast {
  const province = addUnit(book, { code: '51', name: divisions.find('51')?.name ?? '', tier: 'province' })
  const city = addUnit(book, {
    code: CITY,
    name: divisions.find(CITY)?.name ?? '',
    tier: 'city',
    parent: province,
    facts: {
      entries: ['2017-12-20', '2018-03-23', '2018-06-21'].map((on) => ({
        typeCode: 'consultation',
        on,
        byRoleCode: 'lead-section',
      })),
      attested: [
        attest('supervision-team', 'roster', '2017-11-02'),
        attest('third-party-commission', 'commission', '2018-01-08'),
      ],
    },
  })
  const counties = divisions.below(CITY).map(({ code, name }) =>
    addUnit(book, {
      code,
      name,
      tier: 'county',
      parent: city,
      countyName: name,
      facts: code === PILOT ? pilotFacts() : countyFacts(name),
    }),
  )
  const pilot = counties.find((c) => c.code === PILOT)
  if (!pilot) throw new Error(`no division ${PILOT}`)
  const communities: CommunityCast[] = []
  for (const street of divisions.below(PILOT).filter((town) => townKind(town.code) === 'subdistrict')) {
    const parent = addUnit(book, { code: street.code, name: street.name, tier: 'town', parent: pilot, countyName: pilot.name })
    for (const { code, name } of divisions.below(street.code)) {
      if (divisionLevel(code) !== 'community' || communities.length === URBAN) continue
      communities.push(castCommunity(book, code, name, parent, pilot, communities.length))
    }
  }
  return { book, city, pilot, counties, communities }
}

/** Eight communities covered in 2017, nine more by the judged day, seven still to come. */
function castCommunity(
  book: EntityBook,
  code: string,
  name: string,
  parent: DemoUnit,
  pilot: DemoUnit,
  index: number,
): CommunityCast {
  const coveredOn = index < 8 ? '2017-12-10' : index < 17 ? '2018-05-15' : undefined
  const unit = addUnit(book, {
    code,
    name,
    tier: 'community',
    parent,
    countyName: pilot.name,
    facts: {
      isUrban: true,
      pilotLevelCode: 'city',
      classCode: index % 3 === 0 ? 'old-town' : 'new-estate',
      needs: [{ id: `need-${code}`, text: '独居老人日间照料', from: '2017-10-18' }],
      seedWorkers: Array.from({ length: index % 6 === 5 ? 1 : 2 }, (_, i) => ({
        personId: `${code}-seed-${i}`,
        since: '2017-11-01',
      })),
      surveys: [
        { on: '2017-10-18', sample: 80, villageId: null },
        ...(index < 12 ? [{ on: '2018-04-16', sample: 100, villageId: null }] : []),
      ],
      supportGroups: index % 3 === 0 ? [{ id: `group-${code}`, memberIds: ['a', 'b', 'c', 'd', 'e', 'f'] }] : [],
      resources: ['community', 'organisation', 'worker'].map((ownerSideCode) => ({
        ownerSideCode,
        kindCode: 'venue',
        quantity: 1,
        usedById: null,
      })),
      entries: [
        { typeCode: 'resident-plan', on: '2018-03-10', byRoleCode: 'community', tagCodes: ['drafting'] },
        ...(index < 19
          ? [{ typeCode: 'resident-plan', on: '2018-05-20', byRoleCode: 'community', tagCodes: ['implementing'] }]
          : []),
      ],
      attested: ['responsibility-list', 'space-agreement'].map((item) => attest('community-duties', item, '2017-11-28')),
    },
  })
  return { unit, index, coveredOn }
}

function pilotFacts(): DemoFacts {
  const all: readonly (readonly [rule: string, items: readonly string[]])[] = [
    ['district-five-ones', ['reform-plan', 'service-handbook', 'site']],
    ['local-policy', ['policy-paper']],
    ['policy-help', ['policy-draft']],
    ['linkage-mechanisms', ['three-society', 'volunteer-cooperation']],
  ]
  return {
    pilotLevelCode: 'city',
    startedOn: '2017-09-10',
    rotationBodyCode: 'studio',
    performanceItems: [{ code: 'innovation', weight: 300, score: 0 }],
    attested: all.flatMap(([rule, items]) => items.map((item) => attest(rule, item, '2018-05-30'))),
    entries: [
      { typeCode: 'topic-training', on: '2017-11-16', byRoleCode: 'district' },
      { typeCode: 'rotation-training', on: '2017-12-05', byRoleCode: 'district' },
      { typeCode: 'rotation-training', on: '2018-05-08', byRoleCode: 'district' },
      { typeCode: 'coordination', on: '2018-03-02', byRoleCode: 'district', doneOn: '2018-03-20' },
      { typeCode: 'coordination', on: '2018-06-11', byRoleCode: 'district', doneOn: null },
      { typeCode: 'founding-request', on: '2018-02-06', byRoleCode: 'district', doneOn: '2018-02-26' },
      { typeCode: 'founding-request', on: '2018-06-20', byRoleCode: 'district', doneOn: null },
    ],
  }
}

const countyFacts = (name: string): DemoFacts => ({
  pilotLevelCode: name === '蓬溪县' ? 'province' : null,
  rotationBodyCode: null,
  attested:
    name === '蓬溪县'
      ? ['three-society', 'volunteer-cooperation'].map((item) => attest('linkage-mechanisms', item, '2018-04-10'))
      : [],
  startedOn: name === '船山区' || name === '蓬溪县' ? '2018-04-08' : null,
  performanceItems: name === '大英县' ? [] : [{ code: 'innovation', weight: 300, score: 0 }],
})
