import { inventedUscc } from '../invented-people.ts'
import { LARGE_STATIONS_IN, type CityCast } from './cast-city.ts'

/** Two agencies of the county that asks for grade 3A, one whose grade lapses before it bids; contracts in three counties. */
export function addAgencies({ book, counties }: CityCast): void {
  const county = counties.find((c) => c.unit.code === LARGE_STATIONS_IN)?.unit
  if (!county) return
  const place = { divisionCode: county.code }
  const tenderId = book.add('tender', 'haining', place, '社工站运营采购', {
    countyId: county.id,
    methodCode: 'open',
    noticeOn: '2021-02-01',
    closesAt: '2021-02-25T17:00:00+08:00',
    catalogueYears: [2021],
    winnerTypeCode: 'social-organisation',
    groundText: null,
  })
  const lotId = book.add('lot', 'haining', place, '社工站运营标段', {
    tenderId,
    unitId: county.id,
    workKindCode: 'service',
    ceilingFen: 90_000_000,
    stepCode: 'signed',
    awardOn: '2021-03-01',
    towns: [],
    winners: [],
  })
  const grades: readonly (readonly [grade: string, until: string])[] = [
    ['grade-4a', '2025-06-30'],
    ['grade-3a', '2021-02-20'],
    ['grade-2a', '2024-12-31'],
  ]
  grades.forEach(([gradeLevel, gradeValidUntilOn], i) => {
    const agencyId = book.id('agency', `a${i + 1}`)
    const own = { ...place, agencyId }
    book.add(
      'agency',
      `a${i + 1}`,
      own,
      `${['朝露', '众行', '同心桥'][i] ?? ''}社会工作服务中心（演示）`,
      {
        registeredCountyId: county.id,
        isLegalPerson: true,
        orgTypeCode: 'social-work-organisation',
        businessScopeCodes: ['social-work'],
        gradeLevel,
        gradeValidUntilOn,
        bans: [],
        supports: i === 0 ? [{ wayCode: 'project-coaching', on: '2021-06-10', outcomeText: '已开展' }] : [],
        seedWorkers: [],
      },
      { uscc: inventedUscc(100 + i) },
    )
    book.add('bid', `b${i + 1}`, own, '投标', {
      unitId: county.id,
      lotId,
      agencyId,
      applicationOn: '2021-02-22',
      submittedAt: '2021-02-24T10:00:00+08:00',
      amountFen: 88_000_000,
      score: 9000 - i * 200,
    })
  })
  for (const { unit, towns } of counties) {
    const town = towns[0]
    if (!town) continue
    const isThird = unit.code !== '330424'
    book.add(
      'contract',
      unit.code,
      { divisionCode: unit.code, agencyId: book.id('agency', 'a1') },
      `${unit.name}社工站运营协议`,
      {
        zoneId: unit.id,
        lotId: null,
        procurementId: null,
        agencyId: book.id('agency', 'a1'),
        planId: null,
        terminationDocumentId: null,
        amountFen: 80_000_000,
        signedOn: '2021-03-10',
        startsOn: '2021-03-15',
        endsOn: '2022-03-14',
        stateCode: 'in-force',
        partCodes: [],
        purchaserCode: 'bureau',
        providerCode: isThird ? 'third-party' : 'town',
      },
    )
  }
}

/** Contests of two counties; one entry of the second has no score yet. */
export function addContests({ book, counties }: CityCast): void {
  for (const { unit, towns } of counties.filter((c) => ['330481', '330424'].includes(c.unit.code)))
    book.add('contest', unit.code, { divisionCode: unit.code }, `${unit.name}社工站比武`, {
      unitId: unit.id,
      heldOn: '2021-10-15',
      entries: towns
        .slice(0, 6)
        .map((t, i) => ({ id: t.stationId, batch: 1, score: i === 5 && unit.code === '330424' ? null : 9200 - i * 130 })),
    })
}
