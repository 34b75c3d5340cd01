import type { listAdoptions as endpoint } from '#contract/territory/index.ts'
import { can } from '#domain/access/index.ts'
import { TIER_LABELS, unitTiersOf } from '#domain/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listVersions, type SchemeOpener } from '#server/scheme/index.ts'
import { viewAdoption } from './adopt-scheme.ts'
import { listAdoptionRows } from './adoption-repository.ts'

/** The plans adopted around the reader, and those that could be. */
export const listAdoptions =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor }) => {
    const latest = new Map((await listVersions(tx)).map((v) => [v.schemeId, v]))
    const schemes = []
    for (const { schemeId, sha256 } of latest.values()) schemes.push(await opener.parsed(tx, schemeId, sha256))
    const titles = new Map(schemes.map((s) => [s.id, s.shortTitle]))
    const rows = await listAdoptionRows(tx)
    return {
      adoptions: rows.map((row) => viewAdoption(actor, row, titles.get(row.schemeId) ?? row.schemeId)),
      adoptable: schemes
        .filter(({ nature }) => nature !== 'law')
        .map((scheme) => {
          const [tier] = unitTiersOf(scheme)
          return {
            schemeId: scheme.id,
            title: scheme.title,
            shortTitle: scheme.shortTitle,
            validFrom: scheme.validFrom,
            validTo: scheme.validTo,
            tier: tier ?? null,
            tierLabel: tier === undefined ? null : TIER_LABELS[tier],
          }
        }),
      mayAdopt: can(actor, 'adopt scheme'),
    }
  }
