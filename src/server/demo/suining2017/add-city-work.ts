import type { DemoFacts } from '../demo-scheme.ts'
import type { CityCast } from './cast-city.ts'

const TASKS: readonly (readonly [id: string, owner: string, dueOn: string, doneOn: string | null])[] = [
  ['hub-formed', 'district', '2017-11-30', '2017-10-26'],
  ['platform-built', 'district', '2017-11-30', '2017-11-15'],
  ['agency-recruited', 'district', '2017-11-30', '2017-11-06'],
  ['design-reviewed', 'district', '2017-11-30', '2017-12-04'],
  ['implemented', 'agency', '2018-06-30', '2018-06-15'],
  ['summarised', 'district', '2018-09-30', null],
  ['roll-out', 'district', '2018-10-31', null],
]

/** The pilot plan, notice and programme, training, money, problems and what was made public. */
export function addCityWork(cast: CityCast): void {
  addPlan(cast)
  addPapers(cast)
  addTraining(cast)
  addMoney(cast)
  addIssues(cast)
}

function addPlan({ book, pilot, city, communities }: CityCast): void {
  const place = { divisionCode: pilot.code }
  book.add('plan', 'pilot', place, '安居区“一社区一社工”试点方案', {
    unitId: pilot.id,
    kindCode: 'pilot',
    partCodes: ['survey', 'appraisal', 'timetable', 'roadmap', 'responsibility-list'],
    tagCodes: [],
    submittedOn: '2017-09-22',
    approvals: [
      { byRoleCode: 'city-bureau', on: '2017-09-26', verdictCode: 'approved', documentId: null },
      { byRoleCode: 'local-government', on: '2017-09-25', verdictCode: 'approved', documentId: null },
    ],
    tasks: TASKS.map(([id, ownerCode, dueOn, doneOn]) => ({ id, phaseCode: 'pilot', ownerCode, dueOn, doneOn, evidenceIds: [] })),
    phases: [],
    versions: [],
  })
  book.add('programme', 'one-worker', { divisionCode: city.code }, '一社区一社工计划', {
    unitId: city.id,
    pilots: [
      { unitId: 'pengxi', levelCode: 'province', from: '2017-01-01' },
      { unitId: pilot.id, levelCode: 'city', from: '2017-08-31' },
    ],
    practices: communities.slice(0, 5).map(({ unit, index }) => ({
      id: `practice-${index}`,
      themeCode: 'linkage',
      evidenceIds: index === 4 ? null : ['report'],
      adoptedByIds: [unit.id],
    })),
    attested: [
      {
        ruleId: 'path-research',
        itemId: 'research-paper',
        byPersonId: 'association',
        on: '2018-06-11',
        evidenceIds: [],
        validUntilOn: null,
      },
    ],
  })
  book.add('evaluation', 'special', place, '试点专项评估', {
    unitId: pilot.id,
    stageCode: 'special',
    heldOn: '2018-06-22',
    submittedOn: '2018-06-26',
    scorerId: 'evaluation-team',
    objectScores: [{ objectCode: 'effect', score: 8700 }],
    sheets: [],
    evidence: [],
    invitees: [],
    opinions: [],
  })
  book.add('report', 'pilot', place, '试点工作报告', {
    unitId: pilot.id,
    kindCode: 'pilot-report',
    cutOffOn: '2018-05-31',
    dueOn: '2018-06-30',
    receivedOn: '2018-06-19',
    overrides: [{ figureCode: 'posts', recorded: 21, typed: 24, reasonText: '含三个待设岗位' }],
  })
}

function addPapers({ book, city, counties }: CityCast): void {
  book.add('document', 'notice', { divisionCode: city.code }, '推进“一社区一社工计划”的通知', {
    unitId: city.id,
    docNo: null,
    kindCode: 'notice',
    topicCodes: ['community'],
    issuerCodes: ['city-bureau'],
    issuedOn: '2017-08-31',
    effectiveOn: '2017-08-31',
    statusCode: 'in-force',
    addressees: counties.map(({ id }) => ({ unitId: id, receivedOn: '2017-09-01', readOn: null })),
  })
  const results: readonly (readonly [key: string, resultOn: string, publishedOn: string | null])[] = [
    ['first-eight', '2017-12-31', '2018-01-19'],
    ['brand', '2018-03-15', '2018-05-02'],
    ['half-year', '2018-06-20', null],
  ]
  for (const [key, resultOn, publishedOn] of results)
    book.add('publication', key, { divisionCode: city.code }, '改革成效宣传', {
      unitId: city.id,
      programmeId: book.id('programme', 'one-worker'),
      itemCode: 'reform-result',
      channelCode: 'web',
      resultOn,
      publishedOn,
    })
}

function addTraining({ book, pilot }: CityCast): void {
  for (const [i, formCode] of ['reading-class', 'master-class', 'night-school'].entries())
    book.add('training', formCode, { divisionCode: pilot.code }, '社会工作知识普及', {
      unitId: pilot.id,
      heldOn: `2018-0${3 + i}-17`,
      formCode,
      audienceCodes: ['community-staff', 'organisation-staff'],
      attendances: Array.from({ length: 12 }, (_, n) => ({
        personId: `trainee-${(n + i * 5) % 20}`,
        audienceCode: n % 3 === 0 ? 'organisation-staff' : 'community-staff',
        hours: 180,
        on: `2018-0${3 + i}-17`,
      })),
    })
}

function addMoney({ book, city, pilot }: CityCast): void {
  const source = (key: string, unit: { id: string; code: string }, name: string, facts: DemoFacts): void => {
    book.add('source', key, { divisionCode: unit.code }, name, {
      unitId: unit.id,
      yearTag: 2018,
      certaintyCode: 'secured',
      ...facts,
    })
  }
  source('lottery', city, '福彩公益金', {
    kindCode: 'lottery',
    amountFen: 60_000_000,
    receivedFen: 60_000_000,
    payerCode: 'city-bureau',
  })
  source('district', pilot, '区级资金', {
    kindCode: 'district',
    amountFen: 40_000_000,
    receivedFen: 25_000_000,
    payerCode: 'district',
  })
  source('donor', pilot, '爱心企业捐助', {
    kindCode: 'social',
    amountFen: 5_000_000,
    receivedFen: 5_000_000,
    payerCode: 'donor',
    useCodes: ['children'],
  })
  const charge = (key: string, sourceKey: string, amountFen: number, useCode: string): void => {
    book.add('charge', key, { divisionCode: pilot.code }, '项目支出', {
      unitId: pilot.id,
      sourceId: book.id('source', sourceKey),
      postedOn: '2018-04-20',
      amountFen,
      useCode,
      lineCode: useCode,
      payerCode: 'district',
      voucherId: key,
    })
  }
  charge('lottery-1', 'lottery', 28_000_000, 'project-implementation')
  charge('donor-1', 'donor', 1_200_000, 'children')
  charge('donor-2', 'donor', 300_000, 'elderly')
}

function addIssues({ book, pilot }: CityCast): void {
  const issue = (key: string, name: string, facts: DemoFacts): void => {
    book.add('issue', key, { divisionCode: pilot.code }, name, { unitId: pilot.id, partyCodes: ['district'], ...facts })
  }
  issue('venue', '两个社区缺活动场地', {
    kindCode: 'difficulty',
    ownerCode: 'district',
    openedOn: '2018-03-06',
    repliedOn: '2018-03-12',
    closedOn: '2018-03-30',
  })
  issue('staff', '四个岗位招不到人', {
    kindCode: 'difficulty',
    ownerCode: 'district',
    openedOn: '2018-06-05',
    repliedOn: null,
    closedOn: null,
  })
  issue('feedback-1', '反馈：督导频次偏高', {
    kindCode: 'feedback',
    ownerCode: 'lead-section',
    openedOn: '2018-04-09',
    repliedOn: '2018-04-25',
    closedOn: null,
  })
  issue('feedback-2', '反馈：评估表过长', {
    kindCode: 'feedback',
    ownerCode: 'lead-section',
    openedOn: '2018-06-12',
    repliedOn: null,
    closedOn: null,
  })
  book.add('task', 'joint', { divisionCode: pilot.code }, '联合推进试点', {
    unitId: pilot.id,
    leadCode: 'lead-section',
    supportCodes: ['finance-section', 'grassroots-section'],
    dueOn: '2018-10-31',
    doneOn: null,
    tagCodes: [],
  })
}
