import type { Actor } from '../kernel/actor.ts'
import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Catalogue } from '../scheme/index.ts'
import { checkFacts, type FactsDraft } from './check-facts.ts'
import { doesKeep } from './keepers.ts'

/** A record as it stands. */
export interface RecordState {
  readonly version: number
  readonly effectiveOn: string
  readonly facts: FactsDraft
}

export interface RecordChange {
  /** The version the writer saw; undefined when the record is new. */
  readonly version?: number | undefined
  readonly facts: FactsDraft
  readonly effectiveOn: CivilDate
}

/** Facts as they are to stand, and the names of those that change. */
export interface Changed {
  readonly facts: FactsDraft
  readonly names: readonly string[]
}

interface Asked {
  readonly actor: Actor
  readonly catalogue: Catalogue
  readonly subject: string
  readonly today: CivilDate
  /** A use case of the module itself writes, having decided already who may: keepers are not asked. */
  readonly isByModule?: boolean
}

/**
 * Whether facts may be written onto a record: they fit the catalogue, the writer keeps each that changes, saw the version that
 * stands, and says a day that has come. What is not named stays; `null` says there is none.
 * @refuses FACTS_UNFIT @refuses FACT_OF_OTHERS @refuses RECORD_CHANGED @refuses EFFECT_TOO_LATE
 */
export function decideChange(
  { actor, catalogue, subject, today, isByModule = false }: Asked,
  state: RecordState | undefined,
  change: RecordChange,
): Changed | Refusal {
  const faults = checkFacts(catalogue, subject, change.facts)
  if (faults.length > 0) return refuse('FACTS_UNFIT', { fields: faults })
  if (state && change.version !== state.version) return refuse('RECORD_CHANGED')
  if (change.effectiveOn > today) return refuse('EFFECT_TOO_LATE')
  const names = Object.keys(change.facts).filter((name) => !isSame(state?.facts[name], change.facts[name]))
  const defOf = (name: string) => catalogue[subject]?.facts[name] ?? catalogue[subject]?.rows[name]
  // what is attested goes through the use case that asks who attests it
  const isForeign = (name: string): boolean =>
    defOf(name)?.origin === 'attested' || !doesKeep(actor.role, defOf(name)?.supplier ?? '')
  const foreign = isByModule ? [] : names.filter(isForeign)
  if (foreign.length > 0)
    return refuse('FACT_OF_OTHERS', { detail: foreign.map((name) => defOf(name)?.label ?? name).join('、') })
  return { facts: { ...state?.facts, ...change.facts }, names }
}

const isSame = (a: unknown, b: unknown): boolean => a === b || (a !== undefined && JSON.stringify(a) === JSON.stringify(b))
