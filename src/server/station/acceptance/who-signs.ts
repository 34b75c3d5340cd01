import type { Role } from '#domain/kernel/actor.ts'
import type { AcceptanceGate } from '#domain/station/index.ts'
import { partiesFor, roleOf, type OpenScheme } from '#server/scheme/index.ts'
import { stationIn } from '../plans-over.ts'

/** Who gives the second signature: the parties the plans name for it; where none speaks of it, the bureau. */
export interface Signers {
  readonly roles: ReadonlySet<Role>
  readonly labels: readonly string[]
  /** The clause that names them. */
  readonly clause: string | undefined
}

const OTHERWISE: Role = 'bureau'

export function whoSigns(plans: readonly OpenScheme[], stationId: string, gate: AcceptanceGate): Signers {
  const named = plans.flatMap((plan) => {
    const station = stationIn(plan, stationId)
    if (!station) return []
    const { parties, clause } = partiesFor(plan, gate, station, plan.moment)
    return clause === undefined ? [] : [{ plan, parties, clause }]
  })
  const [first] = named
  if (!first) return { roles: new Set([OTHERWISE]), labels: ['民政局'], clause: undefined }
  // every plan that speaks of it must name the party
  const [roles, ...others] = named.map(({ plan, parties }) => new Set(parties.map((party) => roleOf(plan.scheme, party) as Role)))
  return {
    roles: new Set([...(roles ?? [])].filter((role) => others.every((other) => other.has(role)))),
    labels: first.parties.map((party) => first.plan.words.role(party)),
    clause: first.clause,
  }
}
