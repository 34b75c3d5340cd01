import { decideChange, isOpenSubject, type FactsDraft } from '#domain/record/index.ts'
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { ImportValues, ListValue, RecordImport } from '#domain/table/index.ts'
import { problemFor } from '#contract/problem-table.ts'
import { nameKeys, openPlace, type PlaceCatalogue } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import {
  addRecords,
  changeRecords,
  findRecordsById,
  findRecordsNamed,
  findUnits,
  listUnits,
  removeRecords,
  type StoredRecord,
} from '../record-import-repository.ts'
import type { ImportContext, Importer, Recorded } from './importer.ts'

/** Takes spreadsheets into the records of a subject, each row held to the catalogue of the plans in force where it lies. */
export function recordImporter(one: RecordImport, opener: SchemeOpener): Importer {
  const { subject, definition, unitColumn, nameColumn, facts: factOf } = one
  const named = (row: ImportValues) => ({ unit: String(row[unitColumn]), name: String(row[nameColumn]) })
  const factsOf = (values: Readonly<Record<string, ListValue | undefined>>): FactsDraft =>
    Object.fromEntries(
      Object.entries(factOf).flatMap(([column, fact]) => (values[column] === undefined ? [] : [[fact, values[column]]])),
    )
  const recorded = ({ id, version, name, facts }: StoredRecord): Recorded => ({
    id,
    version,
    values: {
      [unitColumn]: facts['unitId'] as string,
      [nameColumn]: name,
      ...Object.fromEntries(Object.entries(factOf).map(([column, fact]) => [column, facts[fact] as ListValue | undefined])),
    },
  })

  return {
    definition,
    who: 'record fact',
    dictionaries: async ({ tx }) => ({ [unitColumn]: await listUnits(tx) }),
    target: {
      async find({ tx }, rows) {
        const found = await findRecordsNamed(tx, subject, rows.map(named))
        const by = new Map(found.map((row) => [JSON.stringify({ unit: row.facts['unitId'], name: row.name }), recorded(row)]))
        return rows.map((row) => by.get(JSON.stringify(named(row))))
      },
      findById: async ({ tx }, ids) => new Map((await findRecordsById(tx, subject, ids)).map((row) => [row.id, recorded(row)])),
      async judge(context, rows) {
        const places = await placesOf(
          context,
          opener,
          rows.map(({ values }) => named(values).unit),
        )
        return rows.map(({ values, recorded: there }) => {
          const place = places.get(named(values).unit)
          if (!place) return '这个地区不在您的范围内'
          const asked = { actor: context.actor, catalogue: place.catalogue, subject, today: laterOf(place, context) }
          const state = there && { version: there.version, effectiveOn: '', facts: factsOf(there.values) }
          const change = { version: there?.version, facts: factsOf(values), effectiveOn: place.workDay as CivilDate }
          const decided = decideChange(asked, state, change)
          return isRefusal(decided) ? inWords(decided) : undefined
        })
      },
      async add(context, rows) {
        const { tx, actor, now } = context
        const places = await placesOf(
          context,
          opener,
          rows.map(({ values }) => named(values).unit),
        )
        const records = rows.map(({ id, values }) => {
          const { unit, name } = named(values)
          const place = places.get(unit)
          if (!place) throw new Error('a unit out of reach')
          return {
            id,
            countyId: place.countyId,
            divisionCode: place.divisionCode,
            agencyId: actor.scope.agencyId ?? null,
            stationId: subject === 'station' ? id : (actor.scope.stationId ?? null),
            name,
            nameKeys: nameKeys(name),
            facts: {
              unitId: unit,
              ...(actor.scope.agencyId !== undefined && { agencyId: actor.scope.agencyId }),
              ...factsOf(values),
              nameText: name,
            },
            effectiveOn: place.workDay,
          }
        })
        await addRecords(tx, subject, records, { at: now, by: actor.accountId, isOpen: isOpenSubject(subject) })
      },
      async change(context, rows) {
        const { tx, actor, now, today } = context
        const changes = rows.map(({ id, version, values }) => ({
          id,
          version,
          put: factsOf(values),
          gone: Object.keys(values).flatMap((column) => (values[column] === undefined ? (factOf[column] ?? []) : [])),
          effectiveOn: today,
        }))
        return changeRecords(tx, subject, changes, { at: now, by: actor.accountId })
      },
      remove: ({ tx }, rows) => removeRecords(tx, subject, rows),
    },
  }
}

type Place = PlaceCatalogue & { readonly countyId: number; readonly divisionCode: string }

/** Plans opened for the counties of one piece of work: they do not change under it. */
const openedIn = new WeakMap<ImportContext['tx'], Map<string, PlaceCatalogue>>()

/** What may be recorded in each unit; opened once for a county. */
async function placesOf(
  context: ImportContext,
  opener: SchemeOpener,
  units: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const opened = openedIn.get(context.tx) ?? new Map<string, PlaceCatalogue>()
  openedIn.set(context.tx, opened)
  const places = new Map<string, Place>()
  for (const { id, county_id, division_code } of (await findUnits(context.tx, [...new Set(units)])).values()) {
    const county = division_code.slice(0, 6)
    const place = opened.get(county) ?? (await openPlace(opener, context, county))
    opened.set(county, place)
    places.set(id, { ...place, countyId: county_id, divisionCode: division_code })
  }
  return places
}

/** A demonstration that stands still at a past day records up to today all the same. */
const laterOf = ({ workDay }: PlaceCatalogue, { today }: ImportContext): CivilDate =>
  (workDay > today ? workDay : today) as CivilDate

const inWords = ({ code, detail, fields = [] }: Refusal): string =>
  [problemFor(code).title, detail, ...fields.map(({ message }) => message)].filter(Boolean).join('：')
