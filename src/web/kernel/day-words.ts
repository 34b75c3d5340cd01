/** `2026-01-05` → `2026年1月5日`. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** How far off a due day is, in working days. */
export function workingDaysInWords(left: number | null): string {
  if (left === null) return '未定期限'
  if (left === 0) return '今天到期'
  return left > 0 ? `还剩 ${left} 个工作日` : `已过 ${-left} 个工作日`
}

/** Whole days from one civil day to another, `YYYY-MM-DD`. */
export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
