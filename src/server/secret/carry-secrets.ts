import type { SecretKind } from '#contract/person-secret.ts'
import { blindIndexes, decryptField, type Keyring } from '#server/crypto/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import { insertSecrets, listSecretsOf, listTakenIndexes, type PersonRow } from './repository.ts'
import { sealSecret } from './seal-secret.ts'
import { contextOf } from './secret-kinds.ts'

/** A number out of its row, for as long as its person's file is on the way to another county. */
export interface OpenSecret {
  readonly personId: string
  readonly kind: SecretKind
  readonly value: string
  readonly recordedBy: string
  readonly recordedAt: Date
}

/** The numbers of people whose files go to another county: a ciphertext reads in its own county alone. */
export async function readSecretsOf(
  tx: Tx,
  keyring: Keyring,
  countyId: number,
  people: readonly string[],
): Promise<readonly OpenSecret[]> {
  const rows = people.length === 0 ? [] : await listSecretsOf(tx, countyId, people)
  return rows.map((row) => ({
    personId: row.person_id,
    kind: row.kind as SecretKind,
    value: decryptField(keyring, row.ciphertext, contextOf(row)),
    recordedBy: row.recorded_by ?? '',
    recordedAt: row.recorded_at,
  }))
}

/**
 * Puts the numbers into the files where they are now, sealed for that county. Returns whose identity number is left out because
 * somebody there has it already: one person with two files.
 */
export async function resealSecrets(
  tx: Tx,
  keyring: Keyring,
  secrets: readonly OpenSecret[],
  people: ReadonlyMap<string, PersonRow>,
): Promise<{ readonly sealed: number; readonly twice: readonly string[] }> {
  const countyId = [...people.values()][0]?.county_id
  if (secrets.length === 0 || countyId === undefined) return { sealed: 0, twice: [] }
  const indexesOf = ({ kind, value }: OpenSecret): readonly Buffer[] =>
    kind === 'id-number' ? blindIndexes(keyring, kind, value) : []
  const taken = await listTakenIndexes(tx, countyId, secrets.flatMap(indexesOf))
  const isTaken = (secret: OpenSecret): boolean => indexesOf(secret).some((index) => taken.has(index.toString('hex')))
  const rows = secrets.flatMap((secret) => {
    const person = people.get(secret.personId)
    if (!person || isTaken(secret)) return []
    const { recordedBy, recordedAt } = secret
    return [{ person, ...sealSecret(keyring, person, secret.kind, secret.value), recordedBy, recordedAt }]
  })
  const sealed = await insertSecrets(tx, rows)
  return { sealed, twice: secrets.filter(isTaken).map(({ personId }) => personId) }
}
