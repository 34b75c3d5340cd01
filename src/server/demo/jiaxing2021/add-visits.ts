import { inventedPerson } from '../invented-people.ts'
import { seededRandom } from '../seeded-random.ts'
import type { CityCast, TownCast } from './cast-city.ts'

const MONTHS = ['2021-08', '2021-09', '2021-10', '2021-11']
const SERVICES = ['psychological', 'humane-care', 'livelihood', 'relationship', 'social-integration']
const FUNCTIONS = ['advocacy', 'talent', 'capacity', 'resource-matching', 'project-development', 'volunteer-team']

/** Three key clients a station, visited every month but for a few; cases, referrals and activities here and there. */
export function addVisits(cast: CityCast): void {
  for (const town of cast.towns) {
    addClients(cast, town)
    addActivity(cast, town)
    if (town.index % 5 === 0) addCase(cast, town)
  }
}

function addClients({ book }: CityCast, { unit, place, stationId, index }: TownCast): void {
  const workerId = book.id('worker', `${unit.code}-1`)
  for (const i of [1, 2, 3]) {
    const key = `${unit.code}-${i}`
    const random = seededRandom(`jiaxing/visit/${key}`)
    const person = inventedPerson(`jiaxing/client/${key}`, 1932, 1960)
    const clientId = book.add(
      'client',
      key,
      place,
      person.name,
      {
        unitId: unit.id,
        stationId,
        workerId,
        registeredOn: '2021-06-15',
        isKey: true,
        previous: { month: { isKey: true } },
        categories: [{ code: 'key-elderly', from: '2021-06-15', to: null }],
        filledFieldCodes: ['name', 'need'],
      },
      person.identity,
    )
    for (const month of MONTHS) {
      const isMissed = index % 11 === 8 && i === 2 && month >= '2021-10'
      if (isMissed || (month === '2021-11' && random.isHit(0.25))) continue
      const on = `${month}-${month === '2021-11' ? '0' : '1'}${random.between(1, 9)}`
      const needsFollowUp = month === '2021-11' && random.isHit(0.1)
      book.add('visit', `${key}-${month}`, place, `${person.name}探访`, {
        unitId: unit.id,
        stationId,
        clientId,
        workerId,
        visitedOn: on,
        isMet: true,
        needsFollowUp,
        filledFieldCodes: ['health', 'need'],
        enteredOn: on,
        entries: needsFollowUp && random.isHit(0.6) ? [{ typeCode: 'follow-up', on, doneOn: on, byRoleCode: 'worker' }] : [],
      })
    }
  }
}

function addActivity({ book }: CityCast, { unit, place, stationId, index }: TownCast): void {
  const tag = FUNCTIONS[index % FUNCTIONS.length] ?? 'advocacy'
  book.add('activity', unit.code, place, `${unit.name}专业活动`, {
    unitId: unit.id,
    stationId,
    heldOn: '2021-11-06',
    plannerId: index % 12 === 4 ? null : book.id('worker', `${unit.code}-1`),
    tagCodes: [tag],
    seriesCode: null,
    participants: ['resident', 'resident', 'volunteer'].map((roleCode, i) => ({ personId: `${unit.code}-p${i}`, roleCode })),
    partners: index % 2 === 0 ? [{ typeCode: 'community-organisation', id: `${unit.code}-org` }] : [],
  })
  if (unit.name !== '七星街道') return
  for (const on of ['2021-10-30', '2021-11-05', '2021-11-13'])
    book.add('activity', `${unit.code}-bus-${on}`, place, '公益巴士进社区', {
      unitId: unit.id,
      stationId,
      heldOn: on,
      plannerId: book.id('worker', `${unit.code}-1`),
      tagCodes: ['resource-matching'],
      seriesCode: 'welfare-bus',
      participants: [],
      partners: [],
    })
}

function addCase({ book }: CityCast, { unit, place, stationId, index }: TownCast): void {
  const clientId = book.id('client', `${unit.code}-1`)
  const isClosed = index % 10 === 0
  const caseId = book.add('case', unit.code, place, `${unit.name}个案`, {
    unitId: unit.id,
    stationId,
    clientId,
    workerId: book.id('worker', `${unit.code}-1`),
    openedOn: '2021-07-12',
    closedOn: isClosed ? '2021-10-29' : null,
    stateCode: isClosed ? 'closed' : 'in-service',
    tagCodes: [SERVICES[(index / 5) % SERVICES.length] ?? 'psychological'],
    ...(isClosed && { outcomeText: '生活信心明显恢复' }),
    riskLevel: 'low',
    isReported: false,
    contacts: [{ on: '2021-11-03', modeCode: 'home', isMet: true }],
    notes: [],
  })
  book.add('referral', unit.code, place, `${unit.name}转介`, {
    unitId: unit.id,
    stationId,
    caseId,
    clientId,
    sentOn: index % 15 === 0 ? '2021-11-08' : '2021-10-11',
    acceptedOn: index % 15 === 0 ? null : index % 20 === 0 ? '2021-11-02' : '2021-10-18',
    resultCode: null,
  })
}
