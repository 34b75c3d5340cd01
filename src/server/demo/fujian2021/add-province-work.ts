import type { DemoFacts } from '../demo-scheme.ts'
import { inventedPerson } from '../invented-people.ts'
import type { ProvinceCast } from './cast-province.ts'

const PAPERS: readonly (readonly [key: string, kindCode: string, name: string, facts: DemoFacts])[] = [
  ['joint', 'joint-measures', '若干措施', { issuerCount: 17, issuedOn: '2020-12-18', issuerLevelCode: 'department' }],
  ['purchase', 'purchase-plan', '购买服务项目实施方案', { issuedOn: '2021-01-22', issuerLevelCode: 'department' }],
  ...Array.from(
    { length: 7 },
    (_, i) =>
      [
        `support-${i + 1}`,
        'supporting-paper',
        `配套文件之${i + 1}`,
        { issuedOn: `2021-03-0${i + 1}`, issuerLevelCode: 'department' },
      ] as const,
  ),
  ...['party-committee', 'government', 'department', 'government'].map(
    (level, i) =>
      [`local-${i + 1}`, 'local-plan', `地方实施方案${i + 1}`, { issuedOn: '2021-04-10', issuerLevelCode: level }] as const,
  ),
]

/** Papers, leading groups, money and tasks, from the province down to the counties. */
export function addProvinceWork(cast: ProvinceCast): void {
  addPapers(cast)
  addLeadingGroups(cast)
  addMoney(cast)
  addTasks(cast)
}

function addPapers({ book, province }: ProvinceCast): void {
  for (const [key, kindCode, name, facts] of PAPERS)
    book.add('document', key, { divisionCode: province.code }, name, {
      unitId: province.id,
      kindCode,
      topicCodes: ['station'],
      issuerCodes: ['province'],
      statusCode: 'in-force',
      ...facts,
    })
  for (const tags of [['five-year-plan'], ['rural-revitalisation', 'practical-matters']])
    book.add('plan', tags.join('-'), { divisionCode: province.code }, '上位规划与重点', {
      unitId: province.id,
      kindCode: 'higher-programme',
      tagCodes: tags,
      partCodes: [],
      submittedOn: '2021-02-01',
    })
}

/** The province, its cities and all counties but six have a group. */
function addLeadingGroups({ book, province, cities, counties }: ProvinceCast): void {
  const all = [province, ...cities, ...counties.filter((c) => c.index % 14 !== 9).map((c) => c.unit)]
  all.forEach((unit, i) => {
    const person = inventedPerson(`fujian/leader/${unit.code}`, 1965, 1978)
    book.add('body', unit.code, { divisionCode: unit.code }, `${unit.name}社工站建设领导小组`, {
      unitId: unit.id,
      kindCode: 'leading-group',
      headOfficeCode: 'main-leader',
      seats: [{ seatCode: 'head', personId: person.name, from: '2021-01-10', to: null }],
      entries:
        i % 8 === 0
          ? [{ typeCode: 'coordination', on: '2021-06-15', dueOn: '2021-07-15', doneOn: i % 16 === 0 ? '2021-07-01' : null }]
          : [],
    })
  })
}

/** 4,800万 of the province and the counties' money: 2.1亿 in all. */
function addMoney({ book, province, counties }: ProvinceCast): void {
  const basisDocumentId = book.id('document', 'joint')
  const source = (key: string, unit: { id: string; code: string }, name: string, facts: DemoFacts): string =>
    book.add('source', key, { divisionCode: unit.code }, name, {
      unitId: unit.id,
      yearTag: 2021,
      certaintyCode: 'secured',
      ...facts,
    })
  const charge = (
    key: string,
    unit: { id: string; code: string },
    sourceId: string,
    amountFen: number,
    useCode: string,
  ): void => {
    book.add('charge', key, { divisionCode: unit.code }, '支出', {
      unitId: unit.id,
      sourceId,
      postedOn: '2021-06-18',
      amountFen,
      useCode,
      lineCode: useCode,
      payerCode: 'finance',
      voucherId: key,
    })
  }
  const grant = source('provincial-grant', province, '省厅专项', {
    kindCode: 'provincial-grant',
    amountFen: 4_800_000_000,
    receivedFen: 4_800_000_000,
    payerCode: 'province',
    basisDocumentId,
  })
  charge('grant-purchase', province, grant, 3_100_000_000, 'purchase')
  charge('grant-supervision', province, grant, 220_000_000, 'supervision-evaluation')
  for (const { unit, index } of counties.slice(0, 24)) {
    const key = `assistance-${unit.code}`
    const id = source(key, unit, '社会救助专项经费列支', {
      kindCode: 'assistance-special',
      amountFen: 550_000_000,
      baseFen: index === 3 ? 15_000_000_000 : 20_000_000_000,
      receivedFen: 550_000_000,
      payerCode: 'finance',
      basisDocumentId,
    })
    if (index < 6) charge(key, unit, id, 180_000_000, index === 5 ? 'office' : 'hardship-service')
  }
  for (const { unit, index } of counties.slice(24, 34))
    source(`subsidy-${unit.code}`, unit, '困难群众救助补助资金列支', {
      kindCode: 'hardship-subsidy',
      amountFen: 300_000_000,
      baseFen: 6_000_000_000,
      shareBp: index === 24 ? 300 : index % 3 === 0 ? 500 : 350,
      receivedFen: 300_000_000,
      payerCode: 'finance',
      basisDocumentId,
    })
}

function addTasks({ book, province }: ProvinceCast): void {
  const task = (key: string, name: string, facts: DemoFacts): void => {
    book.add('task', key, { divisionCode: province.code }, name, {
      unitId: province.id,
      supportCodes: ['assistance', 'children'],
      tagCodes: [],
      coOwnerCount: 3,
      ...facts,
    })
  }
  task('cover', '年底前两级全覆盖', { leadCode: 'lead-section', dueOn: '2021-12-31', doneOn: null })
  task('papers', '制定七份配套文件', { leadCode: 'lead-section', dueOn: '2021-03-31', doneOn: '2021-03-07' })
  task('brand', '遴选地方品牌', { leadCode: 'support-section', dueOn: '2021-09-30', doneOn: null })
  book.add('meeting', 'q2', { divisionCode: province.code }, '二季度调度会', {
    unitId: province.id,
    heldOn: '2021-07-08',
    kindCode: 'scheduling',
    resolutions: [],
    tasks: [
      { ownerCode: 'bureau', dueOn: '2021-07-12', doneOn: '2021-07-12' },
      { ownerCode: 'city-bureau', dueOn: '2021-07-20', doneOn: null },
      { ownerCode: 'province', dueOn: '2021-09-30', doneOn: null },
    ],
  })
}
