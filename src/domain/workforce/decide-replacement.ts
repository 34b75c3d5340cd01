import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { FactsDraft } from '../record/index.ts'

const rowsOf = (posting: FactsDraft): readonly FactsDraft[] =>
  (Array.isArray(posting['replacements']) ? posting['replacements'] : []) as readonly FactsDraft[]

const isOpen = (row: FactsDraft): boolean => row['repliedOn'] === undefined || row['repliedOn'] === null

/** Somebody is asked to be replaced, for a ground. @refuses POSTING_OVER @refuses REPLACEMENT_ASKED */
export function decideAsking(
  posting: FactsDraft,
  {
    groundCode,
    askedOn,
    dueOn,
  }: { readonly groundCode: string; readonly askedOn: CivilDate; readonly dueOn?: string | undefined },
): readonly FactsDraft[] | Refusal {
  if (typeof posting['endOn'] === 'string' && posting['endOn'] < askedOn) return refuse('POSTING_OVER')
  if (rowsOf(posting).some(isOpen)) return refuse('REPLACEMENT_ASKED')
  return [...rowsOf(posting), { groundCode, askedOn, ...(dueOn !== undefined && { dueOn }) }]
}

/** The employer answers the open request, with the day by which somebody else comes. @refuses REPLACEMENT_NONE @refuses REPLACEMENT_DAYS */
export function decideReply(
  posting: FactsDraft,
  { repliedOn, dueOn }: { readonly repliedOn: CivilDate; readonly dueOn?: string | undefined },
): readonly FactsDraft[] | Refusal {
  const open = rowsOf(posting).find(isOpen)
  if (!open) return refuse('REPLACEMENT_NONE')
  if (dueOn !== undefined && dueOn < repliedOn) return refuse('REPLACEMENT_DAYS')
  return rowsOf(posting).map((row) => (row === open ? { ...row, repliedOn, ...(dueOn !== undefined && { dueOn }) } : row))
}
