import type { Id } from '#domain/kernel/id.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import { inventedUscc } from '../invented-people.ts'
import type { Cast, ZoneCast } from './cast.ts'

interface AgencyDraft {
  readonly key: string
  readonly name: string
  /** Grade, and the day it lapses. */
  readonly grade?: readonly [level: string, until: string]
  readonly isLocal?: boolean
  readonly isLegalPerson?: boolean
  readonly orgTypeCode?: string
  readonly bans?: readonly DemoFacts[]
}

const AGENCIES: readonly AgencyDraft[] = [
  { key: 'a1', name: '云岫县晨帆社会工作服务中心', grade: ['grade-3a', '2026-10-31'] },
  { key: 'a2', name: '云岫县同舟社会工作服务社', grade: ['grade-2a', '2025-05-31'] },
  { key: 'a3', name: '云岫县拾光社会工作服务中心' },
  { key: 'a4', name: '云岫县青禾社会工作发展中心', grade: ['grade-4a', '2027-03-31'] },
  { key: 'a5', name: '演示市远山社会工作服务中心', isLocal: false, grade: ['grade-3a', '2023-06-20'] },
  {
    key: 'a6',
    name: '云岫县旧雨公益服务社',
    bans: [{ from: '2022-11-20', until: '2025-11-20', scopeCode: 'similar-project', decisionNo: '演示清退〔2022〕1号' }],
  },
  { key: 'a7', name: '云岫县暖阳家政服务部', isLegalPerson: false, orgTypeCode: 'firm' },
]
const PUBLISHED = ['basic-information', 'professional-qualification', 'service-experience', 'annual-financial-report']

/** Agencies, the tender of 2023 with its four lots and bids, and an earlier tender that went without competition. */
export function addProcurement(cast: Cast): void {
  for (const [i, draft] of AGENCIES.entries()) addAgency(cast, draft, i + 1)
  addTenders(cast)
  for (const zone of cast.zones) addLot(cast, zone)
  addBids(cast)
}

function addAgency({ book, county, place, zones, centreId }: Cast, draft: AgencyDraft, no: number): void {
  const agencyId = book.id('agency', draft.key)
  const own = { ...place, agencyId }
  const zone = zones.find((z) => z.agencyId === agencyId)
  book.add(
    'agency',
    draft.key,
    own,
    `${draft.name}（演示）`,
    {
      registeredCountyId: draft.isLocal === false ? book.id('unit', county.code.slice(0, 4)) : county.id,
      isLegalPerson: draft.isLegalPerson ?? true,
      orgTypeCode: draft.orgTypeCode ?? 'social-work-organisation',
      businessScopeCodes: ['social-work'],
      gradeLevel: draft.grade?.[0] ?? null,
      gradeValidUntilOn: draft.grade?.[1] ?? null,
      incubationStageCode: 'registered',
      bans: draft.bans ?? [],
      wins: zone ? [{ lotId: zone.lotId, year: 2023 }] : [],
      seedWorkers: [],
      supports: zone
        ? ['organisation', 'governance', ...(no < 3 ? ['capacity'] : [])].map((wayCode, i) => ({
            wayCode,
            on: `2024-01-${10 + i}`,
            outcomeText: '已开展一次',
          }))
        : [],
      attested: [
        {
          ruleId: 'internal-management',
          itemId: 'management-rules',
          byPersonId: centreId,
          on: '2023-07-12',
          evidenceIds: [],
          validUntilOn: null,
        },
      ],
    },
    { uscc: inventedUscc(no) },
  )
  for (const itemCode of PUBLISHED)
    book.add('publication', `${draft.key}-${itemCode}`, own, itemCode, {
      unitId: county.id,
      agencyId,
      itemCode,
      channelCode: 'website',
      publishedOn: itemCode === 'annual-financial-report' ? '2023-03-28' : '2023-05-15',
    })
}

function addTenders({ book, county, place }: Cast): void {
  book.add('tender', '2023', place, '2023年镇（街道）社工站服务采购', {
    countyId: county.id,
    catalogueYears: [2023],
    isInCatalogue: true,
    purposeCode: 'station-service',
    methodCode: 'open',
    noticeOn: '2023-06-05',
    closesAt: '2023-06-27T17:00:00+08:00',
    winnerTypeCode: 'social-work-organisation',
    groundText: null,
  })
  book.add('tender', 'survey-2023', place, '2023年困难群众入户核对采购', {
    countyId: county.id,
    catalogueYears: [2023],
    isInCatalogue: true,
    purposeCode: 'other-civil-affairs',
    methodCode: 'single-source',
    noticeOn: '2023-09-12',
    closesAt: '2023-09-20T17:00:00+08:00',
    winnerTypeCode: 'firm',
    groundText: '时限紧，只有一家能做',
  })
}

function addLot({ book, place, tenderId, towns }: Cast, zone: ZoneCast): void {
  book.add('lot', `lot${zone.no}`, place, `${zone.unit.name}标段`, {
    tenderId,
    unitId: zone.unit.id,
    workKindCode: 'zone',
    ceilingFen: zone.no === 1 ? 35_000_000 : 18_000_000,
    stepCode: 'signed',
    awardOn: '2023-06-30',
    towns: towns.filter((t) => t.zone === zone).map((t) => ({ unitId: t.unit.id })),
    winners: [{ agencyId: zone.agencyId, year: 2023 }],
  })
}

/** Bids of the winners and of those who lost: one from outside, one banned, one no legal person. */
function addBids({ book, zones, ...cast }: Cast): void {
  const bid = (key: string, agency: string, lotNo: number, amountFen: number, score: number): void => {
    const zone = zones[lotNo - 1]
    if (!zone) return
    const agencyId: Id = book.id('agency', agency)
    book.add('bid', key, { ...cast.place, agencyId }, `${zone.unit.name}投标`, {
      unitId: zone.unit.id,
      lotId: zone.lotId,
      agencyId,
      applicationOn: '2023-06-20',
      submittedAt: '2023-06-26T15:30:00+08:00',
      amountFen,
      score,
    })
  }
  bid('b1', 'a1', 1, 34_600_000, 9120)
  bid('b2', 'a2', 2, 17_800_000, 8740)
  bid('b3', 'a3', 3, 17_650_000, 8600)
  bid('b4', 'a4', 4, 17_900_000, 9310)
  bid('b5', 'a5', 2, 17_600_000, 8650)
  bid('b6', 'a6', 3, 17_500_000, 8590)
  bid('b7', 'a3', 4, 17_980_000, 8410)
  bid('b8', 'a7', 1, 33_900_000, 7900)
}
