import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { decideChange, isOpenSubject, type FactsDraft } from '#domain/record/index.ts'
import {
  decidePartner,
  decideRegistration,
  fixedFault,
  STATION_IMPORT,
  stationColumns,
  stationFacts,
} from '#domain/station/index.ts'
import type { ImportValues } from '#domain/table/index.ts'
import { nameKeys, openPlace, type PlaceCatalogue } from '#server/record/index.ts'
import type { OpenScheme, SchemeOpener } from '#server/scheme/index.ts'
import {
  addRecords,
  changeRecords,
  refusalInWords,
  rememberEntered,
  removeRecords,
  type ImportContext,
  type Importer,
  type Recorded,
} from '#server/table/index.ts'
import { findSite, type FoundSite } from './find-sites.ts'
import {
  findStationsById,
  findStationsNamed,
  findUnits,
  listStationUnits,
  type StoredStation,
  type UnitPlace,
} from './import-repository.ts'
import { planFinder } from './plans-over.ts'
import { listPartners, lockSites } from './repository.ts'

const COUNTY_DIGITS = 6
const countyOf = (divisionCode: string): string => divisionCode.slice(0, COUNTY_DIGITS)
const named = (row: ImportValues) => ({ unit: String(row['unit']), name: String(row['name']) })
const textOf = (x: unknown): string | undefined => (typeof x === 'string' ? x : undefined)
const asRecorded = ({ id, version, name, agency_id, facts }: StoredStation): Recorded => ({
  id,
  version,
  values: stationColumns(name, agency_id, facts),
})

/**
 * Takes stations in from a spreadsheet. A new one is held to what registering by hand is held to, as if the rows above it were
 * written already; one that is there to what filling in its record is held to.
 */
export const stationImporter = (opener: SchemeOpener): Importer => ({
  definition: STATION_IMPORT,
  who: 'record fact',
  async dictionaries({ tx, actor }) {
    const partners = await listPartners(tx, actor.scope.code)
    const agency = partners.flatMap(({ subject, id, name }) => (subject === 'agency' ? [{ value: id, label: name }] : []))
    return { unit: await listStationUnits(tx), agency }
  },
  target: {
    async find({ tx }, rows) {
      const found = await findStationsNamed(tx, rows.map(named))
      const by = new Map(found.map((row) => [JSON.stringify({ unit: row.facts['unitId'], name: row.name }), asRecorded(row)]))
      return rows.map((row) => by.get(JSON.stringify(named(row))))
    },
    findById: async ({ tx }, ids) => new Map((await findStationsById(tx, ids)).map((row) => [row.id, asRecorded(row)])),
    async hold({ tx }, rows) {
      const units = await findUnits(tx, unitsOf(rows))
      await lockSites(
        tx,
        [...units.values()].map(({ division_code }) => countyOf(division_code)),
      )
    },
    async judge(context, rows) {
      const desk = await deskOf(context, opener)
      const units = await findUnits(context.tx, unitsOf(rows.map(({ values }) => values)))
      const judged: (string | undefined)[] = []
      for (const { values, recorded } of rows) {
        const unit = units.get(named(values).unit)
        if (!unit) judged.push('这个地区不在您的范围内')
        else if (recorded)
          judged.push(fixedFault(values, recorded.values) ?? (await changeFault(context, desk, unit, values, recorded)))
        else judged.push(await registrationFault(context, desk, unit, values))
      }
      return judged
    },
    async add(context, rows) {
      const { tx, actor, now } = context
      const desk = await deskOf(context, opener)
      const units = await findUnits(tx, unitsOf(rows.map(({ values }) => values)))
      const records = []
      for (const { id, values } of rows) {
        const unit = units.get(named(values).unit)
        if (!unit) throw new Error('a unit out of reach')
        const registered = await register(context, desk, unit, values, [])
        if (isRefusal(registered)) throw new Error(`not as it was judged: ${registered.code}`)
        const { name } = named(values)
        records.push({
          id,
          countyId: unit.county_id,
          divisionCode: unit.division_code,
          agencyId: registered.agencyId,
          stationId: id,
          name,
          nameKeys: nameKeys(name),
          facts: registered.facts,
          // what was open before it came in here covers its town since then
          effectiveOn: textOf(registered.facts['openedOn']) ?? registered.workDay,
        })
      }
      await addRecords(tx, 'station', records, { at: now, by: actor.accountId, isOpen: isOpenSubject('station') })
      await rememberEntered(
        context,
        'station',
        'register station',
        records.map(({ id }) => id),
      )
    },
    async change(context, rows) {
      const { tx, actor, now } = context
      const desk = await deskOf(context, opener)
      const stored = new Map(
        (
          await findStationsById(
            tx,
            rows.map(({ id }) => id),
          )
        ).map((one) => [one.id, one]),
      )
      const units = await findUnits(
        tx,
        [...stored.values()].flatMap(({ facts }) => textOf(facts['unitId']) ?? []),
      )
      const changes = []
      for (const { id, version, values } of rows) {
        const unit = units.get(textOf(stored.get(id)?.facts['unitId']) ?? '')
        const effectiveOn = unit ? (await desk.place(unit)).workDay : context.today
        changes.push({ id, version, ...stationFacts(values), effectiveOn })
      }
      await rememberEntered(
        context,
        'station',
        'record fact',
        changes.map(({ id }) => id),
      )
      return changeRecords(tx, 'station', changes, { at: now, by: actor.accountId })
    },
    remove: ({ tx }, rows) => removeRecords(tx, 'station', rows),
  },
})

const unitsOf = (rows: readonly ImportValues[]): string[] => [...new Set(rows.map((row) => named(row).unit))]

/** What one piece of work holds every row to: read once, it does not change under it. */
interface Desk {
  plans(unit: UnitPlace): Promise<readonly OpenScheme[]>
  place(unit: UnitPlace): Promise<PlaceCatalogue>
  readonly agencies: ReadonlySet<string>
  /** Stations that rows judged before will put into a unit. */
  readonly planned: Map<string, string[]>
}

const desks = new WeakMap<ImportContext['tx'], Promise<Desk>>()

function deskOf(context: ImportContext, opener: SchemeOpener): Promise<Desk> {
  const known = desks.get(context.tx)
  if (known) return known
  const opened = openDesk(context, opener)
  desks.set(context.tx, opened)
  return opened
}

async function openDesk(context: ImportContext, opener: SchemeOpener): Promise<Desk> {
  const find = await planFinder(opener, context)
  const places = new Map<string, Promise<PlaceCatalogue>>()
  const partners = await listPartners(context.tx, context.actor.scope.code)
  return {
    plans: ({ division_code }) => find(division_code),
    place({ division_code }) {
      const county = countyOf(division_code)
      const place = places.get(county) ?? openPlace(opener, context, county)
      places.set(county, place)
      return place
    },
    agencies: new Set(partners.flatMap(({ subject, id }) => (subject === 'agency' ? [id] : []))),
    planned: new Map(),
  }
}

interface Registered {
  readonly facts: FactsDraft
  readonly agencyId: string | null
  readonly workDay: string
  readonly site: FoundSite | undefined
}

/** The record a row makes, or why registering it by hand would be refused but for the plan's own word. */
async function register(
  { actor }: ImportContext,
  desk: Desk,
  unit: UnitPlace,
  values: ImportValues,
  planned: readonly string[],
): Promise<Registered | Refusal> {
  const { workDay } = await desk.place(unit)
  const site = findSite(await desk.plans(unit), actor, unit.id, planned)
  const openedOn = textOf(values['openedOn'])
  const basic = decideRegistration(site, { name: named(values).name, openedOn, workDay: workDay as CivilDate })
  if (isRefusal(basic)) return basic
  const agencyId = textOf(values['agency']) ?? actor.scope.agencyId
  const isKnownAgency = agencyId !== undefined && desk.agencies.has(agencyId)
  const partner = decidePartner({ agencyId, contractId: undefined, contractAgencyId: undefined, isKnownAgency })
  if (isRefusal(partner)) return partner
  const plaqueText = site?.plaque?.text
  const facts = { ...basic, ...(plaqueText !== undefined && { plaqueText }), ...stationFacts(values).put }
  return { facts, agencyId: partner, workDay, site }
}

async function registrationFault(
  context: ImportContext,
  desk: Desk,
  unit: UnitPlace,
  values: ImportValues,
): Promise<string | undefined> {
  const { name } = named(values)
  const planned = desk.planned.get(unit.id) ?? []
  // the same station twice is told as that, for the later row
  if (planned.includes(name)) return undefined
  const registered = await register(context, desk, unit, values, planned)
  if (isRefusal(registered)) return refusalInWords(registered)
  const { facts, site } = registered
  if (site?.denied) return `${refusalInWords(site.denied)}${planned.length > 0 ? `；表里前面的“${planned[0]}”也算在内` : ''}`
  const place = await desk.place(unit)
  const asked = { ...place, actor: context.actor, subject: 'station', today: laterOf(place, context), isByModule: true }
  const decided = decideChange(asked, undefined, { facts, effectiveOn: place.workDay as CivilDate })
  if (isRefusal(decided)) return refusalInWords(decided)
  desk.planned.set(unit.id, [...planned, name])
  return undefined
}

async function changeFault(
  context: ImportContext,
  desk: Desk,
  unit: UnitPlace,
  values: ImportValues,
  { version, values: there }: Recorded,
): Promise<string | undefined> {
  const place = await desk.place(unit)
  const asked = { ...place, actor: context.actor, subject: 'station', today: laterOf(place, context) }
  const state = { version, effectiveOn: '', facts: stationFacts(there).put }
  const decided = decideChange(asked, state, {
    version,
    facts: stationFacts(values).put,
    effectiveOn: place.workDay as CivilDate,
  })
  return isRefusal(decided) ? refusalInWords(decided) : undefined
}

/** A demonstration that stands still at a past day records up to today all the same. */
const laterOf = ({ workDay }: PlaceCatalogue, { today }: ImportContext): CivilDate =>
  (workDay > today ? workDay : today) as CivilDate
