import type { listSecrets as endpoint, SecretKind } from '#contract/person-secret.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { decryptField, type Keyring } from '#server/crypto/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findPersonRow, listSecretRows } from './repository.ts'
import { contextOf, KIND_RULES } from './secret-kinds.ts'

/** The person's numbers, masked. @refuses PERSON_NOT_FOUND */
export const listSecrets =
  (keyring: Keyring): UseCase<typeof endpoint> =>
  async ({ tx }, { personId }) => {
    const person = await findPersonRow(tx, personId)
    if (!person) return refuse('PERSON_NOT_FOUND')
    const secrets = (await listSecretRows(tx, person)).map((row) => {
      const kind = row.kind as SecretKind
      const { label, mask } = KIND_RULES[kind]
      const masked = mask(decryptField(keyring, row.ciphertext, contextOf(row)))
      return { kind, kindLabel: label, masked, recordedAt: row.recorded_at.toISOString() }
    })
    return { secrets }
  }
