import type { revealSecret as endpoint } from '#contract/person-secret.ts'
import { maskNumbers } from '#domain/kernel/mask.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { decryptField, FieldUnreadable, type Keyring } from '#server/crypto/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findPersonRow, listSecretRows } from './repository.ts'
import { contextOf } from './secret-kinds.ts'

/** How long the screen shows what it was given. */
const SHOW_SECONDS = 30

/** Shows a number in clear to whoever says why; the audit keeps who, whose, which and why. @refuses PERSON_NOT_FOUND @refuses SECRET_NOT_FOUND @refuses SECRET_UNREADABLE */
export const revealSecret =
  (keyring: Keyring): UseCase<typeof endpoint> =>
  async ({ tx, note, log }, { personId, kind, reason, remark }) => {
    note({ subjectId: personId, detail: { kind, reason, remark: maskNumbers(remark) } })
    const person = await findPersonRow(tx, personId)
    if (!person) return refuse('PERSON_NOT_FOUND')
    note({ divisionCode: person.division_code, subject: person.subject })
    const row = (await listSecretRows(tx, person)).find((one) => one.kind === kind)
    if (!row) return refuse('SECRET_NOT_FOUND')
    try {
      return { value: decryptField(keyring, row.ciphertext, contextOf(row)), showSeconds: SHOW_SECONDS }
    } catch (error) {
      if (!(error instanceof FieldUnreadable)) throw error
      log.error({ personId, kind, because: error.message }, 'ciphertext unreadable')
      return refuse('SECRET_UNREADABLE')
    }
  }
