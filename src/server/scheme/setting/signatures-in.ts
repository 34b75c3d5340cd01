import type { Rule, Scheme } from '#domain/scheme/index.ts'
import type { SignatureRow } from '../repository.ts'

/** Where a setting or reading of a plan is signed: an overlay's own in the overlay's division, all others where the plan was adopted. */
export function signingUnits(scheme: Scheme, subject: string, adoptedBy: string): readonly string[] {
  const [kind, id = ''] = subject.split(':')
  const has = ({ settings, rules }: Pick<Scheme, 'settings' | 'rules'>): boolean =>
    kind === 'setting' ? id in settings : rules.some((r) => r.id === id && r.reading)
  if (has(scheme)) return [adoptedBy]
  return scheme.overlays.filter(has).flatMap((o) => o.divisions)
}

/** The signatures that count, latest of each subject; who signed is left out where the reader may not know. */
export function signaturesIn(
  scheme: Scheme,
  adoptedBy: string,
  rows: readonly SignatureRow[],
  mayRead: (unitCode: string) => boolean,
): ReadonlyMap<string, SignatureRow> {
  const out = new Map<string, SignatureRow>()
  for (const row of rows) {
    if (out.has(row.subject) || !signingUnits(scheme, row.subject, adoptedBy).includes(row.unitCode)) continue
    out.set(row.subject, mayRead(row.unitCode) ? row : { ...row, by: '' })
  }
  return out
}

/** The signature of a rule's reading; of another text that the reading had before, none. */
export function readingSigned(
  { signatures }: { readonly signatures: ReadonlyMap<string, SignatureRow> },
  { id, reading }: Rule,
): SignatureRow | undefined {
  const signed = signatures.get(`reading:${id}`)
  return signed && signed.value === reading?.text ? signed : undefined
}
