import { COUNTRY_CODE } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { EntitySource } from '#domain/scheme/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { findLastChange, listFactMarks, listFacts, type FactOnFile, type FilesOf } from './fact-repository.ts'
import { keepLast } from './keep-last.ts'

/** Counties read in one statement: a country in one would take longer than a statement may. */
const COUNTIES_AT_ONCE = 50
const KEPT = 6

/** Everything recorded in a place as it stood on a day. */
export interface FactsOfDay {
  /** The place, for all days on which the same holds, or the place on that day. */
  readonly key: string
  /** Another object as soon as anything else is recorded. */
  readonly sources: readonly EntitySource[]
}

interface Group {
  /** The last day on which anything of it took effect. */
  readonly since: string
  readonly facts: readonly FactOnFile[]
}

interface Kept extends FactsOfDay {
  readonly marks: ReadonlyMap<number, string>
  /** Facts by the first county of those read together; `others`: what is filed with a county that the place does not have. */
  readonly groups: ReadonlyMap<string, Group>
  readonly since: string
}

/** Remembers what is recorded in the last few places asked about; what has been written since is read again, and nothing else. */
export function createFactKeeper(): (tx: Tx, unitCode: string, day: CivilDate) => Promise<FactsOfDay> {
  const kept = keepLast<Kept>(KEPT)
  return async (tx, unitCode, day) => {
    const marks = await listFactMarks(tx, unitCode)
    const own = `${unitCode}@${day}`
    const latest = kept.get(unitCode)
    // a day before the last change has facts of its own; every later day shares the same
    const before = latest && latest.since <= day ? latest : kept.get(own)
    const changed = [...marks].flatMap(([county, ticks]) => (before?.marks.get(county) === ticks ? [] : [county]))
    if (before && changed.length === 0 && before.marks.size === marks.size) return before
    const groups = new Map(before?.marks.size === marks.size ? before.groups : [])
    for (const files of toRead(unitCode, [...marks.keys()], groups.size > 0 ? new Set(changed) : undefined))
      groups.set(keyOf(files), {
        since: await findLastChange(tx, unitCode, files),
        facts: await listFacts(tx, unitCode, day, files),
      })
    const since = [...groups.values()].reduce((last, group) => (group.since > last ? group.since : last), '')
    const key = since <= day ? unitCode : own
    return kept.set(key, { key, marks, groups, since, sources: inOrder(groups) })
  }
}

/** What to read: groups of counties with a change in them, and what is filed elsewhere; there is no elsewhere for the country. */
function toRead(unitCode: string, counties: readonly number[], changed: ReadonlySet<number> | undefined): readonly FilesOf[] {
  const groups: FilesOf[] = []
  for (let i = 0; i < counties.length; i += COUNTIES_AT_ONCE) {
    const some = counties.slice(i, i + COUNTIES_AT_ONCE)
    if (changed === undefined || some.some((county) => changed.has(county))) groups.push({ counties: some, isOthers: false })
  }
  return unitCode === COUNTRY_CODE ? groups : [...groups, { counties, isOthers: true }]
}

const keyOf = ({ counties, isOthers }: FilesOf): string => (isOthers ? 'others' : `${counties[0]}`)

const inOrder = (groups: ReadonlyMap<string, Group>): readonly FactOnFile[] =>
  [...groups.values()]
    .flatMap(({ facts }) => facts)
    .sort((a, b) => compared(a.divisionCode, b.divisionCode) || compared(a.id, b.id))

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
