import { addMonths, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import { addAgencies, addContests } from './add-agencies.ts'
import type { CityCast } from './cast-city.ts'

const STEPS = ['needs-survey', 'design', 'appraisal', 'implementation', 'monitoring', 'performance-evaluation']
const TOPICS = ['staff-number', 'certified-share', 'agency-eligibility', 'subsidy-standard', 'entity', 'professional']

/** Papers and plans, reports and meetings, money, agencies and contests of city, counties and towns. */
export function addCityWork(cast: CityCast): void {
  addPapers(cast)
  addReporting(cast)
  addTownPlans(cast)
  addProjects(cast)
  addMoney(cast)
  addAgencies(cast)
  addContests(cast)
}

function addPapers({ book, city, counties }: CityCast): void {
  const paper = (key: string, unit: { id: string; code: string }, name: string, facts: DemoFacts): void => {
    book.add('document', key, { divisionCode: unit.code }, name, { unitId: unit.id, ...facts })
  }
  paper('standard', city, '社会工作站建设与管理规范', {
    kindCode: 'local-standard',
    topicCodes: ['station'],
    issuerCodes: ['city-bureau'],
    issuedOn: '2021-04-20',
    effectiveOn: '2021-05-20',
    statusCode: 'in-force',
  })
  paper('opinion', city, '关于加强社会工作的意见', {
    kindCode: 'city-opinion',
    topicCodes: ['station', 'talent'],
    issuerCodes: ['city-committee', 'city-government'],
    issuedOn: '2020-09-01',
    effectiveOn: '2020-09-01',
    statusCode: 'in-force',
  })
  const policy = (key: string, unit: { id: string; code: string }, i: number, statusCode = 'in-force'): void =>
    paper(key, unit, '社工站建设运营办法', {
      kindCode: 'policy',
      topicCodes: [TOPICS[i % 6] ?? '', TOPICS[(i + 2) % 6] ?? ''],
      issuerCodes: ['city-bureau'],
      issuedOn: '2021-03-15',
      effectiveOn: '2021-04-01',
      statusCode,
    })
  counties.forEach(({ unit }, i) => policy(`policy-${unit.code}`, unit, i, i === 5 ? 'draft' : i === 6 ? 'trial' : 'in-force'))
  policy('policy-a', city, 7)
  policy('policy-b', city, 8)
  const plan = (key: string, kindCode: string, name: string, submittedOn: string, facts: DemoFacts = {}): void => {
    book.add('plan', key, { divisionCode: city.code }, name, {
      unitId: city.id,
      kindCode,
      submittedOn,
      partCodes: [],
      tagCodes: [],
      ...facts,
    })
  }
  plan('coverage', 'coverage', '2020年社工站覆盖计划', '2020-03-20')
  plan('capability', 'capability', '2021年能力提升计划', '2021-03-12')
  plan('key-tasks', 'key-tasks', '民政重点工作清单', '2021-01-20', {
    tasks: Array.from({ length: 12 }, (_, i) => ({
      id: `key-${i + 1}`,
      phaseCode: 'year',
      ownerCode: 'city-bureau',
      dueOn: '2021-12-31',
      doneOn: i < 9 ? '2021-10-31' : null,
      evidenceIds: [],
    })),
  })
  const task = (key: string, name: string, targetCount: number): void => {
    book.add('task', key, { divisionCode: city.code }, name, {
      unitId: city.id,
      leadCode: 'bureau',
      supportCodes: [],
      targetCount,
      dueOn: '2021-12-31',
      doneOn: null,
      tagCodes: [],
    })
  }
  task('stars', '星级评定试点', 14)
  task('training', '全员轮训', 72)
  task('brand', '品牌项目培育', 10)
}

/** Monthly reports and quarterly meetings of the counties, monthly hearings of the city, the push meeting. */
function addReporting({ book, city, counties }: CityCast): void {
  const meeting = (
    key: string,
    unit: { id: string; code: string },
    name: string,
    heldOn: string,
    kindCode: string,
    tasks: readonly DemoFacts[] = [],
  ): void => {
    book.add('meeting', key, { divisionCode: unit.code }, name, { unitId: unit.id, heldOn, kindCode, tasks, resolutions: [] })
  }
  counties.forEach(({ unit }, i) => {
    for (const month of ['2021-08', '2021-09', '2021-10', '2021-11']) {
      if ((i === 4 && month === '2021-10') || (month === '2021-11' && i > 2)) continue
      book.add('report', `${unit.code}-${month}`, { divisionCode: unit.code }, `${unit.name}${month}月报`, {
        unitId: unit.id,
        kindCode: 'monthly',
        cutOffOn: `${month}-${month === '2021-11' ? '10' : '25'}`,
        dueOn: addMonths(`${month}-01` as CivilDate, 1),
        receivedOn: `${month}-${month === '2021-11' ? '12' : '28'}`,
      })
    }
    meeting(`q3-${unit.code}`, unit, '三季度例会', '2021-09-16', 'quarterly')
    if (i % 2 === 0) meeting(`q4-${unit.code}`, unit, '四季度例会', '2021-11-11', 'quarterly')
  })
  for (const on of ['2021-09-28', '2021-10-27']) meeting(`hearing-${on}`, city, '推进情况汇报会', on, 'hearing')
  meeting('push', city, '全市社工站建设推进会', '2021-05-13', 'citywide-push', [
    { ownerCode: 'bureau', dueOn: '2021-10-31', doneOn: '2021-10-29' },
    { ownerCode: 'town', dueOn: '2021-12-31', doneOn: null },
  ])
}

function addTownPlans({ book, towns }: CityCast): void {
  for (const { unit, place, stationId, index } of towns) {
    for (const year of ['2020', '2021'])
      if (index % 13 !== 6 || year === '2020')
        book.add('plan', `training-${year}-${unit.code}`, place, `${unit.name}${year}年培训计划`, {
          unitId: unit.id,
          kindCode: 'training',
          submittedOn: `${year}-02-26`,
          partCodes: [],
          tagCodes: [],
        })
    if (index % 4 === 0)
      book.add('plan', `talent-${unit.code}`, place, `${unit.name}区域人才规划`, {
        unitId: unit.id,
        kindCode: 'regional-talent',
        submittedOn: '2021-01-29',
        partCodes: [],
        tagCodes: ['social-work-training'],
      })
    book.add('training', unit.code, place, `${unit.name}社工培训`, {
      unitId: unit.id,
      stationId,
      heldOn: '2021-09-24',
      formCode: ['course', 'salon', 'lecture'][index % 3] ?? 'course',
      seriesCode: null,
      audienceCodes: [['certified-worker', 'community-worker', 'grid-member'][index % 3] ?? 'grid-member'],
      serviceCode: ['education', 'information', 'resource-link'][index % 3] ?? 'education',
      attendances: [],
    })
    if (index % 6 === 2)
      book.add('agency', `local-${unit.code}`, place, `${unit.name}邻里互助会（演示）`, {
        registeredCountyId: unit.id,
        isLegalPerson: false,
        orgTypeCode: 'community-organisation',
        businessScopeCodes: [],
        gradeLevel: null,
        gradeValidUntilOn: null,
        bans: [],
        seedWorkers: [],
        supports: index % 18 === 2 ? [] : [{ wayCode: 'project-coaching', on: '2021-06-10', outcomeText: '已指导' }],
      })
    book.add('partner', unit.code, place, `${unit.name}合作单位`, {
      unitId: unit.id,
      typeCode:
        ['social-organisation', 'professional-worker', 'public-spirited-person', 'caring-firm'][index % 4] ?? 'caring-firm',
      offers: [
        { kindCode: 'goods', on: '2021-08-02', matchedOn: '2021-08-20' },
        { kindCode: 'venue', on: '2021-10-11', matchedOn: index % 3 === 0 ? null : '2021-10-15' },
      ],
    })
  }
}

function addProjects({ book, towns }: CityCast): void {
  for (const { unit, place, stationId, index } of towns) {
    if (index % 3 !== 1) continue
    book.add('project', unit.code, place, `${unit.name}特色项目`, {
      unitId: unit.id,
      stationId,
      functionCode: ['talent', 'resource', 'co-governance'][index % 9 === 1 ? 0 : index % 9 === 4 ? 1 : 2] ?? 'talent',
      needIds: ['need-1'],
      stageCode: 'implementing',
      startOn: '2021-04-01',
      tagCodes: ['brand'],
      budgetFen: 8_000_000,
      approvals: [],
      participants: [],
      documents: STEPS.slice(0, 3 + (index % 4)).map((topicCode) => ({
        topicCode,
        version: 1,
        effectiveOn: '2021-05-01',
        publishedOn: null,
      })),
    })
  }
}

function addMoney({ book, counties }: CityCast): void {
  counties.forEach(({ unit }, i) => {
    const source = (key: string, name: string, amountFen: number, facts: DemoFacts): void => {
      book.add('source', `${key}-${unit.code}`, { divisionCode: unit.code }, `${unit.name}${name}`, {
        unitId: unit.id,
        kindCode: key,
        amountFen,
        receivedFen: amountFen,
        certaintyCode: 'secured',
        yearTag: 2021,
        ...facts,
      })
    }
    source('fiscal', '财政资金', 300_000_000, {
      channelCode: i % 2 === 0 ? 'purchase' : 'subsidy',
      payerCode: 'county-finance',
      matchBp: i === 6 ? 10_000 : 5000,
    })
    source('lottery', '福彩公益金', 60_000_000, { channelCode: 'venture', payerCode: 'city' })
    if (i % 2 === 1) source('social', '社会力量', 20_000_000, { channelCode: 'venture', payerCode: 'sponsor' })
  })
}
