import type { DemoFacts } from '../demo-scheme.ts'
import { inventedPerson } from '../invented-people.ts'
import type { PilotCast } from './cast-town.ts'

const TOPICS = ['organisation', 'division', 'process', 'standard', 'personnel', 'volunteer', 'premises-use', 'archives']
const FIXTURES: readonly (readonly [code: string, count: number, provider: string])[] = [
  ['desk', 3, 'town'],
  ['chair', 6, 'town'],
  ['computer', 2, 'agency'],
  ['printer', 1, 'agency'],
  ['cabinet', 2, 'agency'],
]

/** The one station: the client database has no rules on file yet, one worker has no certificate. */
export function addStation(cast: PilotCast): void {
  const { book, town, stationPlace, contractId } = cast
  const attest = (ruleId: string, itemId: string): DemoFacts => ({
    ruleId,
    itemId,
    byPersonId: 'agency',
    on: '2021-09-23',
    evidenceIds: [],
    validUntilOn: null,
  })
  book.add('station', town.code, stationPlace, `${town.name}社会工作服务站`, {
    unitId: town.id,
    contractId,
    headId: book.id('person', 'head'),
    tierCode: 'town',
    openedOn: '2021-09-22',
    stageCode: 'open',
    officeAreaM2: 2600,
    areaM2: 9000,
    isOfficeSeparate: true,
    isAtTownSeat: true,
    plaqueText: `昌吉市${town.name}社会工作服务站`,
    useCodes: ['office', 'meeting', 'records', 'archives'],
    premises: [
      { kindCode: 'office', areaM2: 2600, providerCode: 'town', rightOfUse: 'own', tenureEndsOn: null, sharedWithCode: null },
    ],
    fixtures: FIXTURES.map(([itemCode, count, providerCode]) => ({ itemCode, count, providerCode, isUsable: true })),
    rooms: [{ useCode: 'casework', areaM2: 1200 }],
    documents: TOPICS.map((topicCode) => ({ topicCode, version: 1, effectiveOn: '2021-09-20', publishedOn: '2021-09-22' })),
    attested: [attest('indoor-sign', 'social-work-sign'), attest('volunteer-sign', 'volunteer-service-sign')],
    entries: [{ typeCode: 'premises-task', on: '2021-09-08', byRoleCode: 'bureau', dueOn: '2021-09-20', doneOn: '2021-09-18' }],
  })
  book.add('team', 'volunteers', stationPlace, `${town.name}志愿服务队`, {
    unitId: town.id,
    stationId: cast.stationId,
    leadWorkerId: book.id('worker', 'w1'),
    functionCodes: ['recruit', 'organise'],
  })
  addPeople(cast)
  addWorkers(cast)
}

function addPeople({ book, town, stationPlace }: PilotCast): void {
  const person = (key: string, facts: DemoFacts): void => {
    const { name, identity } = inventedPerson(`changji/${key}`, 1970, 1990)
    book.add('person', key, stationPlace, name, { unitId: town.id, ...facts }, identity)
  }
  person('head', { officeCode: 'town-civil-affairs-lead' })
  person('supervisor', { officeCode: 'supervisor', certificateValidUntilOn: '2023-12-31' })
  person('clerk-1', {
    officeCode: 'civil-affairs-clerk',
    entries: [{ typeCode: 'clerk-training', on: '2021-10-19', byRoleCode: 'town' }],
  })
  person('clerk-2', { officeCode: 'civil-affairs-clerk', entries: [] })
}

/** Three workers as agreed: a certified graduate, one of another subject and one without certificate, both under a supervisor. */
function addWorkers({ book, town, stationId, agencyId, contractId, stationPlace }: PilotCast): void {
  const drafts: readonly DemoFacts[] = [
    {
      educationLevel: 'bachelor',
      majorLevel: 'social-work',
      certificates: [{ level: 'assistant', no: '演示-w1', validUntilOn: '2023-12-31' }],
    },
    {
      educationLevel: 'junior-college',
      majorLevel: 'other',
      certificates: [{ level: 'assistant', no: '演示-w2', validUntilOn: '2022-12-31' }],
    },
    { educationLevel: 'junior-college', majorLevel: 'other', certificates: [] },
  ]
  drafts.forEach((draft, i) => {
    const key = `w${i + 1}`
    const person = inventedPerson(`changji/${key}`, 1990, 1998)
    const workerId = book.add(
      'worker',
      key,
      stationPlace,
      person.name,
      {
        unitId: town.id,
        agencyId,
        birthOn: person.birthOn,
        inductionOn: '2021-09-20',
        ...draft,
        attendances: ['2021-09', '2021-10'].map((month) => {
          const absentCount = i === 1 && month === '2021-10' ? 3 : 0
          return { month, dueDays: 18, attendedDays: 18 - absentCount, leaveDays: 0, fieldDays: 9, absentCount }
        }),
        checks: [{ kindCode: 'record-check', on: '2021-09-10', resultCode: 'clean', validUntilOn: '2022-09-09' }],
        labourContracts: [{ from: '2021-09-16', to: '2021-12-31' }],
        payrolls: [],
        insuranceMonths: [],
      },
      person.identity,
    )
    book.add('posting', key, stationPlace, `驻站社工 ${person.name}`, {
      unitId: town.id,
      stationId,
      workerId,
      employerId: agencyId,
      contractId,
      supervisorId: i > 0 ? book.id('person', 'supervisor') : null,
      seatCode: 'worker',
      isFullTime: true,
      dutyText: ['养老服务', '儿童服务', '救助与事务'][i] ?? '',
      startOn: '2021-09-22',
      endOn: null,
    })
  })
}
