import type { Refusal } from '#domain/kernel/refusal.ts'
import type { SignedInContext } from '#server/http/context.ts'
import type { RecordRow } from './repository.ts'

/**
 * What the module a subject belongs to insists on, asked after a record was written and before the transaction ends: its
 * refusal takes the writing back. Without one the catalogue and the keepers are all there is.
 */
export type RecordGuard = (
  context: SignedInContext,
  change: { readonly before: RecordRow | undefined; readonly after: RecordRow },
) => Promise<Refusal | undefined>

/** Guards by subject. */
export type RecordGuards = Readonly<Record<string, RecordGuard>>
