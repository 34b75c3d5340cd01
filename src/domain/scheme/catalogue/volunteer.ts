import {
  codes,
  date,
  entities,
  id,
  link,
  minute,
  outside,
  projectLink,
  recorded,
  stationLink,
  subject,
  text,
  unitLink,
} from './define.ts'

const teamLink = link('team', 'teamId', '所属志愿服务队')

const team = subject('team', {
  module: 'volunteer',
  label: '志愿服务队',
  keeper: 'station',
  links: { unit: unitLink, station: stationLink, worker: link('worker', 'leadWorkerId', '责任社工') },
  facts: recorded('station', { functionCodes: codes('服务功能') }),
  rows: {
    volunteers: entities('志愿者', 'volunteer', 'team'),
    volunteerHours: entities('志愿服务时长', 'volunteerHours', 'team', { on: 'servedOn' }),
  },
})

const volunteer = subject('volunteer', {
  module: 'volunteer',
  label: '志愿者',
  keeper: 'station',
  links: { unit: unitLink, station: stationLink, team: teamLink },
  facts: outside('volunteer', { externalNo: text('志愿服务平台编号') }),
  rows: { hours: entities('服务时长', 'volunteerHours', 'volunteer', { on: 'servedOn' }) },
})

const volunteerHours = subject('volunteerHours', {
  module: 'volunteer',
  label: '志愿服务时长',
  keeper: 'worker',
  links: {
    unit: unitLink,
    station: stationLink,
    volunteer: link('volunteer', 'volunteerId', '志愿者'),
    team: teamLink,
    project: projectLink,
  },
  facts: recorded('worker', { servedOn: date('服务日期'), hours: minute('服务时长'), confirmedById: id('确认人') }),
})

export const volunteerSubjects = [team, volunteer, volunteerHours]
