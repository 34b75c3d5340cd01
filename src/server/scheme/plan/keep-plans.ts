import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { asJudge } from '../world/as-judge.ts'
import { keepLast } from '../world/keep-last.ts'
import { findPlansMark } from './plan-mark-repository.ts'
import { listAdoptions, listSignatures, listVersions, type SignatureRow, type VersionRow } from '../repository.ts'
import type { AdoptionRow } from './with-laws.ts'

/** A transaction that is the actor's, and the actor. */
interface Reader {
  readonly tx: Tx
  readonly actor: Actor
}

/** Which plans there are, where they hold and what was signed of them, as of one moment. */
export interface Plans {
  /** Every version of every scheme, newest revision last. */
  versions(): Promise<readonly VersionRow[]>
  /** Adoptions in force that concern the reader. */
  adoptions(day: CivilDate): Promise<readonly AdoptionRow[]>
  /** Signatures of a scheme in a unit and below it, latest first, whoever reads: {@link signaturesIn} narrows. */
  signatures(schemeId: string, unitCode: string): Promise<readonly SignatureRow[]>
}

const [MARKS, MOST_SCOPES, MOST_SIGNED] = [2, 1_000, 200]

/**
 * Remembers what was read of plans for as long as the clock of the plans shows the same mark: one short statement a request
 * instead of three a plan. Several programs on one database each see the other's writes in it, and a transaction its own.
 */
export function createPlanKeeper(): (reader: Reader) => Promise<Plans> {
  const kept = keepLast<ReturnType<typeof nothingYet>>(MARKS)
  return async ({ tx, actor }) => {
    const mark = await findPlansMark(tx)
    const known = mark === undefined ? nothingYet() : (kept.get(mark) ?? kept.set(mark, nothingYet()))
    return {
      versions: async () => (known.versions ??= await listVersions(tx)),
      adoptions: async (day) => {
        const key = `${actor.scope.code} ${day}`
        return known.adoptions.get(key) ?? known.adoptions.set(key, await listAdoptions(tx, day))
      },
      signatures: async (schemeId, unitCode) => {
        const key = `${schemeId}@${unitCode}`
        return (
          known.signatures.get(key) ??
          known.signatures.set(key, await asJudge(tx, actor, unitCode, () => listSignatures(tx, schemeId, unitCode)))
        )
      },
    }
  }
}

const nothingYet = () => ({
  versions: undefined as readonly VersionRow[] | undefined,
  adoptions: keepLast<readonly AdoptionRow[]>(MOST_SCOPES),
  signatures: keepLast<readonly SignatureRow[]>(MOST_SIGNED),
})
