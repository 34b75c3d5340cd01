import {
  agencyLink,
  bool,
  code,
  codes,
  contractLink,
  date,
  declared,
  declaredRows,
  entities,
  fen,
  id,
  ids,
  int,
  link,
  projectLink,
  recorded,
  recordedRows,
  stationLink,
  subject,
  text,
  unitLink,
  workerLink,
} from './define.ts'

const approvals = recordedRows(
  '审批记录',
  'bureau',
  { byRoleCode: code('审批方'), on: date('审批日期'), verdictCode: code('审批意见'), documentId: id('审批文件') },
  { on: 'on' },
)

const plan = subject('plan', {
  module: 'programme',
  label: '计划方案',
  keeper: 'agency',
  links: { unit: unitLink, lot: link('lot', 'lotId', '标段'), agency: { ...agencyLink, label: '编制机构' } },
  facts: recorded('agency', {
    kindCode: code('方案类型'),
    partCodes: codes('方案内容'),
    budgetFen: fen('预算'),
    submittedOn: date('报送日期'),
    tagCodes: codes('方案标签'),
  }),
  rows: {
    approvals,
    phases: recordedRows('实施阶段', 'bureau', { code: code('阶段'), from: date('起始日期'), to: date('终止日期') }),
    tasks: recordedRows('任务分解', 'bureau', {
      id: id('任务'),
      whatText: text('任务内容'),
      phaseCode: code('阶段'),
      ownerCode: code('责任方'),
      supportCodes: codes('配合单位'),
      dueOn: date('完成期限'),
      doneOn: date('完成日期'),
      evidenceIds: ids('佐证材料'),
    }),
    versions: recordedRows(
      '方案版本',
      'agency',
      { no: int('版次'), submittedOn: date('报送日期'), approvedOn: date('批准日期'), reasonText: text('调整理由') },
      { on: 'submittedOn' },
    ),
    contracts: entities('服务协议', 'contract', 'plan', { on: 'signedOn' }),
    serviceItems: entities('服务事项', 'serviceItem', 'plan'),
    projects: entities('服务项目', 'project', 'plan', { on: 'startOn' }),
  },
})

const programme = subject('programme', {
  module: 'programme',
  label: '工作专项',
  keeper: 'bureau',
  links: { unit: unitLink },
  rows: {
    pilots: recordedRows(
      '试点',
      'bureau',
      { unitId: id('试点地区'), levelCode: code('试点级别'), from: date('确定日期') },
      { on: 'from' },
    ),
    practices: recordedRows('经验做法', 'bureau', {
      id: id('编号'),
      themeCode: code('主题'),
      evidenceIds: ids('佐证材料'),
      adoptedByIds: ids('采用单位'),
    }),
    publications: entities('公开事项', 'publication', 'programme', { on: 'publishedOn' }),
  },
})

const project = subject('project', {
  module: 'programme',
  label: '服务项目',
  keeper: 'agency',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    source: link('source', 'fundSourceId', '资金来源'),
    decision: link('decision', 'decisionId', '立项决定'),
    plan: link('plan', 'planId', '依据的方案'),
  },
  facts: recorded('agency', {
    districtId: id('所在区'),
    villageIds: ids('覆盖村(社区)'),
    needIds: ids('回应的需求'),
    budgetFen: fen('项目预算'),
    stageCode: code('项目阶段'),
    startOn: date('启动日期'),
    tagCodes: codes('项目标签'),
  }),
  rows: {
    approvals,
    documents: declaredRows('项目文件', 'agency', {
      topicCode: code('文件内容'),
      version: int('版次'),
      effectiveOn: date('生效日期'),
      publishedOn: date('公布日期'),
    }),
    participants: recordedRows('参与人员', 'agency', { personId: id('人员'), roleCode: code('角色') }),
    tasks: entities('工作任务', 'task', 'project'),
    activities: entities('活动', 'activity', 'project', { on: 'heldOn' }),
    serviceRecords: entities('服务记录', 'serviceRecord', 'project', { on: 'servedOn' }),
    volunteerHours: entities('志愿服务时长', 'volunteerHours', 'project', { on: 'servedOn' }),
    supervisions: entities('督导', 'supervision', 'project', { on: 'supervisedOn' }),
    evaluations: entities('评估', 'evaluation', 'project', { on: 'heldOn' }),
    reports: entities('报告报表', 'report', 'project', { on: 'receivedOn' }),
  },
})

const serviceItem = subject('serviceItem', {
  module: 'programme',
  label: '服务事项',
  keeper: 'station',
  links: { unit: unitLink, station: stationLink, plan: link('plan', 'planId', '所属计划方案') },
  facts: {
    ...recorded('station', { domainCode: code('服务领域'), stageCode: code('开展阶段') }),
    ...declared('bureau', { isSuitable: bool('是否适宜购买服务') }),
  },
})

const task = subject('task', {
  module: 'programme',
  label: '工作任务',
  keeper: 'station-head',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    agency: agencyLink,
    worker: workerLink,
    project: projectLink,
  },
  facts: {
    ...recorded('station-head', {
      leadCode: code('牵头单位'),
      supportCodes: codes('配合单位'),
      officialOwnerId: id('责任干部'),
      targetCount: int('目标数量'),
      dueOn: date('完成期限'),
      doneOn: date('完成日期'),
      tagCodes: codes('任务标签'),
    }),
    ...declared('station', { evidenceIds: ids('佐证材料') }),
  },
})

export const programmeSubjects = [plan, programme, project, serviceItem, task]
