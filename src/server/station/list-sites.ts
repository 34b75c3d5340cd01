import type { listSites as endpoint } from '#contract/station/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { findSites } from './find-sites.ts'
import { plansOver } from './plans-over.ts'
import { listPartners } from './repository.ts'

const MOST_SITES = 3000

/** Where a station can be registered: towns without one first; and by whom it may be run. */
export const listSites =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const { tx, actor } = context
    const sites = findSites(await plansOver(opener, context, actor.scope.code), actor)
    const partners = await listPartners(tx, actor.scope.code)
    return {
      sites: sites
        .toSorted((a, b) => a.stations.length - b.stations.length || (a.divisionCode < b.divisionCode ? -1 : 1))
        .slice(0, MOST_SITES)
        .map(({ unitId, name, divisionCode, tierLabel, stations, plaque, denied }) => ({
          unitId,
          name,
          divisionCode,
          tierLabel,
          stationCount: stations.length,
          proposedName: plaque?.text ?? `${name}社工站`,
          ...(plaque && { plaque }),
          ...(denied && { denied: denied.detail ?? '方案规定这里不再设站' }),
        })),
      agencies: partners.filter(({ subject }) => subject === 'agency').map(({ id, name }) => ({ id, name })),
      contracts: partners
        .filter(({ subject }) => subject === 'contract')
        .map(({ id, name, agencyId }) => ({ id, name, agencyId })),
    }
  }
