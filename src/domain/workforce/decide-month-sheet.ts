import type { CivilDate } from '../kernel/civil-date.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { FactsDraft } from '../record/index.ts'

export const GRADES = ['excellent', 'good', 'pass', 'fail'] as const
export type Grade = (typeof GRADES)[number]

export interface MonthSheet {
  /** `YYYY-MM` */
  readonly month: string
  /** Hundredths of a point. */
  readonly score: number
  readonly grade?: Grade | undefined
  readonly opinion?: string | undefined
}

interface Sheets {
  readonly rows: unknown
  readonly openedOn: unknown
}

interface Scorer {
  readonly accountId: string
  readonly party: string
  readonly on: CivilDate
  readonly at: string
}

/**
 * A station's month with a score, locked as it is handed in: one a month, of a month that is over or running and not before the
 * station opened. @refuses SHEET_LOCKED @refuses MONTH_NOT_COME @refuses MONTH_BEFORE_OPENING
 */
export function decideMonthSheet(sheets: Sheets, sheet: MonthSheet, scorer: Scorer): readonly FactsDraft[] | Refusal {
  const rows = (Array.isArray(sheets.rows) ? sheets.rows : []) as readonly FactsDraft[]
  if (rows.some((row) => row['month'] === sheet.month)) return refuse('SHEET_LOCKED')
  if (sheet.month > scorer.on.slice(0, 7)) return refuse('MONTH_NOT_COME')
  if (typeof sheets.openedOn === 'string' && sheet.month < sheets.openedOn.slice(0, 7)) return refuse('MONTH_BEFORE_OPENING')
  const row = {
    month: sheet.month,
    score: sheet.score,
    ...(sheet.grade !== undefined && { gradeCode: sheet.grade }),
    ...(sheet.opinion !== undefined && sheet.opinion !== '' && { opinionText: sheet.opinion }),
    byRoleCode: scorer.party,
    byId: scorer.accountId,
    submittedOn: scorer.on,
    lockedAt: scorer.at,
  }
  return [...rows, row].toSorted((a, b) => (String(a['month']) < String(b['month']) ? -1 : 1))
}
