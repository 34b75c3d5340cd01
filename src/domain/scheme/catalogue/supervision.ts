import {
  agencyLink,
  bool,
  codes,
  contractLink,
  date,
  derived,
  entities,
  id,
  link,
  projectLink,
  recorded,
  stationLink,
  subject,
  unitLink,
} from './define.ts'

const supervision = subject('supervision', {
  module: 'supervision',
  label: '督导',
  keeper: 'bureau',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    agency: { ...agencyLink, label: '被督导机构' },
    project: projectLink,
    centre: link('centre', 'centreId', '被督导的指导中心'),
    person: link('person', 'byPersonId', '督导人'),
  },
  facts: {
    ...recorded('bureau', {
      supervisedOn: date('督导日期'),
      byAgencyId: id('督导机构'),
      objectId: id('督导对象'),
      tagCodes: codes('督导内容'),
    }),
    ...derived('bureau', { isBySeatHolder: bool('督导人当日是否在任') }),
  },
  rows: { findings: entities('发现的问题', 'finding', 'supervision', { on: 'openedOn' }) },
})

const finding = subject('finding', {
  module: 'supervision',
  label: '督查问题',
  keeper: 'bureau',
  links: {
    unit: unitLink,
    station: stationLink,
    contract: contractLink,
    agency: { ...agencyLink, label: '责任机构' },
    supervision: link('supervision', 'supervisionId', '来源督导'),
    survey: link('survey', 'surveyId', '来源调查'),
  },
  facts: {
    ...recorded('bureau', { openedOn: date('交办日期'), dueOn: date('整改期限'), closedOn: date('销号日期') }),
    ...recorded('agency', { repliedOn: date('回复日期') }),
  },
})

export const supervisionSubjects = [supervision, finding]
