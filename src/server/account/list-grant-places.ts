import type { listGrantPlaces as endpoint } from '#contract/account.ts'
import { can } from '#domain/access/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listDivisionsWithin, listNameable } from './place-repository.ts'

/**
 * What a grant may name within the caller's scope: divisions, and by name the stations, agencies, contracts, postings and
 * evaluation rounds; those only to whoever reads rulings, who sees them anyway.
 */
export const listGrantPlaces: UseCase<typeof endpoint> = async ({ tx, actor }) => {
  const divisions = await listDivisionsWithin(tx)
  const named = can(actor, 'read ruling') ? await listNameable(tx) : []
  const of = (subject: string) =>
    named.filter((one) => one.subject === subject).map(({ id, name, division_code }) => ({ id, name, code: division_code }))
  return {
    divisions: [...divisions],
    stations: of('station'),
    agencies: of('agency'),
    contracts: of('contract'),
    postings: of('posting'),
    rounds: of('evaluation'),
  }
}
