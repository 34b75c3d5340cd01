import type { findPerson as endpoint } from '#contract/person-secret.ts'
import { maskName } from '#domain/kernel/mask.ts'
import { blindIndexes, digestOf, type Keyring } from '#server/crypto/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listPeopleWith } from './repository.ts'

const MOST_FOUND = 20

/** Who within the own scope has exactly this number; the search is audited by what stands for the number, not by it. */
export const findPerson =
  (keyring: Keyring): UseCase<typeof endpoint> =>
  async ({ tx, note }, { kind, value }) => {
    const found = await listPeopleWith(tx, blindIndexes(keyring, kind, value), MOST_FOUND)
    note({ detail: { kind, looked: digestOf(keyring, value), found: found.length } })
    return {
      people: found.map(({ id, subject, name, division_code }) => ({
        personId: id,
        subject,
        name: maskName(name),
        divisionCode: division_code,
      })),
    }
  }
