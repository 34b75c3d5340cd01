import { COUNTRY_CODE } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { listFactMarks, listFacts, listLastChanges, type FactOnFile, type FilesOf } from './fact-repository.ts'
import { createTurns } from './in-turn.ts'
import { keepLast } from './keep-last.ts'

/** Counties read in one statement: a country in one would take longer than a statement may. */
const COUNTIES_AT_ONCE = 50
const KEPT = 6
const COUNTY_DIGITS = 6
/** Stands for all counties that the place does not have: a town that was moved may still be filed with one of them. */
const OTHERS = -1

/**
 * Everything recorded in a place as it stood on a day, by the county that it lies in, or by the wider place where it lies in no
 * county. A list is another object as soon as anything else is recorded in it, and the same one as long as nothing is.
 */
export type FactsOfDay = ReadonlyMap<string, readonly FactOnFile[]>

/** What one county has on file. */
interface File {
  readonly mark: string
  /** The last day on which anything of it took effect. */
  readonly since: string
  readonly facts: FactsOfDay
}
type Files = ReadonlyMap<number, File>

/**
 * Remembers what is recorded in the last few places asked about; what has been written since is read again, and nothing else.
 * Of readers that arrive together one reads and the others wait for it; where it fails, the next one reads.
 */
export function createFactKeeper(): (tx: Tx, unitCode: string, day: CivilDate) => Promise<FactsOfDay> {
  const inTurn = createTurns()
  const kept = keepLast<{ readonly files: Files; readonly facts: FactsOfDay }>(KEPT)
  // a day before a county's last change has a file of its own; all later days share the same
  const latest = keepLast<Files>(KEPT)
  const look = async (tx: Tx, unitCode: string, day: CivilDate) => {
    const marks = new Map(await listFactMarks(tx, unitCode))
    // nothing tells when those wrote that the place does not have: they are read whenever anybody of the place did
    if (unitCode !== COUNTRY_CODE) marks.set(OTHERS, [...marks.values()].join())
    const before = kept.get(`${unitCode}@${day}`)
    const standing = latest.get(unitCode)
    const files = new Map<number, File>()
    const stale = new Map<number, string>()
    for (const [county, mark] of marks) {
      const [mine, shared] = [before?.files.get(county), standing?.get(county)]
      if (mine?.mark === mark) files.set(county, mine)
      else if (shared?.mark === mark && shared.since <= day) files.set(county, shared)
      else stale.set(county, mark)
    }
    return { marks, before, standing, files, stale, isSame: stale.size === 0 && before?.files.size === files.size }
  }
  return async (tx, unitCode, day) => {
    const seen = await look(tx, unitCode, day)
    if (seen.before && seen.isSame) return seen.before.facts
    const read = async (): Promise<FactsOfDay> => {
      const { marks, before, standing, files, stale, isSame } = await look(tx, unitCode, day)
      if (before && isSame) return before.facts
      for (const [county, file] of await readFiles(tx, unitCode, day, stale, [...marks.keys()])) files.set(county, file)
      const last = [...files].flatMap(([county, file]) => {
        const one = file.since <= day ? file : standing?.get(county)
        return one?.mark === file.mark ? [[county, one] as const] : []
      })
      latest.set(unitCode, new Map(last))
      return kept.set(`${unitCode}@${day}`, { files, facts: together(files, before?.facts) }).facts
    }
    return inTurn(unitCode, read, () => listFactMarks(tx, unitCode))
  }
}

/** Reads the files of some counties as they stood on a day. */
async function readFiles(
  tx: Tx,
  unitCode: string,
  day: CivilDate,
  stale: ReadonlyMap<number, string>,
  all: readonly number[],
): Promise<Map<number, File>> {
  const asked: FilesOf[] = stale.has(OTHERS) ? [{ counties: all, isOthers: true }] : []
  const counties = [...stale.keys()].filter((county) => county !== OTHERS)
  for (let i = 0; i < counties.length; i += COUNTIES_AT_ONCE)
    asked.push({ counties: counties.slice(i, i + COUNTIES_AT_ONCE), isOthers: false })
  const files = new Map<number, { mark: string; since: string; facts: Map<string, FactOnFile[]> }>()
  for (const [county, mark] of stale) files.set(county, { mark, since: '', facts: new Map() })
  for (const one of asked) {
    const fileOf = (county: number) => files.get(one.isOthers ? OTHERS : county)
    for (const { countyId, day: last } of await listLastChanges(tx, unitCode, one)) {
      const file = fileOf(countyId)
      if (file && last > file.since) file.since = last
    }
    for (const fact of await listFacts(tx, unitCode, day, one)) {
      const place = fact.divisionCode.slice(0, COUNTY_DIGITS)
      const facts = fileOf(fact.countyId)?.facts
      const there = facts?.get(place)
      if (there) there.push(fact)
      else facts?.set(place, [fact])
    }
  }
  for (const { facts } of files.values()) for (const there of facts.values()) there.sort(byPlace)
  return files
}

const joined = new WeakMap<readonly FactOnFile[], readonly (readonly FactOnFile[])[]>()

/** All files by place, places in their order; what several counties have on file of one place is put together. */
function together(files: Files, before: FactsOfDay | undefined): FactsOfDay {
  const places = new Map<string, (readonly FactOnFile[])[]>()
  for (const { facts } of files.values())
    for (const [place, there] of facts) places.set(place, [...(places.get(place) ?? []), there])
  return new Map(
    [...places]
      .sort(([a], [b]) => compared(a, b))
      .map(([place, lists]) => [place, lists[0] && lists.length === 1 ? lists[0] : mixed(lists, before?.get(place))]),
  )
}

function mixed(lists: readonly (readonly FactOnFile[])[], before: readonly FactOnFile[] | undefined): readonly FactOnFile[] {
  const of = before && joined.get(before)
  if (before && of?.length === lists.length && of.every((list, i) => list === lists[i])) return before
  const all = lists.flat().sort(byPlace)
  joined.set(all, lists)
  return all
}

const byPlace = (a: FactOnFile, b: FactOnFile): number => compared(a.divisionCode, b.divisionCode) || compared(a.id, b.id)
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
