import { addDays, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import { inventedPerson } from '../invented-people.ts'
import { MONTHS, type Cast, type TownCast } from './cast.ts'

const CHARACTER = ['political', 'devotion', 'health', 'no-crime', 'no-bad-credit']

/** Heads, part-time and full-time workers of the stations, and the two workers of the centre. */
export function addStaff(cast: Cast): void {
  for (const town of cast.towns) addHead(cast, town)
  for (const town of cast.towns) addTeam(cast, town)
  addCentreWorkers(cast)
}

function addHead({ book }: Cast, { unit, draft, place }: TownCast): void {
  const person = inventedPerson(`head/${unit.code}`, 1970, 1982)
  const officeCode = draft.headOfficeCode ?? 'town-civil-affairs-lead'
  book.add('person', `head-${unit.code}`, place, person.name, { unitId: unit.id, officeCode }, person.identity)
}

function addTeam(cast: Cast, town: TownCast): void {
  const { book } = cast
  const { unit, draft, place, stationId, zone } = town
  const seat = (code: string, facts: DemoFacts, name: string): void => {
    book.add('posting', `${code}-${unit.code}`, place, name, {
      stationId,
      unitId: unit.id,
      seatCode: code,
      endOn: null,
      contractId: zone.contractId,
      ...facts,
    })
  }
  const startOn = draft.startOn ?? addDays('2023-07-24' as CivilDate, zone.no * 2)
  seat(
    'head',
    {
      isFullTime: false,
      employerId: null,
      employerSideCode: 'town',
      workerId: null,
      startOn: draft.openedOn ?? startOn,
      dutyText: '日常管理、业务指导',
    },
    `${draft.name}站长`,
  )
  if (draft.hasPartTime !== false)
    seat(
      'part-time',
      { isFullTime: false, employerId: null, employerSideCode: 'town', workerId: null, startOn, dutyText: '入户协助、台账整理' },
      `${draft.name}兼职社工`,
    )

  if (draft.openedOn === null) return
  const bornIn = draft.bornOn === undefined ? 1994 : Number(draft.bornOn.slice(0, 4))
  const person = inventedPerson(`worker/${unit.code}`, bornIn, draft.bornOn === undefined ? 2000 : bornIn)
  const workerId = book.id('worker', unit.code)
  addWorker(cast, unit.code, town.place, person, {
    agencyId: zone.agencyId,
    unitId: unit.id,
    birthOn: draft.bornOn ?? person.birthOn,
    educationLevel: draft.education ?? 'bachelor',
    inductionOn: addDays(startOn as CivilDate, -3),
    certificates: draft.isCertified ? [{ level: 'assistant', no: `演示${unit.code}`, validUntilOn: '2026-12-31' }] : [],
    trainings: draft.isTrained === false ? [] : [{ trainingId: book.id('training', '2023-09'), hours: 960, on: '2023-09-15' }],
    leftOn: draft.leftOn ?? null,
  })
  const replacements =
    draft.leftOn === undefined
      ? []
      : [{ groundCode: 'unadapted', askedOn: '2023-11-20', repliedOn: '2023-11-24', dueOn: '2024-01-08' }]
  const facts = {
    isFullTime: true,
    employerId: zone.agencyId,
    employerSideCode: 'agency',
    workerId,
    startOn,
    endOn: draft.leftOn ?? null,
    dutyText: '驻站服务',
    replacements,
    waivers: waiversOf(draft),
    candidates: candidatesOf(unit.code),
  }
  seat('full-time', facts, `${draft.name}驻站专职社工 ${person.name}`)
  book.add('personnelAct', `hire-${unit.code}`, place, `${person.name}聘用`, {
    unitId: unit.id,
    postingId: book.id('posting', `full-time-${unit.code}`),
    centreId: cast.centreId,
    byRoleCode: 'agency',
    confirmedOn: draft.name === '归帆镇' ? null : addDays(startOn as CivilDate, -1),
  })
}

interface WorkerFacts {
  readonly agencyId: string
  readonly unitId: string
  readonly birthOn: string
  readonly educationLevel: string
  readonly inductionOn: string
  readonly certificates: readonly DemoFacts[]
  readonly trainings: readonly DemoFacts[]
  readonly leftOn: string | null
}

function addWorker(
  cast: Cast,
  key: string,
  place: TownCast['place'],
  person: ReturnType<typeof inventedPerson>,
  facts: WorkerFacts,
): void {
  const { book } = cast
  const { leftOn, ...rest } = facts
  const workerId = book.id('worker', key)
  const months = MONTHS.filter((month) => leftOn === null || month <= leftOn.slice(0, 7))
  const attest = (ruleId: string, itemId: string, on: string): DemoFacts => ({
    ruleId,
    itemId,
    byPersonId: workerId,
    on,
    evidenceIds: [],
    validUntilOn: null,
  })
  book.add(
    'worker',
    key,
    place,
    person.name,
    {
      ...rest,
      labourContracts: [{ from: '2023-07-20', to: leftOn ?? '2024-07-19' }],
      payrolls: months.map((month) => ({ month, paidOn: `${month}-28`, verifiedBy: cast.centreId })),
      insuranceMonths: [...months, ...(leftOn === null ? ['2024-01'] : [])].map((month) => ({ month })),
      entries: months.map((month) => ({ typeCode: 'supervision-session', on: `${month}-21`, byRoleCode: 'agency' })),
      attendances: months.map((month, i) => ({
        month,
        dueDays: 21 + (i % 2),
        attendedDays: 21,
        leaveDays: i % 2,
        fieldDays: 7 + i,
        absentCount: 0,
      })),
      checks: [
        { kindCode: 'record-check', on: '2023-07-12', resultCode: 'clean', validUntilOn: '2024-07-11' },
        { kindCode: 'clean-record', on: '2023-07-12', resultCode: 'clean' },
      ],
      attested: [
        ...CHARACTER.map((item) => attest('character', item, '2023-07-18')),
        attest('working-conditions', 'working-conditions', '2023-08-20'),
      ],
    },
    person.identity,
  )
  for (const month of months.slice(-2))
    book.add('payroll', `${key}-${month}`, place, `${person.name}${month}工资`, {
      unitId: rest.unitId,
      agencyId: rest.agencyId,
      workerId,
      postingId: book.id('posting', `full-time-${key}`),
      month,
      verifiedOn: `${month}-27`,
      verifierEmployerId: cast.county.id,
    })
}

/** The leading group let a junior college graduate in, for two years. */
const waiversOf = (draft: TownCast['draft']): readonly DemoFacts[] =>
  draft.education === undefined
    ? []
    : ['education'].map((ruleId) => ({
        ruleId,
        reasonText: '两次招聘无本科生报名',
        approverId: 'leading-group',
        until: '2025-07-31',
      }))

const candidatesOf = (key: string): readonly DemoFacts[] =>
  [8620, 8450, 8450].map((score, i) => ({
    personId: `${key}-${i + 1}`,
    score,
    preferenceCodes: i === 1 ? ['major', 'certificate'] : ['local'],
    tierOneCount: i === 1 ? 2 : 1,
    tierTwoCount: 0,
  }))

function addCentreWorkers(cast: Cast): void {
  const { book, county } = cast
  const zone = cast.zones[0]
  if (!zone) return
  book.add('training', '2023-09', cast.place, '驻站社工在岗培训', {
    unitId: county.id,
    heldOn: '2023-09-15',
    formCode: 'course',
    audienceCodes: ['worker'],
    attendances: [],
  })
  book.add('centre', 'centre', cast.place, '云岫县社会工作服务中心', {
    unitId: county.id,
    siteText: '局四楼活动室',
    operators: [{ agencyId: zone.agencyId, from: '2023-07-10', to: '2024-07-09' }],
  })
  for (const key of ['centre-1', 'centre-2']) {
    const person = inventedPerson(key, 1990, 1998)
    addWorker(cast, key, zone.place, person, {
      agencyId: zone.agencyId,
      unitId: county.id,
      birthOn: person.birthOn,
      educationLevel: 'bachelor',
      inductionOn: '2023-07-15',
      certificates: [{ level: 'social-worker', no: `演示${key}`, validUntilOn: '2026-06-30' }],
      trainings: [{ trainingId: book.id('training', '2023-09'), hours: 960, on: '2023-09-15' }],
      leftOn: null,
    })
    book.add('posting', `full-time-${key}`, zone.place, `县中心常驻社工 ${person.name}`, {
      unitId: county.id,
      workerId: book.id('worker', key),
      employerId: zone.agencyId,
      employerSideCode: 'agency',
      contractId: zone.contractId,
      seatCode: 'centre',
      isFullTime: true,
      dutyText: '统筹、督导、培训',
      startOn: '2023-07-18',
      endOn: null,
    })
  }
}
