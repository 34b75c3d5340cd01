import type { Kysely } from 'kysely'
import type { Divisions } from '#domain/territory/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import { listPeopleWithoutNumbers, storeIdentities, type KnownIdentity } from '#server/secret/index.ts'
import { demoSchemes } from './demo-schemes.ts'

/**
 * Stores the invented numbers of the demonstration's people, encrypted, once: not where any number is stored already, and only
 * of people who are there. Returns how many came in.
 */
export const loadDemoIdentities = (db: Kysely<DB>, keyring: Keyring, divisions: () => Divisions): Promise<number> =>
  systemTx(db, async (tx) => {
    const people = new Map((await listPeopleWithoutNumbers(tx)).map((person) => [person.id, person]))
    if (people.size === 0) return 0
    const identities = demoSchemes(divisions()).flatMap(({ entities }) =>
      entities.flatMap(({ id, identity }): KnownIdentity[] => {
        const person = people.get(id)
        if (!person || !identity) return []
        const { idNumber, phone } = identity
        return [
          {
            person,
            numbers: [
              ...(idNumber === undefined ? [] : [{ kind: 'id-number' as const, value: idNumber }]),
              ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone }]),
            ],
          },
        ]
      }),
    )
    return storeIdentities(tx, keyring, identities, new Date())
  })
