import { listBelow } from '#contract/territory/index.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'

interface Place {
  readonly code: string
  readonly name: string
}

export interface PlacesBelow {
  /** Divisions directly below the own territory. */
  readonly own: readonly Place[]
  /** Those directly below the one whose parts are merged. */
  readonly within: readonly Place[]
  /** Of the chosen one: what lies below it, and its stations. */
  readonly below: readonly Place[]
  readonly stations: readonly { readonly id: string; readonly name: string }[]
  /** What the chosen one, and the one where it goes, are called. */
  readonly chosenName: string | undefined
  readonly toName: string | undefined
  /** Divisions directly below the one where it goes, as far as that is written. */
  readonly belowTo: readonly Place[]
}

interface Asked {
  readonly chosen: string
  readonly to: string
  readonly within: string
}

const isWhole = (code: string): boolean => [2, 4, 6, 9, 12].includes(code.length)

/** What a form about divisions offers: the own ones, and what lies in those that are written down. */
export function usePlacesBelow({ chosen, to, within }: Asked): PlacesBelow {
  const { grant } = useSession()
  const own = useAnswer(listBelow, { code: grant.scopeCode })
  const around = useAnswer(listBelow, { code: isWhole(within) ? within : grant.scopeCode })
  const inside = useAnswer(listBelow, { code: isWhole(chosen) ? chosen : '0' }, { isEnabled: isWhole(chosen) })
  const target = useAnswer(listBelow, { code: isWhole(to) ? to : '0' }, { isEnabled: isWhole(to) })
  const chosenPlace = isWhole(chosen) ? inside.data : undefined
  const targetPlace = isWhole(to) ? target.data : undefined
  return {
    own: own.data?.divisions ?? [],
    within: around.data?.divisions ?? [],
    below: chosenPlace?.divisions ?? [],
    // a room goes with its village; only what lies in the town itself is asked about
    stations: chosen.length === 9 ? (chosenPlace?.stations.filter((s) => s.divisionCode === chosen) ?? []) : [],
    chosenName: chosenPlace?.name,
    toName: targetPlace?.name,
    belowTo: targetPlace?.divisions ?? [],
  }
}
