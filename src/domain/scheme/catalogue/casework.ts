import {
  bool,
  clientLink,
  code,
  codes,
  date,
  entities,
  link,
  ordinal,
  recorded,
  recordedRows,
  stationLink,
  subject,
  text,
  unitLink,
  workerLink,
} from './define.ts'

const caseFile = subject('case', {
  module: 'casework',
  label: '个案',
  keeper: 'worker',
  links: { unit: unitLink, station: stationLink, client: clientLink, worker: { ...workerLink, label: '个案社工' } },
  facts: recorded('worker', {
    openedOn: date('接案日期'),
    closedOn: date('结案日期'),
    stateCode: code('个案状态'),
    riskLevel: ordinal('风险等级', ['low', 'middle', 'high']),
    isReported: bool('是否已报告'),
    outcomeText: text('服务成效'),
    tagCodes: codes('个案标签'),
  }),
  rows: {
    contacts: recordedRows(
      '跟进联系',
      'worker',
      { on: date('联系日期'), modeCode: code('联系方式'), isMet: bool('是否见到本人') },
      { on: 'on' },
    ),
    notes: recordedRows(
      '过程记录',
      'worker',
      { on: date('服务日期'), signedOn: date('社工签字日期'), supervisorSignedOn: date('督导签字日期') },
      { on: 'on' },
    ),
    referrals: entities('转介', 'referral', 'case', { on: 'sentOn' }),
  },
})

const referral = subject('referral', {
  module: 'casework',
  label: '转介',
  keeper: 'worker',
  links: { unit: unitLink, station: stationLink, case: link('case', 'caseId', '个案'), client: clientLink, worker: workerLink },
  facts: recorded('worker', { sentOn: date('转出日期'), acceptedOn: date('接收日期'), resultCode: code('转介结果') }),
})

export const caseworkSubjects = [caseFile, referral]
