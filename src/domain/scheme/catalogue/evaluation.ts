import {
  agencyLink,
  bool,
  code,
  contractLink,
  date,
  derived,
  entities,
  id,
  int,
  link,
  point,
  projectLink,
  recorded,
  recordedRows,
  stationLink,
  subject,
  unitLink,
} from './define.ts'

const evaluationLink = link('evaluation', 'evaluationId', '所属评估')

const evaluation = subject('evaluation', {
  module: 'evaluation',
  label: '评估',
  keeper: 'bureau',
  links: {
    unit: unitLink,
    contract: contractLink,
    agency: { ...agencyLink, label: '被评估机构' },
    station: stationLink,
    project: projectLink,
    centre: link('centre', 'centreId', '被评估的指导中心'),
  },
  facts: {
    ...recorded('bureau', {
      stageCode: code('评估阶段'),
      heldOn: date('评估日期'),
      publishedOn: date('结果公布日期'),
      objectId: id('评估对象'),
      scorerId: id('评分方'),
      bureauScore: point('民政局评分'),
    }),
    ...recorded('agency', { agencyReportOn: date('机构报告提交日期') }),
    ...recorded('town', { townScore: point('乡镇(街道)评分') }),
    ...recorded('evaluation-group', { thirdPartyScore: point('第三方评分'), clientScore: point('服务对象评分') }),
    ...derived('bureau', { totalScore: point('综合得分'), gradeCode: code('评估等次') }),
  },
  rows: {
    evidence: recordedRows('佐证材料', 'agency', { kindCode: code('材料类型'), sourceId: id('材料来源') }),
    invitees: recordedRows('受邀评估方', 'bureau', { agencyId: id('机构'), kindCode: code('类别') }),
    objectScores: recordedRows('分项得分', 'evaluation-group', { objectCode: code('评估内容'), score: point('得分') }),
    opinions: recordedRows(
      '乡镇(街道)意见',
      'town',
      { unitId: id('乡镇(街道)'), filedOn: date('出具日期'), verdictCode: code('意见') },
      { on: 'filedOn' },
    ),
    sheets: recordedRows(
      '评分表',
      'evaluation-group',
      { byPersonId: id('评分人'), score: point('评分'), on: date('评分日期') },
      { on: 'on' },
    ),
    rectifications: entities('整改', 'rectification', 'evaluation', { on: 'orderedOn' }),
    surveys: entities('满意度调查', 'survey', 'evaluation', { on: 'heldOn' }),
  },
})

const rectification = subject('rectification', {
  module: 'evaluation',
  label: '整改',
  keeper: 'bureau',
  links: { unit: unitLink, contract: contractLink, agency: agencyLink, station: stationLink, evaluation: evaluationLink },
  facts: recorded('bureau', { orderedOn: date('整改通知日期'), dueOn: date('整改期限'), acceptedOn: date('整改验收日期') }),
})

const survey = subject('survey', {
  module: 'evaluation',
  label: '满意度调查',
  keeper: 'evaluation-group',
  links: { unit: unitLink, contract: contractLink, agency: agencyLink, station: stationLink, evaluation: evaluationLink },
  facts: recorded('evaluation-group', { heldOn: date('调查日期') }),
  rows: {
    responses: recordedRows('答卷', 'evaluation-group', {
      topicCode: code('调查内容'),
      stationId: id('社工站'),
      score: point('评分'),
      isValid: bool('是否有效'),
    }),
    findings: entities('发现的问题', 'finding', 'survey', { on: 'openedOn' }),
  },
})

/** Its `entries` are the entrants of the contest. */
const contest = subject('contest', {
  module: 'evaluation',
  label: '评比',
  keeper: 'city-bureau',
  links: { unit: unitLink },
  facts: recorded('city-bureau', { heldOn: date('评比日期') }),
  rows: { entries: recordedRows('参评对象', 'city-bureau', { id: id('参评对象'), batch: int('批次'), score: point('得分') }) },
})

export const evaluationSubjects = [evaluation, rectification, survey, contest]
