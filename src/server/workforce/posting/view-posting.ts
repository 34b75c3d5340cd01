import type { PostingView } from '#contract/workforce/index.ts'
import { codeIn } from '#domain/scheme/index.ts'
import type { PlaceCatalogue } from '#server/record/index.ts'
import type { PostingRow } from '../repository.ts'
import { rowsIn, textIn } from '../rows-in.ts'

/** Names of the records a posting speaks of. */
export const namedIn = ({ facts, worker_id, station_id }: PostingRow): readonly (string | undefined)[] => [
  worker_id ?? undefined,
  station_id ?? undefined,
  textIn(facts, 'unitId'),
  textIn(facts, 'employerId'),
  textIn(facts, 'supervisorId'),
  ...rowsIn(facts, 'leaves').map((row) => textIn(row, 'coverWorkerId')),
]

/** A code as the plans in force in the place call it. */
export const wordIn = ({ words }: Pick<PlaceCatalogue, 'words'>, code: string, field: string): string =>
  codeIn(words, code, field)

/** A posting for people. `names` holds every record it speaks of. */
export function viewPosting(
  row: PostingRow,
  names: ReadonlyMap<string, string>,
  place: Pick<PlaceCatalogue, 'words' | 'workDay'>,
): PostingView {
  const { facts } = row
  const [startOn, endOn] = [textIn(facts, 'startOn') ?? null, textIn(facts, 'endOn') ?? null]
  const named = (id: string | null | undefined): string => (typeof id === 'string' ? (names.get(id) ?? '') : '')
  const last = rowsIn(facts, 'replacements').at(-1)
  return {
    id: row.id,
    version: row.version,
    workerId: row.worker_id,
    workerName: row.worker_id === null ? row.name : named(row.worker_id),
    stationId: row.station_id,
    placeName: named(row.station_id ?? textIn(facts, 'unitId')),
    seat: wordIn(place, textIn(facts, 'seatCode') ?? '', 'seatCode'),
    isFullTime: facts['isFullTime'] === true,
    employerName: facts['employerId'] === null ? '镇街' : named(textIn(facts, 'employerId')),
    supervisorName: named(textIn(facts, 'supervisorId')),
    startOn,
    endOn,
    isHeld: startOn !== null && startOn <= place.workDay && (endOn === null || endOn >= place.workDay),
    exceptions: rowsIn(facts, 'waivers').length,
    replacement: last
      ? {
          ground: wordIn(place, textIn(last, 'groundCode') ?? '', 'groundCode'),
          askedOn: textIn(last, 'askedOn') ?? null,
          repliedOn: textIn(last, 'repliedOn') ?? null,
          dueOn: textIn(last, 'dueOn') ?? null,
        }
      : null,
    leaves: rowsIn(facts, 'leaves').flatMap((leave) => {
      const [from, to] = [textIn(leave, 'from'), textIn(leave, 'to')]
      return from !== undefined && to !== undefined ? [{ from, to, coverName: named(textIn(leave, 'coverWorkerId')) }] : []
    }),
  }
}
