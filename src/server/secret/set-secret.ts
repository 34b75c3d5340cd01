import type { setSecret as endpoint } from '#contract/person-secret.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { findPersonRow } from './repository.ts'
import { KIND_RULES } from './secret-kinds.ts'
import { writeSecret } from './write-secret.ts'

/** Records a person's number. @refuses PERSON_NOT_FOUND @refuses SECRET_UNFIT @refuses SECRET_TAKEN */
export const setSecret =
  (keyring: Keyring): UseCase<typeof endpoint> =>
  async (context, { personId, kind, value }) => {
    const person = await findPersonRow(context.tx, personId)
    if (!person) return refuse('PERSON_NOT_FOUND')
    const written = await writeSecret(keyring, context, person, kind, value)
    if (isRefusal(written)) return written
    context.note({
      divisionCode: person.division_code,
      subject: person.subject,
      subjectId: person.id,
      changes: written.changes,
    })
    return { kind, kindLabel: KIND_RULES[kind].label, masked: written.masked, recordedAt: context.now.toISOString() }
  }
