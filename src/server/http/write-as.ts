import type { Actor } from '#domain/kernel/actor.ts'
import { setActor, type Tx } from '#server/db/actor-tx.ts'
import type { AuditNote } from './context.ts'
import { writeAudit, type AuditRow } from './write-audit.ts'

/** The audit row of `actor`, or of the real account where somebody looks through the actor's eyes. */
export async function writeAs(tx: Tx, actor: Actor | undefined, entry: AuditRow): Promise<void> {
  if (actor?.viewer) await setActor(tx, actor.viewer)
  await writeAudit(tx, actor?.viewer ?? actor, entry)
}

/** What the row says of a viewer: through whose eyes it was. */
export const noteFor = (actor: Actor | undefined, note: AuditNote): AuditNote =>
  actor?.viewer ? { ...note, detail: { ...note.detail, viewAs: actor.accountId, viewAsGrant: actor.grantId } } : note
