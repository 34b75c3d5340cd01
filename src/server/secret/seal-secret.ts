import type { SecretKind } from '#contract/person-secret.ts'
import { blindIndex, encryptField, type Keyring } from '#server/crypto/index.ts'
import type { PersonRow, SecretDraft } from './repository.ts'
import { contextOf } from './secret-kinds.ts'

const LAST = 4

/** A number as it is stored for a person: encrypted, findable, its last four apart. `value` in its one written form. */
export const sealSecret = (
  keyring: Keyring,
  person: PersonRow,
  kind: SecretKind,
  value: string,
): Pick<SecretDraft, 'kind' | 'keyId' | 'ciphertext' | 'blindIndex' | 'last4'> => ({
  kind,
  keyId: keyring.current().id,
  ciphertext: encryptField(keyring, value, contextOf({ county_id: person.county_id, person_id: person.id, kind })),
  blindIndex: blindIndex(keyring.current(), kind, value),
  last4: value.slice(-LAST),
})
