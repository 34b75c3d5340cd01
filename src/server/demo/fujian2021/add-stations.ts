import type { DemoFacts } from '../demo-scheme.ts'
import { addUnit } from '../add-unit.ts'
import { inventedPerson } from '../invented-people.ts'
import { seededRandom } from '../seeded-random.ts'
import type { ProvinceCast } from './cast-province.ts'

const CHAPTERS = ['site', 'identity', 'systems', 'organisation', 'staffing', 'services', 'supervision', 'evaluation']
const WORKERS = 2839
const ROOMS = 1351

/** 716 town stations with 2,839 workers, 1,351 village rooms and 26 county centres. */
export function addStations(cast: ProvinceCast): void {
  const { book, stationTowns } = cast
  const least = Math.floor(WORKERS / stationTowns.length)
  const withOneMore = WORKERS - least * stationTowns.length
  const demonstrations = chooseDemonstrations(cast)
  stationTowns.forEach(({ town }, i) => {
    const random = seededRandom(`station/${town.code}`)
    const stationId = book.id('station', town.code)
    const place = { divisionCode: town.code, stationId }
    const openedOn = `2021-0${random.between(1, 6)}-${String(random.between(10, 28))}`
    book.add('station', town.code, place, `${town.name}社会工作服务站`, {
      unitId: town.id,
      tierCode: 'town',
      openedOn,
      stageCode: 'open',
      premises: [
        {
          kindCode: 'office',
          areaM2: random.between(30, 120) * 100,
          providerCode: 'town',
          rightOfUse: 'own',
          tenureEndsOn: null,
          sharedWithCode: null,
        },
      ],
      standardItems: CHAPTERS.slice(0, random.isHit(0.85) ? 8 : random.between(4, 7)).map((chapterCode) => ({
        chapterCode,
        itemCode: 'ready',
        score: 1000,
      })),
      distinctions: demonstrations.has(town.code)
        ? [{ levelCode: demonstrations.get(town.code) ?? '', from: '2021-05-20', to: null }]
        : [],
      entries: random.isHit(0.1)
        ? [{ typeCode: 'improvement', on: openedOn, dueOn: '2021-07-20', doneOn: random.isHit(0.5) ? '2021-07-10' : null }]
        : [],
      ...(random.isHit(0.9) && { scoreLastYear: random.between(600, 850) * 10, scoreThisYear: random.between(650, 950) * 10 }),
    })
    book.add('serviceRecord', town.code, place, `${town.name}服务记录`, {
      unitId: town.id,
      stationId,
      servedOn: '2021-07-02',
      minutes: random.between(30, 120),
      tagCodes: ['hardship'],
    })
    addWorkers(cast, i, least + (i < withOneMore ? 1 : 0))
    addRooms(cast, i)
    if (i % 40 === 0) addTalk(cast, i)
  })
  for (const county of cast.counties) if (county.hasCentre) addCentre(cast, county.index)
}

/** In every city but two three stations of the province; one of the county's own in most other counties. */
function chooseDemonstrations({ cities, stationTowns, counties }: ProvinceCast): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>()
  for (const [i, city] of cities.entries())
    for (const { town } of stationTowns.filter((s) => s.county.cityCode === city.code).slice(0, i % 4 === 3 ? 2 : 3))
      chosen.set(town.code, 'province-demonstration')
  for (const county of counties) {
    const first = stationTowns.find((s) => s.county === county && !chosen.has(s.town.code))
    if (first && county.index % 10 !== 7) chosen.set(first.town.code, 'county-demonstration')
  }
  return chosen
}

function addWorkers({ book, stationTowns }: ProvinceCast, at: number, count: number): void {
  const found = stationTowns[at]
  if (!found) return
  const { town } = found
  const stationId = book.id('station', town.code)
  const place = { divisionCode: town.code, stationId }
  for (let i = 1; i <= count; i++) {
    const key = `${town.code}-${i}`
    const person = inventedPerson(`fujian/${key}`, 1975, 1999)
    const hasPassed = at % 12 === 0 && i === 1
    const workerId = book.add(
      'worker',
      key,
      place,
      person.name,
      {
        unitId: town.id,
        birthOn: person.birthOn,
        exams: hasPassed ? [{ level: 'assistant', year: 2020, resultCode: 'passed' }] : [],
        certificates: hasPassed ? [{ level: 'assistant', no: `演示${key}`, validUntilOn: '2024-12-31' }] : [],
      },
      person.identity,
    )
    book.add('posting', key, place, `${town.name}社工岗位`, {
      unitId: town.id,
      stationId,
      workerId,
      seatCode: 'worker',
      isFullTime: i === 1,
      startOn: '2021-03-01',
      endOn: null,
    })
    if (hasPassed && at % 24 === 0)
      book.add('reward', key, place, `${person.name}考试奖励`, {
        unitId: town.id,
        stationId,
        workerId,
        amountFen: at === 0 ? 2_500_000 : 500_000,
        certificateNo: `演示${key}`,
        awardedOn: '2021-05-30',
      })
  }
}

/** Rooms of two villages a town, of one where the number runs out. Their villages are invented: the list ends at the towns. */
function addRooms({ book, stationTowns }: ProvinceCast, at: number): void {
  const found = stationTowns[at]
  if (!found) return
  const { town, county } = found
  const count = at < ROOMS - stationTowns.length ? 2 : 1
  for (let i = 1; i <= count; i++) {
    const random = seededRandom(`room/${town.code}/${i}`)
    const reach: DemoFacts[] = random.isHit(0.6)
      ? [{ typeCode: 'project-reach', on: '2021-06-10', byRoleCode: 'station-head' }]
      : []
    const village = addUnit(book, {
      code: `${town.code}9${String(i).padStart(2, '0')}`,
      name: `演示${['一', '二'][i - 1] ?? ''}村`,
      tier: 'village',
      parent: town,
      countyName: county.unit.name,
      facts: { hostSiteCode: random.pick(['three-society-station', 'party-service-centre']), entries: reach },
    })
    book.add('station', village.code, { divisionCode: village.code }, `${town.name}${village.name}社工室`, {
      unitId: village.id,
      tierCode: 'village',
      openedOn: '2021-05-01',
    })
  }
}

/** A few people, what they asked for and where they were sent on to. */
function addTalk({ book, stationTowns }: ProvinceCast, at: number): void {
  const found = stationTowns[at]
  if (!found) return
  const { town } = found
  const stationId = book.id('station', town.code)
  const place = { divisionCode: town.code, stationId }
  for (const i of [1, 2, 3]) {
    const key = `${town.code}-${i}`
    const person = inventedPerson(`fujian/client/${key}`, 1936, 1958)
    const clientId = book.add(
      'client',
      key,
      place,
      person.name,
      {
        unitId: town.id,
        stationId,
        registeredOn: '2021-04-12',
        isKey: i === 1,
        categories: i === 3 ? [] : [{ code: 'low-income', from: '2021-04-12', to: null }],
        filledFieldCodes: [],
      },
      person.identity,
    )
    for (const on of ['2021-05-14', '2021-06-15'])
      book.add('visit', `${key}-${on}`, place, `${person.name}探访`, {
        unitId: town.id,
        stationId,
        clientId,
        visitedOn: on,
        isMet: i !== 2 || on < '2021-06',
        enteredOn: on,
      })
    book.add('request', key, place, `${person.name}的诉求`, {
      unitId: town.id,
      stationId,
      clientId,
      openedOn: i === 1 ? '2021-07-05' : '2021-06-01',
      outcomeCode: i === 1 ? null : 'solved',
      closedOn: i === 1 ? null : '2021-06-11',
    })
    book.add('referral', key, place, `${person.name}转介`, {
      unitId: town.id,
      stationId,
      clientId,
      sentOn: '2021-07-08',
      acceptedOn: i === 2 ? null : '2021-07-12',
      resultCode: null,
    })
  }
}

function addCentre({ book, counties }: ProvinceCast, index: number): void {
  const county = counties[index]
  if (!county) return
  const entry = (tag: string): DemoFacts => ({
    typeCode: 'centre-work',
    on: '2021-07-06',
    byRoleCode: 'county-centre',
    tagCodes: [tag],
  })
  book.add('centre', county.unit.code, { divisionCode: county.unit.code }, `${county.unit.name}社工指导中心`, {
    unitId: county.unit.id,
    operators: [],
    entries: [entry('project'), ...(index % 2 === 0 ? [entry('guidance')] : []), ...(index % 4 === 0 ? [entry('talent')] : [])],
  })
}
