import { addDays, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { DemoFacts } from '../demo-scheme.ts'
import { inventedPerson } from '../invented-people.ts'
import { seededRandom } from '../seeded-random.ts'
import { LARGE_STATIONS_IN, pairingsOf, type CityCast, type TownCast } from './cast-city.ts'

const CHAPTERS = ['facilities', 'staffing', 'content', 'operation', 'oversight']
const WEEKS = ['2021-10-18', '2021-10-25', '2021-11-01', '2021-11-08', '2021-11-15']

/** 72 stations: premises, the four unities, the local standard, weekly progress, staff and volunteers, supervision, building cost. */
export function addStations(cast: CityCast): void {
  for (const town of cast.towns) {
    addStation(cast, town)
    addPeople(cast, town)
    addSupervision(cast, town)
    addBuildingCost(cast, town)
    addEvaluation(cast, town)
  }
}

const attest = (ruleId: string, itemId: string): DemoFacts => ({
  ruleId,
  itemId,
  byPersonId: 'bureau',
  on: '2021-09-10',
  evidenceIds: [],
  validUntilOn: null,
})

function addStation({ book }: CityCast, town: TownCast): void {
  const { unit, place, index } = town
  const random = seededRandom(`jiaxing/${unit.code}`)
  const isLarge = town.county.code === LARGE_STATIONS_IN
  const items = ['body', 'positioning', 'mechanism', 'support'].filter((item) => !(index % 19 === 7 && item === 'mechanism'))
  const unities = ['name', 'logo', 'general-reception', 'service-signs'].filter((item) => !(index % 14 === 5 && item === 'logo'))
  const isBuilding = index % 23 === 11
  book.add('station', unit.code, place, `${unit.name}社会工作站`, {
    unitId: unit.id,
    tierCode: 'town',
    openedOn: addDays('2020-04-01' as CivilDate, random.between(0, 540)),
    stageCode: isBuilding ? 'building' : 'open',
    areaM2: isLarge ? (unit.name === '黄湾镇' ? 48_000 : random.between(500, 900) * 100) : random.between(120, 400) * 100,
    premises: [
      {
        kindCode: 'office',
        areaM2: 6000,
        providerCode: 'town',
        rightOfUse: index % 3 === 0 ? 'own' : 'lease',
        tenureEndsOn: index % 18 === 4 ? '2021-12-31' : '2024-12-31',
        sharedWithCode: null,
      },
    ],
    rooms: index % 10 === 9 ? [] : [{ useCode: 'reception', areaM2: 4000 }],
    standardItems: CHAPTERS.map((chapterCode) => ({ chapterCode, itemCode: 'total', score: random.between(72, 98) * 100 })),
    attested: [...items.map((item) => attest('operating', item)), ...unities.map((item) => attest('four-unities', item))],
    snapshots: WEEKS.filter((week) => !(index % 24 === 3 && week > '2021-11-05')).map((weekOf) => ({
      weekOf,
      stageCode: isBuilding ? 'building' : 'open',
    })),
    pairings: pairingsOf(town),
    constructionCostFen: isLarge ? 120_000_000 : 40_000_000,
    distinctions: index % 9 === 0 ? [{ levelCode: 'city-demonstration', from: '2021-10-20', to: null }] : [],
  })
}

/** Six full-time in the large stations, two in the others; one large station has only three certified. */
function addPeople({ book }: CityCast, { unit, county, place, stationId, index }: TownCast): void {
  const isLarge = county.code === LARGE_STATIONS_IN
  const certified = isLarge ? (unit.name === '盐官镇' ? 3 : 4) : 1
  for (let i = 1; i <= (isLarge ? 6 : 2); i++) {
    const key = `${unit.code}-${i}`
    const person = inventedPerson(`jiaxing/${key}`, 1980, 1998)
    const workerId = book.add(
      'worker',
      key,
      place,
      person.name,
      {
        unitId: unit.id,
        birthOn: person.birthOn,
        educationLevel: 'bachelor',
        certificates: i <= certified ? [{ level: 'social-worker', no: `演示${key}`, validUntilOn: '2024-12-31' }] : [],
        exams: [],
      },
      person.identity,
    )
    book.add('posting', key, place, `${unit.name}社工岗位`, {
      unitId: unit.id,
      stationId,
      workerId,
      seatCode: 'worker',
      isFullTime: true,
      startOn: '2020-06-01',
      endOn: null,
    })
  }
  if (!isLarge) return
  const teamId = book.add('team', unit.code, place, `${unit.name}志愿服务队`, {
    unitId: unit.id,
    stationId,
    leadWorkerId: book.id('worker', `${unit.code}-1`),
    functionCodes: ['recruit', 'organise'],
  })
  for (let i = 1; i <= (index % 7 === 2 ? 26 : 30); i++) {
    const key = `${unit.code}-v${i}`
    const person = inventedPerson(`jiaxing/${key}`, 1960, 2003)
    book.add(
      'volunteer',
      key,
      place,
      person.name,
      { unitId: unit.id, stationId, teamId, externalNo: `演示志愿${key}` },
      person.identity,
    )
  }
}

const FORMS = ['touring-expert', 'in-station', 'performance-evaluation']

function addSupervision({ book }: CityCast, { unit, place, stationId, index }: TownCast): void {
  const days = ['2021-06-09', '2021-08-18', ...(index % 3 === 0 ? ['2021-10-27'] : [])].filter(
    (on) => !(index % 20 === 6 && on > '2021-07'),
  )
  for (const [i, on] of days.entries())
    book.add('supervision', `${unit.code}-${on}`, place, `${unit.name}督导`, {
      unitId: unit.id,
      stationId,
      supervisedOn: on,
      tagCodes: [FORMS[(index + i) % 3] ?? 'in-station'],
    })
}

/** County and town each pay half; in one town the halves do not add up. */
function addBuildingCost({ book }: CityCast, { unit, county, place, stationId, index }: TownCast): void {
  const half = county.code === LARGE_STATIONS_IN ? 60_000_000 : 20_000_000
  for (const payerCode of ['county-finance', 'town-finance'])
    book.add('charge', `${unit.code}-${payerCode}`, place, `${unit.name}建站费用`, {
      unitId: unit.id,
      stationId,
      postedOn: '2021-03-31',
      amountFen: index === 40 && payerCode === 'town-finance' ? half - 1_500_000 : half,
      lineCode: 'construction',
      useCode: 'construction',
      payerCode,
      voucherId: `演示凭证-${unit.code}`,
    })
}

function addEvaluation({ book }: CityCast, { unit, place, stationId, index }: TownCast): void {
  if (index % 6 !== 0) return
  const random = seededRandom(`jiaxing/score/${unit.code}`)
  book.add('evaluation', unit.code, place, `${unit.name}绩效评估`, {
    unitId: unit.id,
    stationId,
    stageCode: 'annual',
    heldOn: '2021-10-22',
    totalScore: random.between(5800, 9600),
    objectScores: ['client-benefit', 'social-benefit'].map((objectCode) => ({ objectCode, score: random.between(70, 98) * 100 })),
    sheets: [],
    evidence: [],
    invitees: [],
    opinions: [],
  })
}
