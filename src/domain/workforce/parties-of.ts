import type { Role } from '../kernel/actor.ts'
import type { Scheme } from '../scheme/index.ts'

/** The parties of the plan that an account of this role acts for. */
export const partiesOf = (scheme: Scheme, role: Role): readonly string[] =>
  Object.entries(scheme.roles)
    .filter(([party, { as = party }]) => as === role)
    .map(([party]) => party)
