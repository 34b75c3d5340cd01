import type { SecretKind } from '#contract/person-secret.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { blindIndexes, canonical, decryptField, digestOf, type Keyring } from '#server/crypto/index.ts'
import { changesOf } from '#server/http/changes-of.ts'
import type { AuditChange, SignedInContext } from '#server/http/context.ts'
import { isSecretTaken, listSecretRows, replaceSecret, type PersonRow } from './repository.ts'
import { sealSecret } from './seal-secret.ts'
import { contextOf, KIND_RULES } from './secret-kinds.ts'

interface Written {
  readonly masked: string
  /** For the audit: that and when, never what. */
  readonly changes: readonly AuditChange[]
}

/** Puts a number in a person's file, encrypted. An identity number belongs to one person of a county. @refuses SECRET_UNFIT @refuses SECRET_TAKEN */
export async function writeSecret(
  keyring: Keyring,
  { tx, actor, now }: Pick<SignedInContext, 'tx' | 'actor' | 'now'>,
  person: PersonRow,
  kind: SecretKind,
  value: string,
): Promise<Written | Refusal> {
  const written = canonical(value)
  const { label, mask, isGood } = KIND_RULES[kind]
  if (!isGood(written)) return refuse('SECRET_UNFIT', { detail: label })
  if (kind === 'id-number' && (await isSecretTaken(tx, person, blindIndexes(keyring, kind, written))))
    return refuse('SECRET_TAKEN')
  const before = (await listSecretRows(tx, person)).find((row) => row.kind === kind)
  const was = before ? decryptField(keyring, before.ciphertext, contextOf(before)) : null
  const draft = { ...sealSecret(keyring, person, kind, written), recordedBy: actor.accountId, recordedAt: now }
  if (!(await replaceSecret(tx, person, draft))) return refuse('SECRET_TAKEN')
  return {
    masked: mask(written),
    changes: changesOf({ [kind]: was }, { [kind]: written }, [kind], (text) => digestOf(keyring, text)),
  }
}
