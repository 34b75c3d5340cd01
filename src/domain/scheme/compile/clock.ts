import type { Moment } from '../facts/world.ts'

/**
 * Notes that the judged day is compared with another. The answer is the same on every day before that one, and for good once
 * it is past: a verdict holds from the day judged until `m.until`. Whoever reads `m.asOf` does so by one of these.
 */
export function compared(m: Moment, day: string): void {
  const on = day.length > 10 ? day.slice(0, 10) : day
  if (on >= m.asOf && on < m.until) m.until = on
}

/** Whether a day has come. */
export function hasCome(m: Moment, day: string): boolean {
  compared(m, day)
  return day <= m.asOf
}

/** Whether a day is over. */
export function isOver(m: Moment, day: string): boolean {
  compared(m, day)
  return day < m.asOf
}

/** Notes that the verdict rests on the judged day itself. */
export function onlyToday(m: Moment): void {
  m.until = ''
}
