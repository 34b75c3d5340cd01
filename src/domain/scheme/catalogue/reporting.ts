import {
  agencyLink,
  code,
  contractLink,
  date,
  derived,
  int,
  projectLink,
  recorded,
  recordedRows,
  stationLink,
  subject,
  text,
  unitLink,
} from './define.ts'

const report = subject('report', {
  module: 'reporting',
  label: '报告报表',
  keeper: 'agency',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    agency: { ...agencyLink, label: '报送机构' },
    project: projectLink,
  },
  facts: {
    ...recorded('agency', { kindCode: code('报告类型'), cutOffOn: date('数据截止日期') }),
    ...recorded('bureau', { receivedOn: date('收到日期'), publishedOn: date('发布日期') }),
    ...derived('bureau', { dueOn: date('应报日期') }),
  },
  rows: {
    overrides: recordedRows('数据更正', 'agency', {
      figureCode: code('指标'),
      recorded: int('系统数'),
      typed: int('填报数'),
      reasonText: text('更正理由'),
    }),
  },
})

export const reportingSubjects = [report]
