import { mayReadSubject } from '#domain/access/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { findRecord, type RecordRow } from './repository.ts'

/** The record of that id, where the caller may see it and records of its subject at all. */
export const findReadable = async (
  { tx, actor }: Pick<SignedInContext, 'tx' | 'actor'>,
  subject: string,
  id: string,
): Promise<RecordRow | undefined> => (mayReadSubject(actor, subject) ? findRecord(tx, subject, id) : undefined)
