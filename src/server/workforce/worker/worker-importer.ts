import { covers } from '#domain/access/index.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { decideChange } from '#domain/record/index.ts'
import type { ImportValues } from '#domain/table/index.ts'
import { decideWorker, WORKER_IMPORT, workerColumns, workerFacts } from '#domain/workforce/index.ts'
import { nameKeys, openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import {
  addRecords,
  changeRecords,
  findRecordsById,
  refusalInWords,
  rememberEntered,
  removeRecords,
  type ImportContext,
  type Importer,
  type Recorded,
  type StoredRecord,
} from '#server/table/index.ts'
import { findAgencies, findUnitAt, findWorkersLike } from '../repository.ts'

const asRecorded = ({ id, version, name, facts }: StoredRecord): Recorded => ({ id, version, values: workerColumns(name, facts) })

/** Takes workers in from a spreadsheet; who is the same person, name, employer and birthday say. */
export const workerImporter = (opener: SchemeOpener): Importer => ({
  definition: WORKER_IMPORT,
  who: 'record fact',
  async dictionaries({ tx, actor }) {
    const agencies = await findAgencies(tx)
    return {
      agency: agencies
        .filter(({ id }) => actor.scope.agencyId === undefined || id === actor.scope.agencyId)
        .map(({ id, name }) => ({ value: id, label: name })),
    }
  },
  target: {
    async find({ tx }, rows) {
      const keys = rows.map(keyOf)
      const by = new Map((await findWorkersLike(tx, keys)).map((row) => [JSON.stringify(keyIn(row)), asRecorded(row)]))
      return keys.map((key) => by.get(JSON.stringify(key)))
    },
    findById: async ({ tx }, ids) => new Map((await findRecordsById(tx, 'worker', ids)).map((row) => [row.id, asRecorded(row)])),
    async judge(context, rows) {
      const place = await openPlace(opener, context, context.actor.scope.code)
      return rows.map(({ values, recorded }) => {
        const { put } = workerFacts({}, values)
        const fit = recorded ? undefined : decideWorker({ facts: { ...put, nameText: values['name'] }, idNumber: undefined })
        if (isRefusal(fit)) return refusalInWords(fit)
        const decided = decideChange(
          { actor: context.actor, catalogue: place.catalogue, subject: 'worker', today: context.today },
          recorded && { version: recorded.version, effectiveOn: '', facts: workerFacts({}, recorded.values).put },
          { version: recorded?.version, facts: put, effectiveOn: workDayIn(place.workDay, context) },
        )
        return isRefusal(decided) ? refusalInWords(decided) : undefined
      })
    },
    async add(context, rows) {
      const { tx, actor, now } = context
      const agencies = new Map((await findAgencies(tx)).map((one) => [one.id, one]))
      const { workDay } = await openPlace(opener, context, actor.scope.code)
      const units = new Map<string, string | undefined>()
      const records = []
      for (const { id, values } of rows) {
        const { name, agency } = keyOf(values)
        const of = agencies.get(agency)
        if (!of) throw new Error('an agency out of reach')
        const divisionCode = covers({ code: actor.scope.code }, { code: of.division_code }) ? of.division_code : actor.scope.code
        if (!units.has(divisionCode)) units.set(divisionCode, await findUnitAt(tx, divisionCode))
        records.push({
          id,
          countyId: of.county_id,
          divisionCode,
          agencyId: agency,
          stationId: null,
          name,
          nameKeys: nameKeys(name),
          facts: { nameText: name, agencyId: agency, unitId: units.get(divisionCode) ?? null, ...workerFacts({}, values).put },
          effectiveOn: workDayIn(workDay, context),
        })
      }
      await addRecords(tx, 'worker', records, { at: now, by: actor.accountId, isOpen: false })
      await rememberEntered(
        context,
        'worker',
        'record fact',
        records.map(({ id }) => id),
      )
    },
    async change(context, rows) {
      const { tx, actor, now } = context
      const { workDay } = await openPlace(opener, context, actor.scope.code)
      const stored = new Map(
        (
          await findRecordsById(
            tx,
            'worker',
            rows.map(({ id }) => id),
          )
        ).map((row) => [row.id, row.facts]),
      )
      const changes = rows.map(({ id, version, values }) => ({
        id,
        version,
        ...workerFacts(stored.get(id) ?? {}, values),
        effectiveOn: workDayIn(workDay, context),
      }))
      await rememberEntered(
        context,
        'worker',
        'record fact',
        changes.map(({ id }) => id),
      )
      return changeRecords(tx, 'worker', changes, { at: now, by: actor.accountId })
    },
    remove: ({ tx }, rows) => removeRecords(tx, 'worker', rows),
  },
})

interface Key {
  readonly name: string
  readonly agency: string
  readonly birthOn: string
}

const keyOf = (values: ImportValues): Key => ({
  name: String(values['name']),
  agency: String(values['agency']),
  birthOn: String(values['birthOn']),
})
const keyIn = ({ name, facts }: StoredRecord): Key => ({
  name,
  agency: String(facts['agencyId']),
  birthOn: String(facts['birthOn']),
})

/** A demonstration that stands still at a past day records as of that day. */
const workDayIn = (workDay: string, { today }: ImportContext): CivilDate => (workDay < today ? workDay : today) as CivilDate
