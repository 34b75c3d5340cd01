import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { decideChange, isOpenSubject, type FactsDraft } from '#domain/record/index.ts'
import type { Catalogue } from '#domain/scheme/index.ts'
import { changesOf } from '#server/http/changes-of.ts'
import type { AuditChange, SignedInContext } from '#server/http/context.ts'
import { nameKeys } from './name-keys.ts'
import { findCountyId, findRecord, insertRecord, updateRecord, type RecordPlace, type RecordRow } from './repository.ts'

type Writer = Pick<SignedInContext, 'tx' | 'actor' | 'today' | 'now'>

/** What was written: the record as it stands now, and what changed of it, for the audit. */
export interface Saved {
  readonly record: RecordRow
  readonly changes: readonly AuditChange[]
}

export interface NewRecord extends Partial<RecordPlace> {
  readonly subject: string
  readonly id: string
  readonly divisionCode: string
  readonly facts: FactsDraft
  readonly effectiveOn?: CivilDate | undefined
}

export interface RecordEdit {
  readonly version: number
  readonly facts: FactsDraft
  readonly effectiveOn?: CivilDate | undefined
  /** Where it lies from now on, where that changes. */
  readonly place?: Partial<RecordPlace>
}

interface Rules {
  readonly catalogue: Catalogue
  /** The day on which work is judged there; what takes effect says none takes effect then. */
  readonly workDay: string
  /** A module's own use case writes, which has decided who may. */
  readonly isByModule?: boolean
}

/**
 * Adds a record to its table. The same id again answers with what stands, if it is the same; that makes a retry harmless.
 * @refuses FACTS_UNFIT @refuses FACT_OF_OTHERS @refuses EFFECT_TOO_LATE @refuses RECORD_ELSEWHERE @refuses RECORD_CHANGED
 */
export async function createRecord(writer: Writer, rules: Rules, draft: NewRecord): Promise<Saved | Refusal> {
  const { tx, actor, now } = writer
  const effectiveOn = draft.effectiveOn ?? (rules.workDay as CivilDate)
  const decided = decideChange({ ...rules, ...asked(writer, draft.subject, rules) }, undefined, {
    facts: draft.facts,
    effectiveOn,
  })
  if (isRefusal(decided)) return decided
  const countyId = await findCountyId(tx, draft.divisionCode)
  if (countyId === undefined) return refuse('RECORD_ELSEWHERE')
  const name = nameIn(decided.facts, '')
  const row = {
    subject: draft.subject,
    id: draft.id,
    countyId,
    divisionCode: draft.divisionCode,
    agencyId: draft.agencyId ?? null,
    stationId: draft.subject === 'station' ? draft.id : (draft.stationId ?? null),
    assignedTo: draft.assignedTo ?? null,
    roundIds: draft.roundIds ?? null,
    isOpen: draft.isOpen ?? isOpenSubject(draft.subject),
    name,
    nameKeys: nameKeys(name),
    facts: decided.facts,
    effectiveOn,
    recordedAt: now,
    recordedBy: actor.accountId,
  }
  if (!(await insertRecord(tx, row))) {
    const there = await findRecord(tx, draft.subject, draft.id)
    return there && JSON.stringify(sorted(there.facts)) === JSON.stringify(sorted(decided.facts))
      ? { record: there, changes: [] }
      : refuse('RECORD_CHANGED')
  }
  return { record: { ...row, version: 1 }, changes: contentOf({}, decided.facts) }
}

/**
 * Writes facts onto a record as it was read: the next version takes its place, the one before goes into the history.
 * @refuses FACTS_UNFIT @refuses FACT_OF_OTHERS @refuses EFFECT_TOO_LATE @refuses RECORD_CHANGED
 */
export async function saveRecord(writer: Writer, rules: Rules, record: RecordRow, edit: RecordEdit): Promise<Saved | Refusal> {
  const { tx, actor, now } = writer
  const effectiveOn = edit.effectiveOn ?? (rules.workDay as CivilDate)
  const decided = decideChange({ ...rules, ...asked(writer, record.subject, rules) }, record, {
    version: edit.version,
    facts: edit.facts,
    effectiveOn,
  })
  if (isRefusal(decided)) return decided
  if (decided.names.length === 0 && edit.place === undefined) return { record, changes: [] }
  const name = nameIn(decided.facts, record.name)
  const row = {
    ...record,
    ...edit.place,
    name,
    nameKeys: nameKeys(name),
    facts: decided.facts,
    effectiveOn,
    recordedAt: now,
    recordedBy: actor.accountId,
  }
  const version = await updateRecord(tx, row, edit.version)
  if (version === undefined) return refuse('RECORD_CHANGED')
  return { record: { ...row, version }, changes: contentOf(record.facts, decided.facts) }
}

const asked = ({ actor, today }: Writer, subject: string, { workDay }: Rules) => ({
  actor,
  subject,
  // a demonstration that stands still at a past day records up to today all the same
  today: workDay > today ? (workDay as CivilDate) : today,
})

const nameIn = (facts: FactsDraft, otherwise: string): string =>
  typeof facts['nameText'] === 'string' ? facts['nameText'] : otherwise

const sorted = (facts: FactsDraft): readonly (readonly [string, unknown])[] =>
  Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The content of a change for the audit: single facts as they are, lists as their text. */
const contentOf = (before: FactsDraft, after: FactsDraft): readonly AuditChange[] => changesOf(plain(before), plain(after))

const plain = (facts: FactsDraft): Readonly<Record<string, string | number | boolean | null>> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
        ? value
        : JSON.stringify(value),
    ]),
  )
