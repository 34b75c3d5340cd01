import { addMonths, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import { MONTHS, type Cast, type TownCast } from './cast.ts'

const FIXTURES: readonly (readonly [code: string, count: number])[] = [
  ['desk', 3],
  ['computer', 2],
  ['printer', 1],
  ['filing-cabinet', 2],
  ['stationery', 10],
]
const SYSTEMS = ['personnel', 'volunteer', 'premises-use', 'archives', 'finance']
const dayOf = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}`

/** Thirteen stations, twelve of them open. */
export function addStations(cast: Cast): void {
  for (const town of cast.towns) addStation(cast, town)
}

function addStation({ book }: Cast, town: TownCast): void {
  const { draft, unit, zone, place } = town
  const isOpen = draft.openedOn !== null
  const name = `${draft.name}社会工作服务站`
  book.add('station', unit.code, place, name, {
    unitId: unit.id,
    tierCode: 'town',
    contractId: zone.contractId,
    headId: book.id('person', `head-${unit.code}`),
    ...(draft.officeAreaM2 !== undefined && { officeAreaM2: draft.officeAreaM2, areaM2: draft.officeAreaM2 * 3 }),
    isOfficeSeparate: draft.isOfficeSeparate ?? true,
    isAtTownSeat: true,
    plaqueText: draft.plaqueText ?? `云岫县${name}`,
    openedOn: draft.openedOn,
    stageCode: draft.stageCode,
    vacancyDays: draft.leftOn === undefined ? 0 : 38,
    fixtures: FIXTURES.filter(([code]) => code !== draft.missingFixture).map(([itemCode, count]) => ({
      itemCode,
      count,
      providerCode: 'town',
      isUsable: true,
    })),
    premises: ['office', 'service'].map((kindCode) => ({
      kindCode,
      areaM2: kindCode === 'office' ? (draft.officeAreaM2 ?? 4000) : 8000,
      providerCode: 'town',
      rightOfUse: 'own',
      tenureEndsOn: '2026-12-31',
      sharedWithCode: null,
    })),
    rooms:
      draft.stageCode === 'mature'
        ? [
            { useCode: 'casework', areaM2: 1500 },
            { useCode: 'group', areaM2: 3000 },
          ]
        : [],
    documents: documentsOf(town),
    monthSheets: MONTHS.flatMap((month, i) => {
      const score = draft.scores[i]
      const [sent] = [dayOf(addMonths(`${month}-01` as CivilDate, 1).slice(0, 7), 3)]
      return score == null ? [] : [{ month, score, byRoleCode: 'town', submittedOn: sent, lockedAt: `${sent}T17:30:00+08:00` }]
    }),
    attested: isOpen ? signageOf(book.id('person', `head-${unit.code}`)) : [],
    entries: isOpen ? checksOf() : [],
    distinctions: draft.name === '太和镇' ? [{ levelCode: 'county-demonstration', from: '2023-12-20', to: null }] : [],
  })
}

function documentsOf({ draft }: TownCast): readonly DemoFacts[] {
  const on = draft.stageCode === 'open' ? '2023-11-20' : '2023-10-10'
  const basic = ['organisation-chart', 'workflow', ...(draft.stageCode === 'open' ? [] : ['standard'])]
  const topics = [...basic, ...SYSTEMS.slice(0, draft.systems), ...(draft.hasPledge ? ['service-pledge'] : [])]
  return topics.map((topicCode) => ({
    topicCode,
    version: 1,
    effectiveOn: on,
    publishedOn: topicCode === 'service-pledge' ? on : null,
  }))
}

const signageOf = (byPersonId: string): readonly DemoFacts[] =>
  [
    ['signage', 'plaque-hung'],
    ['signage', 'logo'],
    ['standard-building', 'standardised'],
  ].map(([ruleId = '', itemId = '']) => ({ ruleId, itemId, byPersonId, on: '2023-08-15', evidenceIds: [], validUntilOn: null }))

/** The town looks in and the centre checks the money every month. */
const checksOf = (): readonly DemoFacts[] =>
  [...MONTHS, '2024-01'].flatMap((month) => [
    { typeCode: 'town-check', on: dayOf(month, 11), byRoleCode: 'town' },
    { typeCode: 'expense-check', on: dayOf(month, 12), byRoleCode: 'centre' },
  ])
