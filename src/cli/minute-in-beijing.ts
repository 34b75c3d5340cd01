const FORM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

/** `2026-01-05 09:30`, as people in China read the clock. */
export const minuteInBeijing = (instant: string): string => FORM.format(new Date(instant))
