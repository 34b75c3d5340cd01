import {
  bool,
  clientLink,
  code,
  codes,
  date,
  derived,
  entities,
  fen,
  id,
  month,
  point,
  recorded,
  recordedRows,
  stationLink,
  subject,
  unitLink,
  workerLink,
} from './define.ts'

const client = subject('client', {
  module: 'client',
  label: '服务对象',
  keeper: 'worker',
  links: { unit: unitLink, station: stationLink, worker: { ...workerLink, label: '责任社工' } },
  facts: {
    ...recorded('worker', { registeredOn: date('建档日期'), filledFieldCodes: codes('已填建档项目') }),
    ...derived('worker', { isKey: bool('是否重点对象') }),
  },
  rows: {
    allowances: recordedRows(
      '补贴发放核对',
      'worker',
      {
        kindCode: code('补贴种类'),
        month: month('所属月份'),
        expectedFen: fen('应发金额'),
        paidFen: fen('实发金额'),
        routedOn: date('转办日期'),
      },
      { on: 'month' },
    ),
    assessments: recordedRows(
      '能力与需求评估',
      'worker',
      { kindCode: code('评估类型'), on: date('评估日期'), score: point('得分') },
      { on: 'on' },
    ),
    categories: recordedRows(
      '对象类别',
      'worker',
      { code: code('类别'), from: date('认定日期'), to: date('退出日期') },
      { during: ['from', 'to'] },
    ),
    visits: entities('探访', 'visit', 'client', { on: 'visitedOn' }),
    investigations: entities('入户调查', 'investigation', 'client', { on: 'investigatedOn' }),
    cases: entities('个案', 'case', 'client', { on: 'openedOn' }),
    referrals: entities('转介', 'referral', 'client', { on: 'sentOn' }),
    requests: entities('服务诉求', 'request', 'client', { on: 'openedOn' }),
    serviceRecords: entities('服务记录', 'serviceRecord', 'client', { on: 'servedOn' }),
  },
})

const investigation = subject('investigation', {
  module: 'client',
  label: '入户调查',
  keeper: 'worker',
  links: { unit: unitLink, client: clientLink },
  facts: {
    ...recorded('worker', { byId: id('调查人'), investigatedOn: date('调查日期') }),
    ...recorded('town', { decidedByOfficeCode: code('审核确认部门') }),
  },
})

export const clientSubjects = [client, investigation]
