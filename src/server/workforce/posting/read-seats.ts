import type { readSeats as endpoint } from '#contract/workforce/index.ts'
import { catalogue, type LayeredRule } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findRecord, openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { plansOver } from '../plans-over.ts'
import { listCounties, listSeatCodes, listStations, listSupervisors } from '../repository.ts'
import { textIn } from '../rows-in.ts'
import { wordIn } from './view-posting.ts'

/** What the dialog of a posting offers: stations, the seats the plans speak of, who may supervise, facts the plans coin. */
export const readSeats =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId }) => {
    const { tx, actor } = context
    const station = stationId === undefined ? undefined : await findRecord(tx, 'station', stationId)
    const divisionCode = station?.divisionCode ?? actor.scope.code
    const place = await openPlace(opener, context, divisionCode)
    const plans = await plansOver(opener, context, divisionCode)
    const named = plans.flatMap(({ layers }) => layers.rules.flatMap(seatsNamed))
    const codes = [...new Set([...named, ...(await listSeatCodes(tx, divisionCode))])]
    const own = catalogue['posting']?.facts ?? {}
    const words = (name: string) => [...new Set(place.words.flatMap(({ codesOf }) => codesOf(name)))]
    return {
      workDay: place.workDay,
      stations: [
        ...(await listStations(tx)).map(({ id, name }) => ({ id, name, kind: 'station' as const })),
        ...(await listCounties(tx)).map(({ id, name }) => ({ id, name: `${name}（指导中心）`, kind: 'unit' as const })),
      ],
      seats: (codes.length === 0 ? ['worker'] : codes).map((code) => ({ code, label: wordIn(place, code, 'seatCode') })),
      grounds: words('groundCode').map((code) => ({ code, label: wordIn(place, code, 'groundCode') })),
      supervisors: (await listSupervisors(tx)).map(({ id, name, facts }) => ({
        id,
        name,
        certificateUntil: textIn(facts, 'certificateValidUntilOn') ?? null,
      })),
      coined: Object.entries(place.catalogue['posting']?.facts ?? {})
        .filter(([name, { type, origin }]) => own[name] === undefined && origin !== 'derived' && type === 'code')
        .map(([name, { label }]) => ({
          name,
          label,
          options: words(name).map((code) => ({ code, label: wordIn(place, code, name) })),
        })),
    }
  }

/** Seats that a rule about postings names. */
function seatsNamed({ rule: { rule } }: LayeredRule): readonly string[] {
  const text = JSON.stringify(rule)
  if (!text.includes('postings[]') && rule.subject !== 'posting') return []
  const found = [...text.matchAll(/"fact":"(?:posting\.)?seatCode","(?:is|in)":(\[[^\]]*\]|"[^"]*")/g)]
  return found.flatMap(([, value]) => [JSON.parse(value ?? '[]') as string | string[]].flat())
}
