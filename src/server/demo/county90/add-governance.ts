import type { DemoFacts } from '../demo-scheme.ts'
import { inventedPerson } from '../invented-people.ts'
import type { Cast } from './cast.ts'

/** The three groups, meetings, decisions, papers, problems and findings of the county. */
export function addGovernance(cast: Cast): void {
  addBodies(cast)
  addMeetings(cast)
  addDocuments(cast)
  addIssues(cast)
  addFindings(cast)
  addTasks(cast)
  addProgramme(cast)
}

function addBodies({ book, county, place }: Cast): void {
  const body = (key: string, name: string, seats: readonly string[], facts: DemoFacts = {}): void => {
    const rows = seats.map((seatCode, i) => {
      const personKey = `${key}-${i + 1}`
      const person = inventedPerson(personKey, 1968, 1985)
      book.add('person', personKey, place, person.name, { unitId: county.id, officeCode: seatCode }, person.identity)
      return { seatCode, personId: book.id('person', personKey), from: '2023-06-01', to: null }
    })
    book.add('body', key, place, name, { unitId: county.id, kindCode: key, seats: rows, ...facts })
  }
  const leading = ['head', 'deputy', 'deputy', 'member', 'member', 'member', 'office-director']
  body('leading-group', '社工站建设领导小组', leading, { officeSectionCode: 'grassroots-governance' })
  body('supervision-group', '督导小组', ['head', 'member', 'member'])
  body('evaluation-group', '评估小组', ['head', 'member', 'member', 'station-head'])
}

function addMeetings({ book, county, place }: Cast): void {
  const bodyId = book.id('body', 'leading-group')
  const all: readonly (readonly [key: string, heldOn: string, name: string])[] = [
    ['2023-06', '2023-06-01', '启动会'],
    ['2023-10', '2023-10-30', '第一次评估通报会'],
  ]
  for (const [key, heldOn, name] of all)
    book.add('meeting', key, place, name, {
      unitId: county.id,
      bodyId,
      heldOn,
      kindCode: 'leading-group',
      resolutions: [{ no: 1, text: '原则同意' }],
      attendeeIds: [1, 2, 4].map((n) => book.id('person', `leading-group-${n}`)),
      tasks:
        key === '2023-10'
          ? [
              {
                whatText: '逐站整改评估指出的问题',
                ownerCode: 'town',
                supportCodes: ['agency', 'centre'],
                dueOn: '2023-12-29',
                doneOn: null,
              },
              { whatText: '汇总整改结果', ownerCode: 'centre', supportCodes: [], dueOn: '2024-01-19', doneOn: null },
            ]
          : [],
    })
  book.add('decision', 'award', place, '确定四个片区承接机构', {
    unitId: county.id,
    meetingId: book.id('meeting', '2023-06'),
    matterCode: 'major-project',
    amountFen: 89_000_000,
    resolutionId: '1',
    decidedOn: '2023-06-30',
  })
  book.add('decision', 'printers', place, '统一配发打印机', {
    unitId: county.id,
    meetingId: null,
    matterCode: 'large-sum',
    amountFen: 5_200_000,
    resolutionId: null,
    decidedOn: '2023-11-02',
  })
}

function addDocuments({ book, county, place, towns }: Cast): void {
  book.add('document', 'plan-text', place, '社工站建设实施方案（预览稿）', {
    unitId: county.id,
    docNo: null,
    kindCode: 'plan',
    topicCodes: ['station'],
    issuerCodes: [],
    issuedOn: null,
    effectiveOn: null,
    statusCode: 'preview',
  })
  book.add('document', 'notice', place, '关于做好驻站社工上岗工作的通知', {
    unitId: county.id,
    docNo: '演示民〔2023〕17号',
    kindCode: 'notice',
    topicCodes: ['staffing'],
    issuerCodes: ['bureau'],
    issuedOn: '2023-07-10',
    effectiveOn: '2023-07-10',
    statusCode: 'official',
    addressees: towns.map(({ unit }, i) => ({
      unitId: unit.id,
      receivedOn: i % 6 === 4 ? null : '2023-07-11',
      readOn: i % 6 === 4 ? null : '2023-07-12',
    })),
  })
}

function addIssues({ book, county, place, towns }: Cast): void {
  const issue = (key: string, name: string, facts: DemoFacts): void => {
    book.add('issue', key, place, name, { unitId: county.id, stationId: null, ownerCode: 'bureau', ...facts })
  }
  issue('finance', '二季度资金拨付进度', {
    openedOn: '2023-09-04',
    partyCodes: ['finance'],
    repliedOn: '2023-09-12',
    closedOn: '2023-09-20',
  })
  issue('rooms', '眠鸥镇办公用房未单独设置', { openedOn: '2023-11-06', partyCodes: ['town'], repliedOn: null, closedOn: null })
  issue('agency', '第三片区人员考勤口径', {
    openedOn: '2024-01-08',
    partyCodes: ['agency', 'centre'],
    repliedOn: '2024-01-10',
    closedOn: null,
  })
  const town = towns[2]
  if (town)
    issue('printer', '听松镇打印机损坏', {
      stationId: town.stationId,
      openedOn: '2024-01-03',
      partyCodes: ['town'],
      repliedOn: '2024-01-05',
      closedOn: null,
    })
}

function addFindings({ book, county, place, zones }: Cast): void {
  const finding = (key: string, name: string, facts: DemoFacts): void => {
    book.add('finding', key, place, name, { unitId: county.id, surveyId: null, ...facts })
  }
  finding('inspection-1', '巡察：站点台账不全', {
    sourceCode: 'inspection',
    openedOn: '2023-09-18',
    dueOn: '2023-11-17',
    repliedOn: '2023-10-30',
    closedOn: '2023-11-10',
  })
  finding('inspection-2', '巡察：制度上墙不规范', {
    sourceCode: 'inspection',
    openedOn: '2023-12-18',
    dueOn: '2024-01-18',
    repliedOn: '2024-01-04',
    closedOn: null,
  })
  for (const zone of zones)
    finding(`centre-${zone.no}`, `中心意见：${zone.unit.name}服务记录`, {
      sourceCode: 'centre',
      agencyId: zone.agencyId,
      contractId: zone.contractId,
      openedOn: '2023-12-11',
      dueOn: '2023-12-25',
      repliedOn: '2023-12-20',
      closedOn: null,
    })
  finding('survey-1', '调研：群众对服务内容知晓不足', {
    sourceCode: 'survey',
    surveyId: book.id('survey', '2023'),
    openedOn: '2023-11-20',
    dueOn: '2023-12-29',
    repliedOn: '2023-12-05',
    closedOn: '2023-12-26',
  })
}

function addTasks({ book, county, place, towns }: Cast): void {
  const task = (key: string, name: string, facts: DemoFacts): void => {
    book.add('task', key, place, name, { unitId: county.id, supportCodes: [], ...facts })
  }
  task('site', '督促场地到位', {
    leadCode: 'bureau',
    matterCode: 'site-building',
    tagCodes: [],
    dueOn: '2023-05-31',
    doneOn: '2023-05-30',
    evidenceIds: ['photo-1'],
    officialOwnerId: null,
  })
  task('purchase', '组织公开招标', {
    leadCode: 'bureau',
    matterCode: 'procurement',
    tagCodes: [],
    dueOn: '2023-06-30',
    doneOn: '2023-06-30',
    evidenceIds: ['notice-1'],
    officialOwnerId: null,
  })
  task('supervise', '年度督查评估', {
    leadCode: 'bureau',
    matterCode: 'supervision-evaluation',
    tagCodes: [],
    dueOn: '2024-01-31',
    doneOn: null,
    evidenceIds: ['plan'],
    officialOwnerId: null,
  })
  for (const { unit, draft, stationId } of towns.slice(0, 3))
    task(`assist-${unit.code}`, `${draft.name}协助低保年度复核入户`, {
      unitId: unit.id,
      stationId,
      leadCode: 'town',
      matterCode: 'service-management',
      tagCodes: ['assist'],
      dueOn: '2023-12-20',
      doneOn: '2023-12-19',
      evidenceIds: ['list'],
      officialOwnerId: book.id('person', `head-${unit.code}`),
    })
}

function addProgramme({ book, county, place, centreId, towns }: Cast): void {
  const attest = (ruleId: string, itemId: string): DemoFacts => ({
    ruleId,
    itemId,
    byPersonId: centreId,
    on: '2023-12-18',
    evidenceIds: [],
    validUntilOn: null,
  })
  book.add('programme', 'method', place, '社工站工作法', {
    unitId: county.id,
    practices: [
      { id: 'method-1', themeCode: 'elderly', evidenceIds: ['text-1'], adoptedByIds: towns.slice(0, 1).map((t) => t.stationId) },
    ],
    pilots: [],
    attested: [
      attest('working-method', 'operable'),
      attest('working-method', 'replicable'),
      attest('working-method', 'promotable'),
      attest('lessons', 'lessons'),
    ],
  })
  book.add('survey', '2023', place, '前期调研', {
    unitId: county.id,
    kindCode: 'early-operation',
    heldOn: '2023-11-15',
    responses: Array.from({ length: 60 }, (_, i) => ({
      topicCode: ['satisfaction', 'problems', 'dual-management'][i % 3] ?? 'satisfaction',
      stationId: towns[i % 12]?.stationId ?? null,
      score: 7000 + ((i * 37) % 30) * 100,
      isValid: i % 11 !== 0,
    })),
  })
}
