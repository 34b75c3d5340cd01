import {
  agencyLink,
  clientLink,
  code,
  codes,
  contractLink,
  date,
  entities,
  id,
  link,
  minute,
  projectLink,
  recorded,
  recordedRows,
  stationLink,
  subject,
  unitLink,
  workerLink,
} from './define.ts'

const activity = subject('activity', {
  module: 'activity',
  label: '活动',
  keeper: 'worker',
  links: { unit: unitLink, station: stationLink, contract: contractLink, project: projectLink },
  facts: recorded('worker', {
    heldOn: date('活动日期'),
    plannerId: id('策划人'),
    seriesCode: code('活动系列'),
    tagCodes: codes('活动标签'),
  }),
  rows: {
    participants: recordedRows('参与人员', 'worker', { personId: id('人员'), roleCode: code('角色') }),
    partners: recordedRows('合作方', 'worker', { typeCode: code('合作方类型'), id: id('合作方') }),
    serviceRecords: entities('服务记录', 'serviceRecord', 'activity', { on: 'servedOn' }),
  },
})

const partner = subject('partner', {
  module: 'activity',
  label: '合作单位',
  keeper: 'station',
  links: { unit: unitLink },
  facts: recorded('station', { typeCode: code('单位类型') }),
  rows: {
    offers: recordedRows(
      '资源供给',
      'station',
      { kindCode: code('资源类型'), on: date('提供日期'), matchedOn: date('对接日期') },
      { on: 'on' },
    ),
  },
})

const request = subject('request', {
  module: 'activity',
  label: '服务诉求',
  keeper: 'worker',
  links: { unit: unitLink, station: stationLink, client: clientLink, worker: { ...workerLink, label: '受理社工' } },
  facts: recorded('worker', { openedOn: date('受理日期'), closedOn: date('办结日期'), outcomeCode: code('办理结果') }),
  rows: { serviceRecords: entities('服务记录', 'serviceRecord', 'request', { on: 'servedOn' }) },
})

const serviceRecord = subject('serviceRecord', {
  module: 'activity',
  label: '服务记录',
  keeper: 'worker',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    agency: agencyLink,
    worker: workerLink,
    client: clientLink,
    project: projectLink,
    activity: link('activity', 'activityId', '所属活动'),
    request: link('request', 'requestId', '回应的诉求'),
  },
  facts: recorded('worker', { servedOn: date('服务日期'), minutes: minute('服务时长'), tagCodes: codes('服务标签') }),
})

export const activitySubjects = [activity, partner, request, serviceRecord]
