import type { DemoFacts } from '../demo-scheme.ts'
import { inventedUscc } from '../invented-people.ts'
import type { PilotCast } from './cast-town.ts'

/** Plan, tender, agency and contract of the pilot; its filings, reports, supervision, money and self-check. */
export function addContract(cast: PilotCast): void {
  addPapers(cast)
  addAgencies(cast)
  addAgreement(cast)
  addReports(cast)
  addMoney(cast)
}

function addPapers({ book, county, place, town }: PilotCast): void {
  book.add('document', 'plan', place, '社会工作服务站建设试点工作实施方案', {
    unitId: county.id,
    docNo: '昌市政办发〔2021〕39号',
    kindCode: 'pilot-plan',
    topicCodes: ['station'],
    issuerCodes: ['city-office'],
    issuedOn: '2021-09-07',
    effectiveOn: '2021-09-07',
    approverCode: 'city-government',
    statusCode: 'archived',
    basisCodes: ['xinminfa-2018-86', 'xinminban-2021-8'],
    addressees: ['六工镇', '市民政局', '市财政局'].map((name, i) => ({
      unitId: name,
      receivedOn: i === 2 ? null : '2021-09-08',
      readOn: null,
    })),
  })
  book.add('programme', 'pilot', place, '社工站建设试点', {
    unitId: county.id,
    pilots: [{ unitId: town.id, levelCode: 'county', from: '2021-09-07' }],
    practices: [
      { id: 'p1', themeCode: 'elderly', evidenceIds: ['report'], adoptedByIds: null },
      { id: 'p2', themeCode: 'children', evidenceIds: null, adoptedByIds: null },
    ],
  })
  for (const [key, leadCode] of [
    ['premises', 'town'],
    ['staff', 'agency'],
    ['publicity', 'bureau'],
  ] as const)
    book.add('task', key, place, '试点任务', {
      unitId: county.id,
      leadCode,
      supportCodes: [],
      dueOn: '2021-11-15',
      doneOn: null,
      tagCodes: [],
    })
  book.add('issue', 'heating', place, '站点冬季供暖', {
    unitId: county.id,
    openedOn: '2021-10-12',
    partyCodes: ['town'],
    ownerCode: 'town',
    repliedOn: '2021-10-15',
    closedOn: '2021-10-22',
  })
  book.add('issue', 'network', place, '站点网络不通', {
    unitId: county.id,
    openedOn: '2021-10-18',
    partyCodes: ['town'],
    ownerCode: 'town',
    repliedOn: null,
    closedOn: null,
  })
}

function addAgencies({ book, county, place, town }: PilotCast): void {
  const tenderId = book.add('tender', 'pilot', place, '六工镇社工站服务采购', {
    countyId: county.id,
    methodCode: 'competitive-negotiation',
    noticeOn: '2021-08-25',
    closesAt: '2021-09-06T17:00:00+08:00',
    catalogueYears: [2021],
    winnerTypeCode: 'social-work',
    groundText: '试点金额低于公开招标限额',
  })
  const lotId = book.add('lot', 'pilot', place, '六工镇社工站', {
    tenderId,
    unitId: town.id,
    workKindCode: 'service',
    ceilingFen: 20_000_000,
    stepCode: 'signed',
    awardOn: '2021-09-10',
    towns: [{ unitId: town.id }],
    winners: [],
  })
  const drafts: readonly (readonly [name: string, isLocal: boolean, scope: string])[] = [
    ['庭州映山红', true, 'social-work'],
    ['丝路暖阳', false, 'social-work'],
    ['天山脚下', true, 'housekeeping'],
  ]
  drafts.forEach(([name, isLocal, scope], i) => {
    const key = `a${i + 1}`
    const agencyId = book.id('agency', key)
    const own = { ...place, agencyId }
    book.add(
      'agency',
      key,
      own,
      `${name}社会工作服务中心（演示）`,
      {
        registeredCountyId: isLocal ? county.id : book.id('unit', '6523'),
        isLegalPerson: true,
        orgTypeCode: scope,
        businessScopeCodes: [scope],
        incubationStageCode: i === 2 ? 'preparing' : 'registered',
        gradeLevel: null,
        bans: [],
        seedWorkers: [],
        supports: i === 0 ? [{ wayCode: 'training', on: '2021-10-20', outcomeText: '完成一次督导培训' }] : [],
      },
      { uscc: inventedUscc(300 + i) },
    )
    book.add('bid', key, own, `${name}投标`, {
      unitId: town.id,
      lotId,
      agencyId,
      applicationOn: '2021-09-01',
      submittedAt: '2021-09-06T11:00:00+08:00',
      amountFen: 19_800_000 - i * 100_000,
      score: 9000 - i * 400,
    })
  })
}

function addAgreement({ book, town, place, agencyId, contractId, stationPlace, stationId }: PilotCast): void {
  const filing = (documentCode: string, sentOn: string): DemoFacts => ({ documentCode, toCode: 'prefecture-bureau', sentOn })
  const attest = (itemId: string): DemoFacts => ({
    ruleId: 'archive-outputs',
    itemId,
    byPersonId: 'agency',
    on: '2021-11-05',
    evidenceIds: [],
    validUntilOn: null,
  })
  book.add('contract', 'pilot', { ...place, agencyId }, '六工镇社工站购买服务协议', {
    zoneId: town.id,
    lotId: book.id('lot', 'pilot'),
    procurementId: book.id('tender', 'pilot'),
    agencyId,
    planId: null,
    terminationDocumentId: null,
    amountFen: 19_800_000,
    signedOn: '2021-09-15',
    startsOn: '2021-09-22',
    formallyPostedOn: '2021-09-22',
    endsOn: '2021-12-31',
    planDoneOn: '2021-09-16',
    staffingPlanDoneOn: '2021-09-26',
    stateCode: 'in-force',
    partCodes: ['service-content', 'quantities'],
    purchaserCode: 'town',
    providerCode: 'social-organisation',
    workersAgreedCount: 3,
    filings: [filing('plan', '2021-09-22'), filing('agreement', '2021-09-30')],
    deliveries: [
      { itemCode: 'elderly-visit', planned: 320, done: 214 },
      { itemCode: 'child-visit', planned: 120, done: 96 },
      { itemCode: 'case', planned: 6, done: 6 },
    ],
    attested: [attest('daily-records'), attest('staff-files'), attest('summary')],
  })
  const supervision = (key: string, on: string, tags: readonly string[], byTown: boolean): void => {
    book.add('supervision', key, stationPlace, byTown ? '镇督导' : '市局督导', {
      unitId: town.id,
      ...(byTown ? { stationId } : { contractId, agencyId }),
      supervisedOn: on,
      tagCodes: tags,
    })
  }
  supervision('town-09', '2021-09-29', ['service'], true)
  supervision('town-10', '2021-10-27', ['service'], true)
  supervision('bureau-10', '2021-10-21', ['money', 'staffing'], false)
  const finding = (key: string, name: string, dueOn: string, repliedOn: string | null, closedOn: string | null): void => {
    book.add('finding', key, stationPlace, name, {
      unitId: town.id,
      contractId,
      agencyId,
      openedOn: '2021-10-21',
      dueOn,
      repliedOn,
      closedOn,
    })
  }
  finding('f1', '台账缺联络方式', '2021-11-05', '2021-10-29', '2021-11-03')
  finding('f2', '档案柜未编号', '2021-11-12', '2021-11-01', null)
  book.add('evaluation', 'self-check', stationPlace, '镇站自验', {
    unitId: town.id,
    stationId,
    agencyId,
    stageCode: 'self-check',
    heldOn: '2021-11-09',
    publishedOn: null,
    objectScores: [],
    sheets: [],
    evidence: [],
    invitees: [],
    opinions: [],
  })
}

function addReports({ book, town, agencyId, contractId, stationPlace }: PilotCast): void {
  const report = (key: string, kindCode: string, cutOffOn: string, receivedOn: string): void => {
    book.add('report', key, stationPlace, '机构报告', { unitId: town.id, contractId, agencyId, kindCode, cutOffOn, receivedOn })
  }
  report('progress-09', 'progress', '2021-09-29', '2021-09-30')
  report('progress-10', 'progress', '2021-10-28', '2021-10-29')
  report('ledgers-q3', 'ledger-package', '2021-09-30', '2021-10-09')
  for (const [itemCode, channelCode] of [
    ['basics', 'web'],
    ['news', 'press'],
  ] as const)
    book.add('publication', itemCode, stationPlace, itemCode, {
      unitId: town.id,
      contractId,
      agencyId,
      itemCode,
      channelCode,
      publishedOn: '2021-10-15',
    })
}

function addMoney({ book, county, town, place }: PilotCast): void {
  const source = (kindCode: string, unitId: string, facts: DemoFacts): string =>
    book.add('source', kindCode, place, kindCode === 'regional-pilot' ? '自治区试点资金' : '资金来源', {
      unitId,
      kindCode,
      yearTag: 2021,
      ...facts,
    })
  const pilot = source('regional-pilot', town.id, {
    amountFen: 20_000_000,
    receivedFen: 20_000_000,
    certaintyCode: 'secured',
    payerCode: 'region',
  })
  const share = source('assistance-work-fund', county.id, {
    amountFen: 5_400_000,
    baseFen: 180_000_000,
    receivedFen: 5_400_000,
    certaintyCode: 'secured',
    payerCode: 'finance',
  })
  source('lottery', county.id, { amountFen: 8_000_000, receivedFen: 0, certaintyCode: 'sought', payerCode: 'region' })
  const charge = (key: string, sourceId: string, amountFen: number, useCode: string): void => {
    book.add('charge', key, place, '试点支出', {
      unitId: town.id,
      sourceId,
      postedOn: '2021-10-08',
      amountFen,
      useCode,
      lineCode: useCode,
      payerCode: 'town',
      voucherId: `演示凭证-${key}`,
    })
  }
  charge('c1', pilot, 9_900_000, 'purchase')
  charge('c2', pilot, 600_000, 'office-facilities')
  charge('c3', share, 1_200_000, 'dibao')
}
