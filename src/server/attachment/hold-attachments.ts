import type { Context } from '#server/http/context.ts'
import { markHeld } from './repository.ts'

/**
 * From here on what is attached to the record stays: a decision rests on it. Called by whatever decides, in its transaction;
 * what is added later is not part of it and may be taken down. Returns how many files are held by this.
 */
export const holdAttachments = ({ tx, now }: Pick<Context, 'tx' | 'now'>, subject: string, recordId: string): Promise<number> =>
  markHeld(tx, subject, recordId, now)
