import { bool, clientLink, codes, date, instant, recorded, stationLink, subject, unitLink, workerLink } from './define.ts'

const visit = subject('visit', {
  module: 'visit',
  label: '探访',
  keeper: 'worker',
  links: { unit: unitLink, station: stationLink, client: clientLink, worker: { ...workerLink, label: '探访社工' } },
  facts: recorded('worker', {
    visitedOn: date('探访日期'),
    isMet: bool('是否见到本人'),
    needsFollowUp: bool('是否需跟进'),
    filledFieldCodes: codes('已填记录项目'),
    enteredOn: date('录入日期'),
    lockedAt: instant('锁定时间'),
  }),
})

export const visitSubjects = [visit]
