import type { SecretKind } from '#contract/person-secret.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { insertSecrets, type PersonRow } from './repository.ts'
import { sealSecret } from './seal-secret.ts'

export interface KnownIdentity {
  readonly person: PersonRow
  readonly numbers: readonly { readonly kind: SecretKind; readonly value: string }[]
}

const BATCH = 2_000

/** Stores the numbers of many people at once, where none of the kind is there. Returns how many came in. */
export async function storeIdentities(
  tx: Tx,
  keyring: Keyring,
  identities: readonly KnownIdentity[],
  now: Date,
): Promise<number> {
  const rows = identities.flatMap(({ person, numbers }) =>
    numbers.map(({ kind, value }) => ({ person, ...sealSecret(keyring, person, kind, value), recordedBy: '', recordedAt: now })),
  )
  let stored = 0
  for (let at = 0; at < rows.length; at += BATCH) stored += await insertSecrets(tx, rows.slice(at, at + BATCH))
  return stored
}
