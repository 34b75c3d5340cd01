import { addMonths, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import { MONTHS, type Cast, type ZoneCast } from './cast.ts'

const PARTS = [
  'service-content',
  'goals-tasks',
  'service-requirements',
  'performance-evaluation',
  'breach-liability',
  'rights-duties',
  'no-stop-on-shortage',
  'change-on-force-majeure',
]
/** The seven parts of an annual plan. */
export const PLAN_PARTS = ['scheme', 'background', 'goals', 'budget', 'schedule', 'quality', 'performance']
/** Contract amounts: the winning bids, below the ceilings. */
export const AMOUNTS: Readonly<Record<number, number>> = { 1: 34_600_000, 2: 17_800_000, 3: 17_650_000, 4: 17_900_000 }

/** Four contracts of one year from 10 July 2023, and an ended one of the year before with all its evaluations. */
export function addContracts(cast: Cast): void {
  for (const zone of cast.zones) addContract(cast, zone)
  addEndedContract(cast)
}

/** Mean of the zone's station sheets, month by month. */
function monthScores(cast: Cast, zone: ZoneCast): readonly DemoFacts[] {
  return MONTHS.flatMap((month, i) => {
    const scores = cast.towns.filter((t) => t.zone === zone).flatMap((t) => t.draft.scores[i] ?? [])
    return scores.length === 0 ? [] : [{ month, score: Math.floor(scores.reduce((a, b) => a + b, 0) / scores.length) }]
  })
}

function addContract(cast: Cast, zone: ZoneCast): void {
  const { book, tenderId, towns } = cast
  const key = `c${zone.no}`
  const townCount = towns.filter((t) => t.zone === zone).length
  const signedOn = '2023-07-05'
  book.add('contract', key, zone.place, `${zone.unit.name}社工站服务协议`, {
    zoneId: zone.unit.id,
    lotId: zone.lotId,
    procurementId: tenderId,
    agencyId: zone.agencyId,
    planId: book.id('plan', `annual${zone.no}`),
    amountFen: AMOUNTS[zone.no] ?? 0,
    signedOn,
    startsOn: '2023-07-10',
    endsOn: '2024-07-09',
    stateCode: 'in-force',
    partCodes: PARTS,
    purchaserCode: 'bureau',
    providerCode: 'agency',
    workersAgreedCount: townCount + (zone.no === 1 ? 2 : 0),
    nextTenderOn: null,
    nextSignedOn: null,
    terminationGroundCode: null,
    terminationDocumentId: null,
    stopRequestedOn: null,
    removedOn: null,
    isOnShortageHold: false,
    gapCostFen: 0,
    amendments: [],
    copies: [
      { holderCode: 'agency', count: 1 },
      { holderCode: 'town', count: townCount },
      { holderCode: 'bureau', count: 1 },
      { holderCode: 'file', count: 1 },
    ],
    filings: [{ documentCode: 'agreement', toCode: 'city-bureau', sentOn: zone.no === 2 ? '2023-08-02' : '2023-07-14' }],
    deliveries: [
      { itemCode: 'visit', planned: 600, done: zone.no === 3 ? 410 : 640 },
      { itemCode: 'case', planned: 12, done: 12 },
      { itemCode: 'group', planned: 4, done: zone.no < 3 ? 4 : 2 },
      { itemCode: 'community-activity', planned: 12, done: 13 },
    ],
    monthScores: monthScores(cast, zone),
  })
  addReports(cast, zone)
  addObligations(cast, zone)
}

function addReports({ book }: Cast, zone: ZoneCast): void {
  for (const month of MONTHS) {
    if (zone.no === 3 && month === '2023-12') continue
    const next = addMonths(`${month}-01` as CivilDate, 1)
    const receivedOn = zone.no === 2 && month === '2023-12' ? '2024-01-09' : `${next.slice(0, 7)}-04`
    book.add('report', `agency-${zone.no}-${month}`, zone.place, `${zone.unit.name}${month}工作报告`, {
      unitId: zone.unit.id,
      contractId: zone.contractId,
      agencyId: zone.agencyId,
      kindCode: 'agency-report',
      cutOffOn: `${month}-28`,
      dueOn: `${next.slice(0, 7)}-05`,
      receivedOn,
    })
  }
}

function addObligations({ book }: Cast, zone: ZoneCast): void {
  const all: readonly (readonly [key: string, name: string, dueOn: string, doneOn: string | null])[] = [
    ['register', '完成服务对象建档', '2023-10-31', '2023-10-27'],
    ['groups', '开展两个小组', '2024-01-10', '2024-01-05'],
    ['festival', '春节困境家庭走访', '2024-01-22', null],
    ['training', '全员在岗培训', '2024-03-31', null],
  ]
  for (const [key, name, dueOn, doneOn] of all)
    book.add('obligation', `${zone.no}-${key}`, zone.place, name, {
      unitId: zone.unit.id,
      contractId: zone.contractId,
      dueOn,
      doneOn,
    })
}

function addEndedContract({ book, county, zones }: Cast): void {
  const zone = zones[3]
  if (!zone) return
  book.add('contract', 'pilot-2022', zone.place, '2022年度试点服务协议', {
    zoneId: null,
    lotId: book.id('lot', 'pilot-2022'),
    procurementId: book.id('tender', 'pilot-2022'),
    agencyId: zone.agencyId,
    planId: book.id('plan', 'annual-pilot-2022'),
    amountFen: 6_000_000,
    signedOn: '2022-07-06',
    startsOn: '2022-07-10',
    endsOn: '2023-07-09',
    stateCode: 'ended',
    partCodes: PARTS,
    purchaserCode: 'bureau',
    providerCode: 'agency',
    workersAgreedCount: 1,
    nextTenderOn: '2023-06-05',
    nextSignedOn: '2023-07-05',
    terminationGroundCode: null,
    terminationDocumentId: null,
    removedOn: null,
    isOnShortageHold: false,
    gapCostFen: 0,
    copies: ['agency', 'town', 'bureau', 'file'].map((holderCode) => ({ holderCode, count: 1 })),
    filings: [{ documentCode: 'agreement', toCode: 'city-bureau', sentOn: '2022-07-15' }],
    deliveries: [{ itemCode: 'visit', planned: 200, done: 231 }],
    monthScores: ['2023-04', '2023-05', '2023-06'].map((month) => ({ month, score: 9050 })),
  })
  book.add('tender', 'pilot-2022', { divisionCode: zone.place.divisionCode }, '2022年度试点服务采购', {
    countyId: county.id,
    catalogueYears: [2022],
    isInCatalogue: true,
    purposeCode: 'station-service',
    methodCode: 'open',
    noticeOn: '2022-06-08',
    closesAt: '2022-06-29T17:00:00+08:00',
    winnerTypeCode: 'social-work-organisation',
    groundText: null,
  })
  book.add('lot', 'pilot-2022', { divisionCode: zone.place.divisionCode }, '2022年度试点标段', {
    tenderId: book.id('tender', 'pilot-2022'),
    unitId: null,
    workKindCode: 'pilot',
    ceilingFen: 6_000_000,
    stepCode: 'signed',
    awardOn: '2022-07-01',
    towns: [],
    winners: [{ agencyId: zone.agencyId, year: 2022 }],
  })
  book.add('plan', 'annual-pilot-2022', zone.place, '2022年度试点实施计划', {
    unitId: county.id,
    lotId: book.id('lot', 'pilot-2022'),
    agencyId: zone.agencyId,
    kindCode: 'annual',
    partCodes: PLAN_PARTS,
    tagCodes: [],
    budgetFen: 6_000_000,
    submittedOn: '2022-07-29',
    versions: [{ no: 1, submittedOn: '2022-07-29', approvedOn: '2022-08-03', reasonText: '首版' }],
    phases: [],
    tasks: [],
  })
}
