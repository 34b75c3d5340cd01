import {
  agencyLink,
  bp,
  code,
  codes,
  contractLink,
  date,
  entities,
  fen,
  id,
  link,
  month,
  outside,
  recorded,
  stationLink,
  subject,
  unitLink,
  workerLink,
  year,
} from './define.ts'

const source = subject('source', {
  module: 'funding',
  label: '资金来源',
  keeper: 'finance',
  links: { unit: unitLink, basisDocument: link('document', 'basisDocumentId', '安排依据文件', 'outside') },
  facts: {
    ...outside('finance', {
      amountFen: fen('安排金额'),
      baseFen: fen('计提基数'),
      shareBp: bp('计提比例'),
      reallocationDocumentId: id('调剂批准文件'),
    }),
    ...recorded('finance', {
      kindCode: code('资金类别'),
      channelCode: code('投入渠道'),
      certaintyCode: code('落实情况'),
      payerCode: code('出资方'),
      receivedFen: fen('到账金额'),
      matchBp: bp('配套比例'),
      useCodes: codes('可用用途'),
      excludedUseCodes: codes('不得用于'),
      yearTag: year('资金年度'),
    }),
  },
  rows: {
    charges: entities('支出', 'charge', 'source', { on: 'postedOn' }),
    projects: entities('服务项目', 'project', 'source', { on: 'startOn' }),
  },
})

const charge = subject('charge', {
  module: 'funding',
  label: '支出',
  keeper: 'finance',
  links: { unit: unitLink, contract: contractLink, station: stationLink, source: link('source', 'sourceId', '资金来源') },
  facts: recorded('finance', {
    postedOn: date('入账日期'),
    amountFen: fen('支出金额'),
    lineCode: code('预算科目'),
    useCode: code('支出用途'),
    payerCode: code('付款方'),
    voucherId: id('凭证'),
  }),
})

const payroll = subject('payroll', {
  module: 'funding',
  label: '工资核验',
  keeper: 'agency',
  links: { unit: unitLink, agency: agencyLink, posting: link('posting', 'postingId', '岗位'), worker: workerLink },
  facts: {
    ...recorded('agency', { month: month('工资月份') }),
    ...recorded('centre', { verifiedOn: date('核验日期'), verifierEmployerId: id('核验人所属单位') }),
  },
})

export const fundingSubjects = [source, charge, payroll]
