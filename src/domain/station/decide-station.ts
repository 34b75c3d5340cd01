import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { FactsDraft } from '../record/index.ts'
import { ACCEPTANCES, STAGE } from './acceptance.ts'

/** A place where a station may stand. */
export interface Site {
  readonly unitId: string
  readonly tierCode: string | null
  readonly divisionCode: string
  /** Names of the stations that are there. */
  readonly stations: readonly string[]
}

interface Partner {
  readonly agencyId: string | undefined
  readonly contractId: string | undefined
  /** Agency of the agreement that was named, where there is such an agreement. */
  readonly contractAgencyId: string | null | undefined
  readonly isKnownAgency: boolean
}

/** Towns and what lies below them: counties and above keep no station of their own. */
const TOWN_DIGITS = 9
export const maySite = (divisionCode: string): boolean => divisionCode.length >= TOWN_DIGITS

/** The agency a station is run by: the one named, or that of the agreement. @refuses STATION_PARTNER_UNFIT */
export function decidePartner({ agencyId, contractId, contractAgencyId, isKnownAgency }: Partner): string | null | Refusal {
  if (contractId !== undefined && contractAgencyId === undefined) return refuse('STATION_PARTNER_UNFIT')
  if (agencyId !== undefined && !isKnownAgency) return refuse('STATION_PARTNER_UNFIT')
  if (agencyId !== undefined && contractAgencyId != null && contractAgencyId !== agencyId)
    return refuse('STATION_PARTNER_UNFIT', { detail: '这份协议不是与这家机构签的' })
  return agencyId ?? contractAgencyId ?? null
}

/** Whether a station of that name may stand there. @refuses STATION_UNIT_UNFIT @refuses STATION_NAME_TAKEN */
export function decideSite(site: Site | undefined, name: string): Refusal | undefined {
  if (!site || !maySite(site.divisionCode)) return refuse('STATION_UNIT_UNFIT')
  return site.stations.includes(name) ? refuse('STATION_NAME_TAKEN', { detail: name }) : undefined
}

interface Registration {
  readonly name: string
  /** Of a station that was opened before it is registered here. */
  readonly openedOn?: string | undefined
  readonly workDay: CivilDate
}

/**
 * The facts with which a station is registered: being built, or open since a day that has come.
 * @refuses STATION_UNIT_UNFIT @refuses STATION_NAME_TAKEN @refuses STATION_DAY_UNFIT
 */
export function decideRegistration(site: Site | undefined, { name, openedOn, workDay }: Registration): FactsDraft | Refusal {
  const unfit = decideSite(site, name)
  if (unfit || !site) return unfit ?? refuse('STATION_UNIT_UNFIT')
  if (openedOn !== undefined && openedOn > workDay) return refuse('STATION_DAY_UNFIT', { detail: `启用日期不能晚于 ${workDay}` })
  return {
    nameText: name,
    unitId: site.unitId,
    tierCode: site.tierCode,
    stageCode: openedOn === undefined ? STAGE.registered : ACCEPTANCES['station.open'].stage,
    openedOn: openedOn ?? null,
    attested: [],
  }
}

interface Closing {
  readonly closedOn: string | null
  readonly openedOn: string | null
  readonly workDay: CivilDate
  /** How many are posted there on the day. */
  readonly postedCount: number
}

/** @refuses STATION_IS_CLOSED @refuses STATION_DAY_UNFIT @refuses STATION_STILL_STAFFED */
export function decideClosing({ closedOn, openedOn, workDay, postedCount }: Closing, on: string): Refusal | undefined {
  if (closedOn !== null) return refuse('STATION_IS_CLOSED')
  if (on > workDay) return refuse('STATION_DAY_UNFIT', { detail: `撤销日期不能晚于 ${workDay}` })
  if (openedOn !== null && on <= openedOn) return refuse('STATION_DAY_UNFIT', { detail: `撤销日期须晚于开站日 ${openedOn}` })
  return postedCount > 0 ? refuse('STATION_STILL_STAFFED', { detail: `在岗 ${postedCount} 人` }) : undefined
}

/** @refuses STATION_IS_CLOSED @refuses STATION_DAY_UNFIT @refuses STATION_UNIT_UNFIT @refuses STATION_NAME_TAKEN */
export function decideMove(
  {
    closedOn,
    workDay,
    unitId,
    name,
  }: Pick<Closing, 'closedOn' | 'workDay'> & { readonly unitId: string | null; readonly name: string },
  site: Site | undefined,
  on: string,
): Refusal | undefined {
  if (closedOn !== null) return refuse('STATION_IS_CLOSED')
  if (on > workDay) return refuse('STATION_DAY_UNFIT', { detail: `迁移日期不能晚于 ${workDay}` })
  if (site && site.unitId === unitId) return refuse('STATION_UNIT_UNFIT', { detail: '站已经在这个地方' })
  return decideSite(site, name)
}
