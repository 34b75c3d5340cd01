import type { DemoFacts } from '../demo-scheme.ts'
import { inventedPerson } from '../invented-people.ts'
import { seededRandom } from '../seeded-random.ts'
import type { PilotCast } from './cast-town.ts'

const ELDERLY = [
  'left-behind-elderly',
  'tekun-elderly',
  'advanced-age-elderly',
  'hardship-disabled-elderly',
  'special-hardship-elderly',
  'disabled-dibao-elderly',
]
const CHILDREN = ['left-behind-child', 'hardship-child', 'orphan', 'unattended-child']
const SERVICES: readonly (readonly [domain: string, tag: string])[] = [
  ['elderly', 'spiritual-care'],
  ['elderly', 'health-aid'],
  ['children', 'social-care'],
  ['children', 'rescue-protection'],
  ['assistance', 'policy'],
  ['affairs', 'marriage'],
]
const ACTIVITIES: readonly (readonly [key: string, series: string, tags: readonly string[]])[] = [
  ['child-1', 'child-education', ['safety', 'mental-health']],
  ['child-2', 'child-education', ['guardianship-law']],
  ['aid-1', 'aid-publicity', ['conditions', 'procedure', 'standards']],
  ['marriage-1', 'marriage', ['marriage-policy', 'pre-marriage']],
  ['marriage-2', 'marriage', ['family-counselling']],
  ['funeral-1', 'funeral', ['frugal-funeral']],
]

/** Forty old people and sixteen children of the villages with their visits; cases, inquiries, services and activities. */
export function addClients(cast: PilotCast): void {
  const { villages } = cast
  for (let i = 0; i < 56; i++) {
    const village = villages[i % villages.length]
    if (village) addClient(cast, village.id, village.code, i)
  }
  addCases(cast)
  addServices(cast)
}

function addClient({ book, stationId, agencyId }: PilotCast, unitId: string, code: string, i: number): void {
  const isChild = i >= 40
  const random = seededRandom(`changji/client/${i}`)
  const person = inventedPerson(`changji/client/${i}`, isChild ? 2008 : 1931, isChild ? 2016 : 1956)
  const category = isChild ? (CHILDREN[i % 4] ?? 'orphan') : (ELDERLY[i % 6] ?? 'tekun-elderly')
  const place = { divisionCode: code, stationId, agencyId }
  const workerId = book.id('worker', isChild ? 'w2' : 'w1')
  const aids = !isChild && i % 4 === 0 ? [{ code: 'dibao', from: '2020-01-01', to: null }] : []
  const clientId = book.add(
    'client',
    `${i}`,
    place,
    person.name,
    {
      unitId,
      stationId,
      workerId,
      registeredOn: '2021-09-28',
      isKey: i % 5 === 0,
      categories: [{ code: category, from: '2021-09-28', to: null }, ...aids],
      filledFieldCodes: ['income-source', 'family-structure', ...(i % 9 === 4 ? [] : ['contact'])],
      assessments: category === 'left-behind-elderly' || category === 'special-hardship-elderly' ? ASSESSED : [],
      allowances: allowancesOf(category, i),
    },
    person.identity,
  )
  for (const month of ['2021-10', '2021-11']) {
    if ((month === '2021-10' && i === 6) || (month === '2021-11' && random.isHit(0.4))) continue
    const on = `${month}-0${random.between(1, 9)}`
    book.add('visit', `${i}-${month}`, place, `${person.name}探访`, {
      unitId,
      stationId,
      clientId,
      workerId,
      visitedOn: on,
      isMet: true,
      needsFollowUp: false,
      filledFieldCodes: ['mode', 'findings', 'follow-up'],
      enteredOn: i % 20 === 8 ? `${month}-28` : on,
      lockedAt: null,
    })
  }
  if (i % 4 !== 0 || isChild) return
  book.add('investigation', `${i}`, place, `${person.name}入户调查`, {
    unitId,
    clientId,
    byId: workerId,
    investigatedOn: '2021-10-13',
    benefitCode: ['dibao', 'tekun', 'temporary-aid'][(i / 4) % 3] ?? 'dibao',
    decidedByOfficeCode: 'town',
  })
}

const ASSESSED: readonly DemoFacts[] = ['physical', 'mental'].map((kindCode) => ({ kindCode, on: '2021-10-09', score: 7000 }))

function allowancesOf(category: string, i: number): readonly DemoFacts[] {
  const kindCode =
    category === 'advanced-age-elderly'
      ? 'old-age'
      : category === 'orphan' || category === 'unattended-child'
        ? 'child-living'
        : undefined
  if (kindCode === undefined) return []
  const expectedFen = kindCode === 'old-age' ? 5000 : 120_000
  const isShort = i % 16 === 2
  return ['2021-09', '2021-10'].map((month) => ({
    kindCode,
    month,
    expectedFen,
    paidFen: isShort ? expectedFen - 1000 : expectedFen,
    routedOn: isShort && i !== 2 ? '2021-10-28' : null,
  }))
}

function addCases({ book, town, stationId, stationPlace }: PilotCast): void {
  const steps: readonly (readonly [state: string, openedOn: string, lastOn: string, tags: readonly string[]])[] = [
    ['in-service', '2021-09-29', '2021-11-02', ['elderly']],
    ['planned', '2021-10-20', '2021-10-20', ['children']],
    ['closed', '2021-09-27', '2021-10-29', ['elderly']],
    ['in-service', '2021-09-30', '2021-10-05', ['children']],
    ['in-service', '2021-10-02', '2021-11-01', ['vagrant', 'counselling']],
    ['assessed', '2021-11-03', '2021-11-03', ['vagrant', 'returned']],
  ]
  steps.forEach(([stateCode, openedOn, on, tagCodes], i) => {
    book.add('case', `${i + 1}`, stationPlace, `个案${i + 1}`, {
      unitId: town.id,
      stationId,
      clientId: book.id('client', `${i * 9}`),
      workerId: book.id('worker', `w${(i % 3) + 1}`),
      openedOn,
      closedOn: stateCode === 'closed' ? on : null,
      stateCode,
      tagCodes,
      riskLevel: 'low',
      isReported: false,
      outcomeText: stateCode === 'closed' ? '与子女恢复联系' : null,
      contacts: [{ on, modeCode: 'home', isMet: true }],
      notes: [],
    })
  })
}

function addServices({ book, town, stationId, agencyId, contractId, stationPlace }: PilotCast): void {
  SERVICES.forEach(([domainCode, tag], i) => {
    for (const n of [1, 2])
      book.add('serviceRecord', `${i}-${n}`, stationPlace, '服务记录', {
        unitId: town.id,
        stationId,
        contractId,
        agencyId,
        workerId: book.id('worker', `w${(i % 3) + 1}`),
        servedOn: `2021-10-1${i + n}`,
        minutes: 60,
        domainCode,
        tagCodes: [tag],
      })
  })
  for (const [key, seriesCode, tagCodes] of ACTIVITIES)
    book.add('activity', key, stationPlace, '社区活动', {
      unitId: town.id,
      stationId,
      contractId,
      heldOn: '2021-10-23',
      plannerId: book.id('worker', 'w1'),
      seriesCode,
      tagCodes,
      participants: [],
      partners: key.startsWith('marriage') ? [{ typeCode: 'marriage-registry', id: 'registry' }] : [],
    })
}
