import type { setSecret as endpoint } from '#contract/person-secret.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { blindIndexes, canonical, decryptField, digestOf, type Keyring } from '#server/crypto/index.ts'
import { changesOf } from '#server/http/changes-of.ts'
import type { UseCase } from '#server/http/context.ts'
import { findPersonRow, isSecretTaken, listSecretRows, replaceSecret } from './repository.ts'
import { sealSecret } from './seal-secret.ts'
import { contextOf, KIND_RULES } from './secret-kinds.ts'

/** Records a person's number. An identity number belongs to one person of a county. @refuses PERSON_NOT_FOUND @refuses SECRET_UNFIT @refuses SECRET_TAKEN */
export const setSecret =
  (keyring: Keyring): UseCase<typeof endpoint> =>
  async ({ tx, actor, now, note }, { personId, kind, value }) => {
    const person = await findPersonRow(tx, personId)
    if (!person) return refuse('PERSON_NOT_FOUND')
    const written = canonical(value)
    const { label, mask, isGood } = KIND_RULES[kind]
    if (!isGood(written)) return refuse('SECRET_UNFIT', { detail: label })
    if (kind === 'id-number' && (await isSecretTaken(tx, person, blindIndexes(keyring, kind, written))))
      return refuse('SECRET_TAKEN')
    const before = (await listSecretRows(tx, person)).find((row) => row.kind === kind)
    const was = before ? decryptField(keyring, before.ciphertext, contextOf(before)) : null
    const draft = { ...sealSecret(keyring, person, kind, written), recordedBy: actor.accountId, recordedAt: now }
    if (!(await replaceSecret(tx, person, draft))) return refuse('SECRET_TAKEN')
    note({
      divisionCode: person.division_code,
      subject: person.subject,
      subjectId: person.id,
      changes: changesOf({ [kind]: was }, { [kind]: written }, [kind], (text) => digestOf(keyring, text)),
    })
    return { kind, kindLabel: label, masked: mask(written), recordedAt: now.toISOString() }
  }
