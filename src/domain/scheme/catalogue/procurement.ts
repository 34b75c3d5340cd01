import {
  agencyLink,
  code,
  date,
  declared,
  entities,
  fen,
  id,
  instant,
  link,
  outside,
  point,
  recorded,
  recordedRows,
  subject,
  text,
  unitLink,
  year,
  years,
} from './define.ts'

const tender = subject('tender', {
  module: 'procurement',
  label: '采购',
  keeper: 'bureau',
  links: { unit: link('unit', 'countyId', '采购县(市、区)') },
  facts: {
    ...outside('bureau', { catalogueYears: years('列入购买服务目录的年度') }),
    ...recorded('bureau', {
      methodCode: code('采购方式'),
      noticeOn: date('公告日期'),
      closesAt: instant('投标截止时间'),
      winnerTypeCode: code('中标机构类型'),
    }),
    ...declared('bureau', { groundText: text('非公开招标理由') }),
  },
  rows: {
    lots: entities('标段', 'lot', 'tender'),
    contracts: entities('服务协议', 'contract', 'tender', { on: 'signedOn' }),
  },
})

const lot = subject('lot', {
  module: 'procurement',
  label: '标段',
  keeper: 'bureau',
  links: { tender: link('tender', 'tenderId', '所属采购'), unit: { ...unitLink, label: '对应片区' } },
  facts: recorded('bureau', {
    workKindCode: code('服务类别'),
    ceilingFen: fen('最高限价'),
    stepCode: code('采购环节'),
    awardOn: date('中标日期'),
  }),
  rows: {
    towns: recordedRows('所含乡镇(街道)', 'bureau', { unitId: id('乡镇(街道)') }),
    winners: recordedRows('中标机构', 'bureau', { agencyId: id('机构'), year: year('年度') }, { on: 'year' }),
    bids: entities('投标', 'bid', 'lot'),
    contracts: entities('服务协议', 'contract', 'lot', { on: 'signedOn' }),
    plans: entities('计划方案', 'plan', 'lot', { on: 'submittedOn' }),
  },
})

const bid = subject('bid', {
  module: 'procurement',
  label: '投标',
  keeper: 'agency',
  links: {
    unit: { ...unitLink, label: '投标片区' },
    lot: link('lot', 'lotId', '标段'),
    agency: { ...agencyLink, label: '投标机构' },
  },
  facts: {
    ...recorded('agency', { applicationOn: date('申报日期'), submittedAt: instant('递交时间'), amountFen: fen('报价') }),
    ...recorded('bureau', { score: point('评审得分') }),
  },
})

export const procurementSubjects = [tender, lot, bid]
