import { addDays, addMonths, type CivilDate } from '#domain/kernel/civil-date.ts'
import { catalogue, linkWorld, type Entity, type EntitySource } from '#domain/scheme/index.ts'
import { seededRandom, type SeededRandom } from '#server/demo/seeded-random.ts'

const FIRST_DAY = '2023-06-01' as CivilDate
export const JUDGED_DAY = '2024-03-15' as CivilDate

/** A station with what hangs on it; `contract` and the evaluations are the entities of the plan's other subjects. */
export interface StationCase {
  readonly station: Entity
  readonly contract: Entity
  readonly midterm: Entity
  readonly final: Entity
}

/** A fact that is text, or nothing. */
export const textOf = (x: unknown): string => (typeof x === 'string' ? x : '')

/** The facts of one invented station: mostly in order, each of the six outcomes failing in some. */
function sourcesOf(i: number, random: SeededRandom): EntitySource[] {
  const upTo = (n: number): number => random.between(0, n - 1)
  const [stationId, contractId] = [`s${i}`, `c${i}`]
  const signedOn = addDays(FIRST_DAY, upTo(240))
  const score = (): number => 5_000 + upTo(5_001)
  const postings = ['head', 'part-time', 'full-time'].flatMap((seatCode, seat): EntitySource[] => {
    if (upTo(20) === 0) return []
    const startOn = addDays(addMonths(signedOn, 1), upTo(12) - 10)
    return [
      {
        subject: 'posting',
        id: `p${i}-${seat}`,
        facts: { stationId, workerId: null, contractId, seatCode, startOn, endOn: null },
      },
    ]
  })
  const evaluation = (stageCode: string, heldOn: CivilDate): EntitySource => ({
    subject: 'evaluation',
    id: `e${i}-${stageCode}`,
    facts: {
      stationId,
      contractId,
      stageCode,
      heldOn,
      townScore: score(),
      thirdPartyScore: score(),
      bureauScore: score(),
      clientScore: score(),
    },
  })
  return [
    { subject: 'contract', id: contractId, facts: { amountFen: 30_000_000 + upTo(10_000_000), signedOn, startsOn: signedOn } },
    {
      subject: 'station',
      id: stationId,
      facts: { contractId, officeAreaM2: 3_000 + upTo(6_001), isOfficeSeparate: upTo(10) > 0 },
    },
    ...postings,
    evaluation('midterm', addMonths(signedOn, 6)),
    evaluation('final', addMonths(signedOn, 9)),
  ]
}

/** `count` stations from a seed: the same on every machine. */
export function makeStations(count: number, seed = 'county90'): StationCase[] {
  const random = seededRandom(seed)
  const sources = Array.from({ length: count }, (_, i) => sourcesOf(i, random)).flat()
  const world = linkWorld(sources, catalogue, { guess: false, complete: true })
  const evaluations = new Map((world.get('evaluation') ?? []).map((e) => [e.id, e]))
  return (world.get('station') ?? []).flatMap((station, i) => {
    const [contract, midterm, final] = [
      station['contract'] as Entity | undefined,
      evaluations.get(`e${i}-midterm`),
      evaluations.get(`e${i}-final`),
    ]
    return contract && midterm && final ? [{ station, contract, midterm, final }] : []
  })
}
