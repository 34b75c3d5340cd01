import { faultOfAttendance, type AttendanceDays } from '#domain/workforce/index.ts'

export const NUMBERS = [
  { name: 'dueDays', label: '应出勤' },
  { name: 'attendedDays', label: '实出勤' },
  { name: 'leaveDays', label: '请假' },
  { name: 'fieldDays', label: '外勤' },
] as const satisfies readonly { readonly name: keyof AttendanceDays; readonly label: string }[]

/** The four numbers as typed. */
export type AttendanceDraft = { readonly [N in keyof AttendanceDays]: string }

type Known = { readonly [N in keyof AttendanceDays]: number | null } | null

export const readDraft = (days: Known): AttendanceDraft => {
  const text = (name: keyof AttendanceDays): string => ((days?.[name] ?? null) === null ? '' : String(days?.[name]))
  return {
    dueDays: text('dueDays'),
    attendedDays: text('attendedDays'),
    leaveDays: text('leaveDays'),
    fieldDays: text('fieldDays'),
  }
}

const isNumber = (text: string): boolean => /^\d{1,2}$/.test(text)

export const typedOf = (draft: AttendanceDraft): AttendanceDays => ({
  dueDays: Number(draft.dueDays),
  attendedDays: Number(draft.attendedDays),
  leaveDays: Number(draft.leaveDays),
  fieldDays: Number(draft.fieldDays),
})

/** What is wrong with a row as typed; undefined where it can be saved. */
export function faultOf(draft: AttendanceDraft, daysInMonth: number): string | undefined {
  const unread = NUMBERS.find(({ name }) => !isNumber(draft[name]))
  return unread ? `${unread.label}要填天数` : faultOfAttendance(typedOf(draft), daysInMonth)
}
