import type { Actor } from '#domain/kernel/actor.ts'
import { setActor, SYSTEM_ACTOR, type Tx } from '#server/db/actor-tx.ts'

/**
 * Reads with the eyes of the place that adopted the plan, inside the reader's own transaction: a second connection asked for
 * while one is held would, with enough readers at once, leave all of them waiting for each other.
 */
export async function asJudge<T>(tx: Tx, actor: Actor, unitCode: string, read: () => Promise<T>): Promise<T> {
  await setActor(tx, { ...SYSTEM_ACTOR, scope: { code: unitCode } })
  let out: T
  try {
    out = await read()
  } catch (error) {
    // after an error of the database the transaction takes no more statements and rolls back; the cause is what counts
    await setActor(tx, actor).catch(() => undefined)
    throw error
  }
  await setActor(tx, actor)
  return out
}
