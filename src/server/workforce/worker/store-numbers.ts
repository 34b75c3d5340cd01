import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { canonical, type Keyring } from '#server/crypto/index.ts'
import type { AuditChange, SignedInContext } from '#server/http/context.ts'
import { findPersonRow, writeSecret } from '#server/secret/index.ts'

export interface Numbers {
  readonly idNumber?: string | undefined
  readonly phone?: string | undefined
}

/** The identity number in its one written form; undefined where none was given. */
export const writtenNumber = (idNumber: string | undefined): string | undefined => {
  const written = idNumber === undefined ? '' : canonical(idNumber)
  return written === '' ? undefined : written
}

/** Puts the numbers of somebody new into the file, in the transaction that makes it. @refuses SECRET_UNFIT @refuses SECRET_TAKEN */
export async function storeNumbers(
  keyring: Keyring,
  context: Pick<SignedInContext, 'tx' | 'actor' | 'now'>,
  personId: string,
  { idNumber, phone }: Numbers,
): Promise<readonly AuditChange[] | Refusal> {
  const given = [
    ['id-number', idNumber],
    ['phone', phone],
  ] as const
  if (given.every(([, value]) => value === undefined || value.trim() === '')) return []
  const person = await findPersonRow(context.tx, personId)
  if (!person) return refuse('RECORD_ELSEWHERE')
  const changes: AuditChange[] = []
  for (const [kind, value] of given) {
    if (value === undefined || value.trim() === '') continue
    const written = await writeSecret(keyring, context, person, kind, value)
    if (isRefusal(written)) return written
    changes.push(...written.changes)
  }
  return changes
}
