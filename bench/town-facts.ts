import path from 'node:path'
import { addDays, addMonths, lastDayOfMonth, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { EntitySource } from '#domain/scheme/index.ts'
import { divisionLevel, parentCode } from '#domain/territory/index.ts'
import { seededRandom, type SeededRandom } from '#server/demo/seeded-random.ts'
import { findRoot } from '#server/find-root.ts'
import { loadDivisions } from '#server/territory/index.ts'

/** The twelve months judged: the last day of each. */
export const MONTH_ENDS: readonly CivilDate[] = Array.from(
  { length: 12 },
  (_, i) => `2024-${String(i + 1).padStart(2, '0')}-${lastDayOfMonth(2024, i + 1)}` as CivilDate,
)
const month = (i: number): string => `2024-${String(i + 1).padStart(2, '0')}`

const FIXTURES = ['desk', 'computer', 'printer', 'filing-cabinet', 'stationery']
const SYSTEMS = ['personnel', 'volunteer', 'premises-use', 'archives', 'finance']
const SEATS = ['head', 'part-time', 'full-time']
type Facts = EntitySource['facts']

function stationFacts(random: SeededRandom, openedOn: CivilDate): Facts {
  const some = (codes: readonly string[]): readonly string[] => codes.filter(() => !random.isHit(0.04))
  return {
    officeAreaM2: random.between(3_000, 9_000),
    isOfficeSeparate: !random.isHit(0.1),
    isAtTownSeat: !random.isHit(0.05),
    openedOn,
    stageCode: 'mature',
    fixtures: some(FIXTURES).map((itemCode) => ({
      itemCode,
      count: random.between(1, 5),
      providerCode: 'town',
      isUsable: !random.isHit(0.03),
    })),
    documents: some(SYSTEMS).map((nameCode) => ({ nameCode, effectiveOn: openedOn, wallOn: openedOn })),
    premises: ['office', 'service'].map((kindCode) => ({
      kindCode,
      areaM2: random.between(3_000, 9_000),
      providerCode: 'town',
      rightOfUse: 'own',
      tenureEndsOn: '2026-12-31',
    })),
    monthSheets: Array.from({ length: 12 }, (_, i) => ({
      month: month(i),
      score: random.between(6_000, 10_000),
      byRoleCode: 'town',
      submittedOn: addDays(addMonths(`${month(i)}-01` as CivilDate, 1), random.between(0, 8)),
    })),
    entries: Array.from({ length: 12 }, (_, i) => ({
      typeCode: random.pick(['town-check', 'expense-check', 'coaching']),
      on: `${month(i)}-15`,
      byRoleCode: 'town',
      tagCodes: [],
    })),
    snapshots: Array.from({ length: 6 }, (_, i) => ({ weekOf: `${month(2 * i)}-08`, stageCode: 'mature' })),
    attested: [],
  }
}

/** Every division of the country as a unit; every town with a station, its contract and its staff, invented from a seed. */
export function townSources(seed = 'towns'): EntitySource[] {
  const random = seededRandom(seed)
  const divisions = loadDivisions(path.join(findRoot(), 'territory/divisions.tsv.gz'))
  return divisions.list.flatMap(({ code, name }): EntitySource[] => {
    const tierCode = divisionLevel(code)
    if (code.length > 9) return []
    const unit: EntitySource = {
      subject: 'unit',
      id: code,
      facts: { nameText: name, divisionCode: code, tierCode, parentId: parentCode(code) ?? null },
    }
    if (tierCode !== 'town') return [unit]
    const signedOn = addDays('2023-06-01' as CivilDate, random.between(0, 200))
    const openedOn = addDays(signedOn, random.between(0, 60))
    const at = { divisionCode: code, unitId: code }
    return [
      unit,
      {
        subject: 'contract',
        id: `c${code}`,
        facts: {
          ...at,
          signedOn,
          startsOn: signedOn,
          endsOn: addMonths(signedOn, 24),
          stateCode: 'in-force',
          amountFen: 30_000_000,
          workersAgreedCount: 3,
        },
      },
      {
        subject: 'station',
        id: `s${code}`,
        facts: { ...at, contractId: `c${code}`, nameText: `${name}社工站`, ...stationFacts(random, openedOn) },
      },
      ...SEATS.flatMap((seatCode, i): EntitySource[] =>
        random.isHit(0.05)
          ? []
          : [
              {
                subject: 'posting',
                id: `p${code}${i}`,
                facts: { ...at, stationId: `s${code}`, seatCode, startOn: addDays(signedOn, random.between(0, 40)), endOn: null },
              },
            ],
      ),
    ]
  })
}
