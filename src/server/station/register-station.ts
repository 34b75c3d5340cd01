import type { registerStation as endpoint } from '#contract/station/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decidePartner, decideRegistration } from '#domain/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { createRecord, findRecord, openPlace } from '#server/record/index.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findSite } from './find-sites.ts'
import { plansOver } from './plans-over.ts'
import { findCountyOfUnit, listPartners, lockSites } from './repository.ts'

/**
 * A station in a unit of the plan, being built: what is known of it comes later, from whoever supplies it.
 * @refuses STATION_UNIT_UNFIT @refuses STATION_NAME_TAKEN @refuses STATION_PARTNER_UNFIT @refuses PLAN_DENIES
 */
export const registerStation =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, input) => {
    const { tx, actor, note } = context
    const { id, unitId, name, agencyId, contractId, plaqueText, addressText } = input
    const county = await findCountyOfUnit(tx, unitId)
    if (county !== undefined) await lockSites(tx, [county])
    const there = await findRecord(tx, 'station', id)
    if (there?.name === name && there.facts['unitId'] === unitId) return { id, version: there.version }
    const site = findSite(await plansOver(opener, context, actor.scope.code), actor, unitId)
    const place = await openPlace(opener, context, site?.divisionCode ?? actor.scope.code)
    const facts = decideRegistration(site, { name, workDay: place.workDay as CivilDate })
    if (isRefusal(facts)) return facts
    if (!site) return refuse('STATION_UNIT_UNFIT')
    if (site.denied) return site.denied
    const partners = await listPartners(tx, actor.scope.code)
    const partner = decidePartner({
      agencyId,
      contractId,
      contractAgencyId: partners.find((one) => one.subject === 'contract' && one.id === contractId)?.agencyId,
      isKnownAgency: partners.some((one) => one.subject === 'agency' && one.id === agencyId),
    })
    if (isRefusal(partner)) return partner
    const saved = await createRecord(
      context,
      { ...place, isByModule: true },
      {
        subject: 'station',
        id,
        divisionCode: site.divisionCode,
        agencyId: partner,
        facts: {
          ...facts,
          ...(contractId !== undefined && { contractId }),
          ...(plaqueText && { plaqueText }),
          ...(addressText && { addressText }),
        },
      },
    )
    if (isRefusal(saved)) return saved
    note({ divisionCode: site.divisionCode, subject: 'station', subjectId: id, changes: saved.changes })
    return { id, version: saved.record.version }
  }
