import {
  code,
  codes,
  date,
  entities,
  fen,
  id,
  ids,
  int,
  link,
  outside,
  recorded,
  recordedRows,
  stationLink,
  subject,
  text,
  unitLink,
} from './define.ts'

const body = subject('body', {
  module: 'governance',
  label: '领导与议事机构',
  keeper: 'bureau',
  links: { unit: unitLink },
  facts: recorded('bureau', { kindCode: code('机构类型') }),
  rows: {
    seats: recordedRows(
      '组成人员',
      'bureau',
      { seatCode: code('职务'), personId: id('人员'), from: date('任职日期'), to: date('离任日期') },
      { during: ['from', 'to'] },
    ),
    meetings: entities('会议', 'meeting', 'body', { on: 'heldOn' }),
  },
})

const meeting = subject('meeting', {
  module: 'governance',
  label: '会议',
  keeper: 'bureau',
  links: { unit: unitLink, body: link('body', 'bodyId', '召开机构') },
  facts: recorded('bureau', { heldOn: date('召开日期'), kindCode: code('会议类型'), attendeeIds: ids('出席人员') }),
  rows: {
    resolutions: recordedRows('议定事项', 'bureau', { no: int('序号'), text: text('内容') }),
    tasks: recordedRows('议定任务', 'bureau', {
      whatText: text('任务内容'),
      ownerCode: code('责任方'),
      supportCodes: codes('配合单位'),
      dueOn: date('完成期限'),
      doneOn: date('完成日期'),
    }),
    decisions: entities('决定', 'decision', 'meeting', { on: 'decidedOn' }),
  },
})

const decision = subject('decision', {
  module: 'governance',
  label: '决定',
  keeper: 'bureau',
  links: { unit: unitLink, meeting: link('meeting', 'meetingId', '议定会议') },
  facts: recorded('bureau', {
    matterCode: code('决定事项'),
    amountFen: fen('涉及金额'),
    resolutionId: id('会议决议'),
    decidedOn: date('决定日期'),
  }),
  rows: { projects: entities('服务项目', 'project', 'decision', { on: 'startOn' }) },
})

const document = subject('document', {
  module: 'governance',
  label: '文件',
  keeper: 'bureau',
  links: { unit: unitLink },
  facts: {
    ...outside('bureau', {
      docNo: text('文号'),
      kindCode: code('文种'),
      topicCodes: codes('文件主题'),
      issuerCodes: codes('印发单位'),
      issuerLevelCode: code('印发层级'),
      issuedOn: date('印发日期'),
      effectiveOn: date('生效日期'),
      basisIds: ids('依据文件'),
      helperCode: code('协助起草单位'),
    }),
    ...recorded('bureau', { approverCode: code('批准单位'), statusCode: code('文件状态') }),
  },
  rows: {
    addressees: recordedRows('收文单位', 'bureau', {
      unitId: id('单位'),
      receivedOn: date('收文日期'),
      readOn: date('阅办日期'),
    }),
    terminatedContracts: entities('据此解除的协议', 'contract', 'terminationDocument'),
    sources: entities('据此安排的资金', 'source', 'basisDocument'),
  },
})

const issue = subject('issue', {
  module: 'governance',
  label: '问题困难',
  keeper: 'station-head',
  links: { unit: unitLink, station: stationLink },
  facts: recorded('bureau', {
    openedOn: date('提出日期'),
    partyCodes: codes('涉及部门'),
    ownerCode: code('牵头责任方'),
    repliedOn: date('答复日期'),
    closedOn: date('办结日期'),
  }),
})

export const governanceSubjects = [body, meeting, decision, document, issue]
