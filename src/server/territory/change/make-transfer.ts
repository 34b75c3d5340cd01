import type { ChangeEffect } from '#contract/territory/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { DecidedChange } from '#domain/territory/index.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { SignedInContext } from '#server/http/context.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { editDivisions } from './apply-change.ts'
import { findAdoptionSince } from '../adoption/adoption-repository.ts'
import { plansAt, tellTransfer } from './tell-transfer.ts'
import { transferDivisions } from './transfer-divisions.ts'
import { ensureCounties } from '../unit-repository.ts'
import { findZonesSince } from '../zone-repository.ts'

const COUNTY = 6

export interface TransferTools {
  readonly opener: SchemeOpener
  readonly keyring: Keyring
}

/** Makes a change that takes what lies in one county to another, and tells what it did. @refuses CHANGE_DATE */
export async function makeTransfer(
  { tx, actor, now, newId }: SignedInContext,
  decided: DecidedChange,
  effectiveOn: CivilDate,
  { opener, keyring }: TransferTools,
): Promise<ChangeEffect | Refusal> {
  for (const { from } of decided.transfers) {
    const plan = await findAdoptionSince(tx, from, effectiveOn)
    if (plan !== undefined) return refuse('CHANGE_DATE', { detail: `${from} 自 ${plan} 起采用方案，变更须在其后` })
    const zones = await findZonesSince(tx, from.slice(0, COUNTY))
    if (zones !== null && zones >= effectiveOn)
      return refuse('CHANGE_DATE', { detail: `片区自 ${zones} 起重新划分过，变更须在其后` })
  }
  // of a county the last, of a town the only one
  const last = decided.transfers.at(-1)
  const before = await plansAt(tx, opener, last?.from ?? '', effectiveOn)
  const mover = { effectiveOn, by: actor.accountId, at: now }
  await editDivisions(tx, decided, mover)
  const done = await transferDivisions(tx, decided, mover, { keyring, newId })
  return tellTransfer(tx, decided, done, { before, after: await plansAt(tx, opener, last?.to ?? '', effectiveOn) })
}

/** Each county concerned finds it in its own audit; in the order of their numbers, as everybody takes the ends of chains. */
export async function auditTransfer(
  { tx, actor, now, requestId }: SignedInContext,
  decided: DecidedChange,
  note: { readonly subject: string; readonly subjectId: string; readonly detail: Readonly<Record<string, string | number>> },
  { keyring }: TransferTools,
): Promise<void> {
  const codes = [...new Set(decided.transfers.flatMap(({ from, to }) => [from.slice(0, COUNTY), to.slice(0, COUNTY)]))]
  const numbers = [...(await ensureCounties(tx, codes))].toSorted(([, a], [, b]) => a - b)
  const changes = decided.transfers.map(({ from, to }) => ({ field: 'divisionCode', before: from, after: to }))
  for (const [divisionCode] of numbers)
    await writeAudit(tx, actor, {
      action: 'territory.changeDivision',
      outcome: 'done',
      requestId,
      note: { ...note, divisionCode, changes },
      at: now,
      suite: keyring.suite,
    })
}
