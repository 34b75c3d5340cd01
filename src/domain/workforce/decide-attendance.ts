/** A month of one person in four numbers of days; nobody signs in anywhere. */
export interface AttendanceDays {
  readonly dueDays: number
  readonly attendedDays: number
  readonly leaveDays: number
  readonly fieldDays: number
}

/** What is wrong with the four numbers, 中文; undefined where they agree. `daysInMonth` is the most there can be. */
export function faultOfAttendance(
  { dueDays, attendedDays, leaveDays, fieldDays }: AttendanceDays,
  daysInMonth: number,
): string | undefined {
  if (dueDays > daysInMonth) return `应出勤不能超过当月 ${daysInMonth} 天`
  if (attendedDays + leaveDays > dueDays) return '实出勤与请假之和不能超过应出勤'
  if (fieldDays > attendedDays) return '外勤天数含在实出勤之内，不能比它多'
  return undefined
}

/** Days neither attended nor on leave. */
export const absentDays = ({ dueDays, attendedDays, leaveDays }: AttendanceDays): number => dueDays - attendedDays - leaveDays
