import { addDays, addMonths, type CivilDate } from '#domain/kernel/civil-date.ts'
import { inventedPerson } from '../invented-people.ts'
import { seededRandom } from '../seeded-random.ts'
import { MONTHS, type Cast, type TownCast } from './cast.ts'

const CATEGORIES = ['low-income', 'extreme-poverty', 'elderly-alone', 'disabled', 'left-behind-child'] as const
const DOMAINS = ['elderly', 'children', 'assistance', 'community', 'affairs']

/** What the stations do: people on file, visits, records, volunteers, supervision; and the towns' monthly word to the bureau. */
export function addServices(cast: Cast): void {
  for (const town of cast.towns) {
    addTownFeedback(cast, town)
    if (town.draft.openedOn === null) continue
    addClients(cast, town)
    addTeams(cast, town)
    addSupervision(cast, town)
  }
  addServiceItems(cast)
  addProjects(cast)
  addCentreSupervision(cast)
}

function addTownFeedback({ book }: Cast, { unit, draft }: TownCast): void {
  for (const month of MONTHS) {
    if (draft.name === '归帆镇' && month === '2023-12') continue
    const next = addMonths(`${month}-01` as CivilDate, 1).slice(0, 7)
    book.add('report', `town-${unit.code}-${month}`, { divisionCode: unit.code }, `${draft.name}${month}情况反馈`, {
      unitId: unit.id,
      kindCode: 'town-feedback',
      cutOffOn: `${month}-28`,
      dueOn: `${next}-05`,
      receivedOn: draft.name === '临漪镇' && month === '2023-12' ? `${next}-10` : `${next}-04`,
    })
  }
}

function addClients({ book }: Cast, { unit, draft, stationId, place, zone }: TownCast): void {
  const random = seededRandom(`clients/${unit.code}`)
  const workerId = book.id('worker', unit.code)
  const last = draft.leftOn ?? '2024-01-12'
  for (let i = 1; i <= draft.clients; i++) {
    const key = `${unit.code}-${String(i).padStart(2, '0')}`
    const person = inventedPerson(`client/${key}`, 1935, 1960)
    const category = random.pick(CATEGORIES)
    const registeredOn = addDays('2023-08-20' as CivilDate, random.between(0, 40))
    const clientId = book.add(
      'client',
      key,
      place,
      person.name,
      {
        unitId: unit.id,
        stationId,
        workerId,
        registeredOn,
        filledFieldCodes: ['name', 'address', 'category', 'need'],
        isKey: i <= 3,
        categories: [
          { code: category, from: registeredOn, to: null },
          ...(i === 1 ? [{ code: 'elderly-alone-80', from: registeredOn, to: null }] : []),
        ],
        assessments: [{ kindCode: 'need', on: registeredOn, score: 6000 + random.between(0, 30) * 100 }],
        allowances: [],
      },
      person.identity,
    )
    for (const day of [random.between(45, 70), random.between(75, 100), random.between(110, 140)]) {
      const on = addDays('2023-08-20' as CivilDate, day)
      if (on > last) continue
      book.add('visit', `${key}-${day}`, place, `${person.name}探访`, {
        unitId: unit.id,
        stationId,
        clientId,
        workerId,
        visitedOn: on,
        isMet: random.isHit(0.9),
        needsFollowUp: false,
        filledFieldCodes: ['health', 'home', 'need'],
        enteredOn: on,
        lockedAt: null,
      })
    }
    book.add('serviceRecord', key, place, `${person.name}服务记录`, {
      unitId: unit.id,
      stationId,
      contractId: zone.contractId,
      agencyId: zone.agencyId,
      workerId,
      clientId,
      servedOn: addDays('2023-08-01' as CivilDate, i * 6 + (draft.name === '漱石镇' ? 12 : -3)),
      minutes: random.between(30, 120),
      tagCodes: [category],
    })
  }
}

function addTeams({ book }: Cast, { unit, draft, stationId, place }: TownCast): void {
  for (let i = 1; i <= draft.volunteerTeams; i++)
    book.add('team', `${unit.code}-${i}`, place, `${draft.name}志愿服务队${i === 1 ? '' : `（${i}队）`}`, {
      unitId: unit.id,
      stationId,
      leadWorkerId: book.id('worker', unit.code),
      functionCodes: ['recruit', 'organise', 'train'],
    })
}

/** The supervision group comes every quarter; two zones still wait for this quarter's visit. */
function addSupervision({ book }: Cast, { unit, draft, stationId, place, zone }: TownCast): void {
  const days = ['2023-09-19', '2023-12-06', '2024-01-09']
  for (const [i, on] of days.entries()) {
    if (i === 2 && zone.no > 2) continue
    book.add('supervision', `${unit.code}-${on}`, place, `${draft.name}督导`, {
      unitId: unit.id,
      stationId,
      contractId: zone.contractId,
      agencyId: zone.agencyId,
      supervisedOn: on,
      byPersonId: book.id('person', `supervision-group-${(i % 3) + 1}`),
      bySideCode: 'supervision-group',
      tagCodes: i === 0 ? ['building', 'operation'] : ['operation', 'service'],
      isBySeatHolder: true,
    })
  }
}

function addCentreSupervision({ book, county, place, centreId }: Cast): void {
  for (const on of ['2023-09-26', '2023-12-13'])
    book.add('supervision', `centre-${on}`, place, '县中心督导', {
      unitId: county.id,
      centreId,
      supervisedOn: on,
      byPersonId: book.id('person', 'supervision-group-1'),
      bySideCode: 'supervision-group',
      tagCodes: ['operation'],
      isBySeatHolder: true,
    })
}

/** Five domains at work; two that reach beyond civil affairs, opened with the fifth phase. */
function addServiceItems({ book, towns }: Cast): void {
  for (const [i, domainCode] of DOMAINS.entries()) {
    const town = towns[i]
    if (!town) continue
    book.add('serviceItem', domainCode, town.place, `${town.draft.name}服务事项`, {
      unitId: town.unit.id,
      stationId: town.stationId,
      planId: book.id('plan', 'annual1'),
      domainCode,
      stageCode: 'initial',
      isSuitable: true,
    })
  }
  const first = towns[0]
  if (!first) return
  for (const groupCode of ['elderly-and-child', 'community-welfare'])
    book.add('serviceItem', groupCode, first.place, '拓展服务事项', {
      unitId: first.unit.id,
      stationId: first.stationId,
      planId: book.id('plan', 'annual1'),
      domainCode: 'community',
      stageCode: 'expansion',
      groupCode,
      isSuitable: true,
    })
}

function addProjects({ book, towns }: Cast): void {
  const town = towns[10]
  if (!town) return
  book.add('project', 'expansion', town.place, '一老一小关爱行动', {
    unitId: town.unit.id,
    stationId: town.stationId,
    contractId: town.zone.contractId,
    budgetFen: 3_000_000,
    stageCode: 'preparing',
    startOn: null,
    tagCodes: ['expansion'],
    approvals: [],
    documents: [],
    participants: [],
  })
}
