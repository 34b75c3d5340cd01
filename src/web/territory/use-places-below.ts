import { listBelow } from '#contract/territory/index.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'

export interface PlacesBelow {
  /** Divisions directly below the own territory. */
  readonly own: readonly { readonly code: string; readonly name: string }[]
  /** Of the chosen one: what lies below it, and its stations. */
  readonly below: readonly { readonly code: string; readonly name: string }[]
  readonly stations: readonly { readonly id: string; readonly name: string }[]
}

/** What a form about divisions offers: the own ones, and what lies in the one that is chosen. */
export function usePlacesBelow(chosen: string | undefined): PlacesBelow {
  const { grant } = useSession()
  const own = useAnswer(listBelow, { code: grant.scopeCode })
  const inside = useAnswer(listBelow, { code: chosen ?? '0' }, { isEnabled: chosen !== undefined && chosen.length === 9 })
  const isInside = chosen !== undefined && chosen.length === 9
  return {
    own: own.data?.divisions ?? [],
    below: isInside ? (inside.data?.divisions ?? []) : [],
    // a room goes with its village; only what lies in the town itself is asked about
    stations: isInside ? (inside.data?.stations.filter((s) => s.divisionCode === chosen) ?? []) : [],
  }
}
