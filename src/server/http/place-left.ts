import { sql } from 'kysely'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { Tx } from '#server/db/actor-tx.ts'

/**
 * A grant on a code that was given up shows its past and does nothing more. Where the code stands, it stands until the transaction
 * ends: a change of divisions waits, but for its own. @refuses PLACE_LEFT
 */
export async function placeLeft(
  tx: Tx,
  actor: Actor | undefined,
  { method, viewing, who }: Endpoint,
): Promise<Refusal | undefined> {
  const isOwnAccount = who === 'anyone' || who === 'signed-in' || viewing === 'as-self'
  const reads = method === 'GET' || viewing === 'reads'
  if (!actor || actor.scope.code.length < 6 || isOwnAccount || reads) return undefined
  const { rows } = await sql<{ told: string | null }>`
    select app.place_left(${actor.scope.code}, ${who !== 'change territory'}) as told
  `.execute(tx)
  const told = rows[0]?.told ?? undefined
  return told === undefined ? undefined : refuse('PLACE_LEFT', { detail: told })
}
