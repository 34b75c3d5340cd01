import { addDays, type CivilDate } from '#domain/kernel/civil-date.ts'
import { inventedPerson, inventedUscc } from '../invented-people.ts'
import { addProject } from './add-project.ts'
import type { CityCast, CommunityCast } from './cast-city.ts'

const PLATFORMS = [
  'community-service-station',
  'social-work-centre',
  'hub-organisation',
  'street-service-centre',
  'county-incubation-base',
]
const WAYS = ['open-recruitment', 'competition', 'secondment', 'election']
const FACILITIES = ['community-station', 'social-work-room', 'community-centre', 'social-work-station']
const METHODS = ['casework', 'group-work', 'community-work']
const ASSISTS = ['needs-assessment', 'service-planning', 'team-building', 'resource-linking', 'project-implementation']
const CASES = ['psychological-counselling', 'spiritual-comfort', 'relationship-adjustment', 'social-integration']
const ACTS = ['plan', 'execute', 'mobilise', 'advocate']

/** Agencies, and in each covered community a post with its worker or agency, a project, services and volunteers. */
export function addCommunities(cast: CityCast): void {
  addAgencies(cast)
  for (const community of cast.communities) {
    addPost(cast, community)
    if (community.coveredOn === undefined) continue
    addServices(cast, community)
    addVolunteers(cast, community)
    if (community.index < 10) addProject(cast, community)
  }
}

function addAgencies({ book, pilot }: CityCast): void {
  for (const [i, name] of ['向日葵', '邻里情', '春芽'].entries()) {
    const key = `a${i + 1}`
    const agencyId = book.id('agency', key)
    const place = { divisionCode: pilot.code, agencyId }
    const attested = [
      {
        ruleId: 'party-leads-agency',
        itemId: 'party-leadership',
        byPersonId: 'district',
        on: '2018-01-12',
        evidenceIds: [],
        validUntilOn: null,
      },
    ]
    book.add(
      'agency',
      key,
      place,
      `${name}社会工作服务中心（演示）`,
      {
        registeredCountyId: pilot.id,
        isLegalPerson: true,
        orgTypeCode: 'social-work-organisation',
        businessScopeCodes: ['social-work'],
        incubationStageCode: i === 2 ? 'preparing' : 'registered',
        gradeLevel: null,
        bans: [],
        seedWorkers: Array.from({ length: 2 }, (_, n) => ({ personId: `${key}-seed-${n}`, since: '2017-11-01' })),
        supports: ['simplify-registration', 'provide-venue', 'purchase-service']
          .slice(0, 3 - i)
          .map((wayCode) => ({ wayCode, on: '2017-10-20', outcomeText: '已落实' })),
        attested,
      },
      { uscc: inventedUscc(200 + i) },
    )
    const capability = [
      {
        ruleId: 'winner-capability',
        itemId: 'capability',
        byPersonId: 'district',
        on: '2017-10-25',
        evidenceIds: [],
        validUntilOn: null,
      },
    ]
    book.add('bid', key, place, `${name}投标`, {
      unitId: pilot.id,
      lotId: book.id('lot', '2017'),
      agencyId,
      applicationOn: '2017-10-20',
      submittedAt: '2017-10-30T10:00:00+08:00',
      amountFen: 30_000_000,
      score: 8800 - i * 300,
      attested: capability,
    })
  }
  const place = { divisionCode: pilot.code }
  const tenderId = book.add('tender', '2017', place, '社区社会工作服务采购', {
    countyId: pilot.id,
    methodCode: 'open',
    noticeOn: '2017-10-10',
    closesAt: '2017-10-31T17:00:00+08:00',
    catalogueYears: [2017],
    winnerTypeCode: 'social-work-organisation',
    groundText: null,
  })
  book.add('lot', '2017', place, '社区社会工作服务标段', {
    tenderId,
    unitId: pilot.id,
    workKindCode: 'service',
    ceilingFen: 32_000_000,
    stepCode: 'signed',
    awardOn: '2017-11-06',
    towns: [],
    winners: [],
  })
  for (const [i, groupCode] of ['community-worker', 'civil-affairs-assistant'].entries())
    book.add('recruitment', groupCode, place, '社区人员招录', {
      unitId: pilot.id,
      heldOn: `2018-0${3 + i}-20`,
      hires: Array.from({ length: 8 }, (_, n) => ({ groupCode, isSocialWorkGraduate: n < (i === 0 ? 2 : 1) })),
    })
}

/** Twenty-one posts: seventeen filled by a worker or an agency, four still empty; three communities have none. */
function addPost({ book, pilot }: CityCast, { unit, index, coveredOn }: CommunityCast): void {
  if (index >= 21) return
  const place = { divisionCode: unit.code }
  const stationId = book.add('station', unit.code, place, `${unit.name.slice(0, -3)}服务站`, {
    unitId: unit.id,
    tierCode: 'community',
    openedOn: coveredOn ?? null,
    facilityCode: FACILITIES[index % 4] ?? 'community-station',
  })
  const byAgency = coveredOn !== undefined && index % 4 === 3
  const person = inventedPerson(`suining/${unit.code}`, 1978, 1995)
  const hasWorker = coveredOn !== undefined && !byAgency
  if (coveredOn !== undefined)
    book.add(
      'worker',
      unit.code,
      place,
      person.name,
      {
        unitId: unit.id,
        agencyId: byAgency ? book.id('agency', 'a1') : null,
        birthOn: person.birthOn,
        conversionStepCode: ['appraised', 'trained', 'converted'][index % 3] ?? 'appraised',
        offices: index % 5 === 0 ? [{ bodyCode: 'residents-committee', from: '2017-12-01', to: null }] : [],
        exams: index % 3 === 0 ? [{ level: 'assistant', year: 2018, resultCode: index % 6 === 0 ? 'passed' : 'waiting' }] : [],
        certificates: [],
      },
      person.identity,
    )
  book.add('posting', unit.code, place, `${unit.name}专业岗位`, {
    unitId: unit.id,
    stationId,
    workerId: hasWorker ? book.id('worker', unit.code) : null,
    seatCode: 'community-worker',
    isFullTime: true,
    startOn: coveredOn ?? '2018-06-01',
    endOn: null,
    platformCode: PLATFORMS[index % 5] ?? 'social-work-centre',
    wayCode: WAYS[index % 4] ?? 'open-recruitment',
  })
  if (byAgency)
    book.add('contract', unit.code, { ...place, agencyId: book.id('agency', 'a1') }, `${unit.name}服务协议`, {
      zoneId: unit.id,
      agencyId: book.id('agency', 'a1'),
      lotId: book.id('lot', '2017'),
      procurementId: book.id('tender', '2017'),
      planId: null,
      terminationDocumentId: null,
      amountFen: 6_000_000,
      signedOn: '2017-11-20',
      startsOn: coveredOn,
      endsOn: '2018-12-31',
      stateCode: 'in-force',
      partCodes: [],
      purchaserCode: 'district',
      providerCode: 'agency',
    })
  if (index % 6 !== 0 || !hasWorker) return
  book.add('reward', unit.code, { divisionCode: pilot.code }, `${person.name}考试奖励`, {
    unitId: unit.id,
    workerId: book.id('worker', unit.code),
    amountFen: 100_000,
    certificateNo: index === 12 ? null : `演示${unit.code}`,
    awardedOn: '2018-06-08',
    isRepeatClaim: false,
  })
}

function addServices({ book }: CityCast, { unit, index, coveredOn }: CommunityCast): void {
  const place = { divisionCode: unit.code }
  const start = coveredOn as CivilDate
  const workerId = book.id('worker', unit.code)
  for (const i of [0, 1, 2])
    book.add('serviceRecord', `${unit.code}-${i}`, place, `${unit.name}服务记录`, {
      unitId: unit.id,
      workerId,
      servedOn: addDays(start, 10 + i * 12),
      minutes: 60,
      methodCode: METHODS[(index + i) % 3] ?? 'casework',
      assistCode: ASSISTS[(index + i) % 5] ?? 'needs-assessment',
      isForResidents: (index + i) % 7 !== 0,
      tagCodes: [],
    })
  book.add('case', unit.code, place, `${unit.name}个案`, {
    unitId: unit.id,
    workerId,
    openedOn: addDays(start, 14),
    stateCode: 'in-service',
    tagCodes: [CASES[index % 4] ?? 'spiritual-comfort'],
    contacts: [],
    notes: [],
  })
  if (index > 10) return
  book.add('activity', unit.code, place, `${unit.name}邻里活动`, {
    unitId: unit.id,
    heldOn: addDays(start, 20),
    projectId: index < 10 ? book.id('project', unit.code) : null,
    plannerId: index % 8 === 5 ? null : workerId,
    seriesCode: null,
    tagCodes: [ACTS[index % 4] ?? 'plan'],
    participants: [{ personId: `${unit.code}-p`, roleCode: 'resident' }],
    partners: ['community', 'organisation', 'worker', 'volunteer']
      .slice(0, 2 + (index % 3))
      .map((typeCode) => ({ typeCode, id: `${unit.code}-${typeCode}` })),
  })
}

function addVolunteers({ book }: CityCast, { unit, index, coveredOn }: CommunityCast): void {
  const place = { divisionCode: unit.code }
  const teamId = book.add('team', unit.code, place, `${unit.name}志愿服务队`, {
    unitId: unit.id,
    leadWorkerId: index % 4 === 3 ? null : book.id('worker', unit.code),
    functionCodes: ['recruit', 'organise', 'manage', 'train'],
  })
  for (const i of [1, 2, 3]) {
    const key = `${unit.code}-${i}`
    const person = inventedPerson(`suining/volunteer/${key}`, 1955, 1998)
    const volunteerId = book.add(
      'volunteer',
      key,
      place,
      person.name,
      { unitId: unit.id, teamId, externalNo: `演示志愿${key}` },
      person.identity,
    )
    if (i === 3 || index > 10) continue
    book.add('volunteerHours', key, place, `${person.name}服务时长`, {
      unitId: unit.id,
      volunteerId,
      teamId,
      projectId: index < 10 ? book.id('project', unit.code) : null,
      servedOn: addDays(coveredOn as CivilDate, 25),
      hours: 120,
      confirmedById: i === 1 || index % 5 !== 2 ? book.id('worker', unit.code) : null,
    })
  }
}
