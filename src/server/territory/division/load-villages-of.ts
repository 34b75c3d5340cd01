import type { loadVillages as endpoint } from '#contract/territory/index.ts'
import { can } from '#domain/access/index.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { unitTiersOf } from '#domain/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listVersions, type SchemeOpener } from '#server/scheme/index.ts'
import { bringVillages } from './bring-villages.ts'
import { findDivision } from '../repository.ts'
import { registerUnits } from '../register-units.ts'

/**
 * Brings the villages and communities of a county into the list, once, and registers them where a plan in force there judges
 * that level. @refuses DIVISION_NOT_FOUND
 */
export const loadVillagesOf =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today, newId, note }, { code }) => {
    if (!can(actor, 'change territory', { code }) || !(await findDivision(tx, code))) return refuse('DIVISION_NOT_FOUND')
    const added = await bringVillages(tx, code)
    let unitsAdded = 0
    const versions = await listVersions(tx)
    for (const { schemeId, unitCode } of await opener.adoptions(tx, today)) {
      const version = versions.filter((v) => v.schemeId === schemeId).at(-1)
      if (!version || !(code.startsWith(unitCode) || unitCode === '0')) continue
      const scheme = await opener.parsed(tx, schemeId, version.sha256)
      const lowest = unitTiersOf(scheme).at(-1)
      if (lowest !== 'community' && lowest !== 'village') continue
      unitsAdded += await registerUnits(tx, { code, lowest, kinds: scheme.coveredUnit.kinds }, actor.accountId, newId)
    }
    note({ divisionCode: code, subject: 'division', detail: { added, unitsAdded } })
    return { added, unitsAdded }
  }
