import {
  bool,
  bp,
  code,
  codes,
  date,
  declared,
  derived,
  derivedRows,
  entities,
  id,
  link,
  ordinal,
  outside,
  recordedRows,
  subject,
  text,
  year,
} from './define.ts'

const grades = ['grade-1a', 'grade-2a', 'grade-3a', 'grade-4a', 'grade-5a'] as const

const agency = subject('agency', {
  module: 'agency',
  label: '承接机构',
  keeper: 'agency',
  links: { county: link('unit', 'registeredCountyId', '登记地(县、市、区)', 'outside') },
  facts: {
    ...outside('agency', {
      isLegalPerson: bool('是否独立法人'),
      orgTypeCode: code('登记类型'),
      businessScopeCodes: codes('业务范围'),
      gradeLevel: ordinal('社会组织评估等级', grades),
      gradeValidUntilOn: date('评估等级有效期至'),
    }),
    ...declared('bureau', { incubationStageCode: code('培育阶段') }),
    ...derived('agency', { turnoverShare: bp('近十二个月社工流失率') }),
  },
  rows: {
    bans: recordedRows(
      '禁入记录',
      'bureau',
      { from: date('起始日期'), until: date('截止日期'), scopeCode: code('禁入范围'), decisionNo: text('决定文号') },
      { during: ['from', 'until'] },
    ),
    seedWorkers: recordedRows('骨干社工', 'agency', { personId: id('人员'), since: date('认定日期') }, { on: 'since' }),
    supports: recordedRows(
      '培育扶持',
      'bureau',
      { wayCode: code('扶持方式'), on: date('日期'), outcomeText: text('成效') },
      { on: 'on' },
    ),

    wins: derivedRows('中标标段', 'bureau', { lotId: id('标段'), year: year('年度') }, { on: 'year' }),
    workers: entities('社工', 'worker', 'agency'),
    postings: entities('派驻岗位', 'posting', 'employer', { during: ['startOn', 'endOn'] }),
    trainings: entities('培训', 'training', 'agency', { on: 'heldOn' }),
    bids: entities('投标', 'bid', 'agency'),
    contracts: entities('服务协议', 'contract', 'agency', { on: 'signedOn' }),
    plans: entities('计划方案', 'plan', 'agency', { on: 'submittedOn' }),
    tasks: entities('工作任务', 'task', 'agency'),
    serviceRecords: entities('服务记录', 'serviceRecord', 'agency', { on: 'servedOn' }),
    supervisions: entities('督导', 'supervision', 'agency', { on: 'supervisedOn' }),
    findings: entities('督查问题', 'finding', 'agency', { on: 'openedOn' }),
    evaluations: entities('评估', 'evaluation', 'agency', { on: 'heldOn' }),
    rectifications: entities('整改', 'rectification', 'agency', { on: 'orderedOn' }),
    surveys: entities('满意度调查', 'survey', 'agency', { on: 'heldOn' }),
    payrolls: entities('工资核验', 'payroll', 'agency', { on: 'month' }),
    reports: entities('报告报表', 'report', 'agency', { on: 'receivedOn' }),
    publications: entities('公开事项', 'publication', 'agency', { on: 'publishedOn' }),
  },
})

export const agencySubjects = [agency]
